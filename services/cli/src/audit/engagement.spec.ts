import type { LeadEngagement } from '@leadline/contracts';
import { engagementLines } from './engagement.ts';

const engagement: LeadEngagement = {
  lastKind: 'form',
  daysSinceLast: 0,
  windows: [
    { days: 7, pages: 1, emails: 0, forms: 1, events: 0 },
    { days: 30, pages: 4, emails: 2, forms: 1, events: 0 },
    { days: 90, pages: 4, emails: 2, forms: 1, events: 1 },
  ],
  visits: 2,
  pagesPerVisit: 2,
  secondsPerVisit: 95,
  clicks: 1,
  formFields: 5,
  foundBy: ['mailbox', 'visitor'],
  complete: true,
};

test('recency, frequency and depth in words', () => {
  expect(engagementLines(engagement)).toEqual([
    'last a form, less than a day before the lead',
    'within 7 days: 1 page, 1 form',
    'within 30 days: 4 pages, 2 e-mails, 1 form',
    'within 90 days: 4 pages, 2 e-mails, 1 form, 1 event',
    'depth: 2 visits of 2 pages and 95 s, 1 e-mail clicked, a form filled to 5 fields',
    'found by mailbox, visitor',
  ]);
});

test('what did not happen is left out, and figures that are only a least say so', () => {
  const nothing = { days: 7, pages: 0, emails: 0, forms: 0, events: 0 };
  const event = { visits: 0, pagesPerVisit: 0, secondsPerVisit: null, clicks: 0, formFields: 0 };
  const rare = { lastKind: 'event', daysSinceLast: 20, windows: [nothing], complete: false };
  expect(engagementLines({ ...engagement, ...event, ...rare })).toEqual([
    'last an event, 20 days before the lead',
    'within 7 days: nothing',
    'found by mailbox, visitor',
    'all figures are at least so high: more was done than is kept',
  ]);
  expect(engagementLines(null)).toEqual([]);
});
