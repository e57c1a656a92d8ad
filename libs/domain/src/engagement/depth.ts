import { MINUTE } from '../shared/instant.ts';
import type { Engagement } from './engagement.ts';

/** Without a page for so long a visit has ended: what web analytics count by since Google Analytics set it. */
const VISIT_GAP = 30 * MINUTE;

/** How far somebody went, whatever how often. */
export interface Depth {
  /** Visits to pages. */
  readonly visits: number;
  /** Mean, in hundredths; 0 without a visit. */
  readonly pagesPerVisit: number;
  /** Mean time on pages; null where no page has a time. */
  readonly secondsPerVisit: number | null;
  /** E-mails in which something was clicked. Opening is no depth: mail programs fetch what they show by themselves. */
  readonly clicks: number;
  /** Fields of the form that was filled furthest; 0 without one. */
  readonly formFields: number;
}

/** Depth of what was done; `events` in the order of time. */
export function depthOf(events: readonly Engagement[]): Depth {
  const pages = events.filter(({ kind }) => kind === 'page');
  const timed = pages.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const visits = visitsIn(pages);
  return {
    visits,
    pagesPerVisit: visits === 0 ? 0 : Math.round((100 * pages.length) / visits) / 100,
    secondsPerVisit:
      timed.length === 0 ? null : Math.round(timed.reduce((sum, seconds) => sum + seconds, 0) / visits),
    clicks: events.filter(({ clicked }) => clicked === true).length,
    formFields: Math.max(0, ...events.map(({ fields }) => fields ?? 0)),
  };
}

function visitsIn(pages: readonly Engagement[]): number {
  const starts = pages.filter(({ occurredAt }, index) => {
    const before = pages[index - 1];
    return before === undefined || occurredAt - before.occurredAt > VISIT_GAP;
  });
  return starts.length;
}
