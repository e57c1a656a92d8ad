import type { EngagementWindow, LeadEngagement } from '@leadline/contracts';

const KINDS: Readonly<Record<string, string>> = {
  page: 'a page',
  email: 'an e-mail',
  form: 'a form',
  event: 'an event',
};

/** What a lead's person had done before, in words; nothing where nothing is known. */
export function engagementLines(engagement: LeadEngagement | null): readonly string[] {
  if (engagement === null) return [];
  const { lastKind, daysSinceLast, windows, foundBy, complete } = engagement;
  return [
    `last ${KINDS[lastKind] ?? lastKind}, ${agoOf(daysSinceLast)}`,
    ...windows.map(windowLine),
    ...depthLines(engagement),
    `found by ${foundBy.join(', ')}`,
    ...(complete ? [] : ['all figures are at least so high: more was done than is kept']),
  ];
}

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const agoOf = (days: number): string =>
  days === 0 ? 'less than a day before the lead' : `${many(days, 'day')} before the lead`;

function windowLine({ days, pages, emails, forms, events }: EngagementWindow): string {
  const counts = [
    [pages, 'page'],
    [emails, 'e-mail'],
    [forms, 'form'],
    [events, 'event'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, noun]) => many(count, noun));
  return `within ${days} days: ${told.join(', ') || 'nothing'}`;
}

function depthLines(engagement: LeadEngagement): readonly string[] {
  const { visits, pagesPerVisit, secondsPerVisit, clicks, formFields } = engagement;
  const time = secondsPerVisit === null ? '' : ` and ${secondsPerVisit} s`;
  const told = [
    visits === 0 ? '' : `${many(visits, 'visit')} of ${pagesPerVisit} pages${time}`,
    clicks === 0 ? '' : `${many(clicks, 'e-mail')} clicked`,
    formFields === 0 ? '' : `a form filled to ${many(formFields, 'field')}`,
  ].filter(Boolean);
  return told.length === 0 ? [] : [`depth: ${told.join(', ')}`];
}
