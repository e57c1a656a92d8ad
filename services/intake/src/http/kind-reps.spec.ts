import { OUTCOME_CONTRACT } from '@leadline/domain';
import { reps } from './kind-reps.ts';

const hash = (text: string) => text;
const scope = { tenant: 'default', now: 1_790_000_000_000, key: null, hash, outcomes: OUTCOME_CONTRACT };
const at = (text: string): number => Date.parse(`${text}Z`);

function repOf(body: object) {
  const { emits, answer } = reps.records(reps.schema.parse({ repId: 'ann', ...body }), scope);
  const [event] = emits;
  return { away: event?.record === 'RepUpserted' ? event.value?.away : null, answer };
}

test('leave and holidays become spans of the local clock, in order and apart', () => {
  const { away } = repOf({
    absences: [
      { from: '2026-12-28T13:00', to: '2026-12-31' },
      { from: '2026-12-23', to: '2026-12-24' },
    ],
    holidays: ['2026-12-25'],
  });
  expect(away).toEqual([
    { from: at('2026-12-23T00:00'), to: at('2026-12-26T00:00') },
    { from: at('2026-12-28T13:00'), to: at('2027-01-01T00:00') },
  ]);
});

test.each([
  [{ absences: [{ from: '2026-12-24', to: '2026-12-23' }] }, 'must end after it begins'],
  [{ absences: [{ from: '2026-02-30', to: '2026-03-02' }] }, 'must be a date or a local time'],
  [{ absences: [{ from: '2026-12-24' }] }, 'Invalid input'],
  [{ holidays: ['2026-12-24T13:00'] }, 'must be a date, such as 2026-12-24, or a calendar'],
])('%j is refused', (body, why) => {
  const { error } = reps.schema.safeParse({ repId: 'ann', ...body });
  expect(error?.message).toContain(why);
});

test('a calendar by name becomes the days of the year of the event and of two more', () => {
  const { away } = repOf({ holidays: ['DE-BY', '2026-12-24'], occurredAt: '2026-06-01T00:00:00Z' });
  const day = (text: string) => ({ from: at(`${text}T00:00`), to: at(`${text}T00:00`) + 86_400_000 });
  expect(away).toContainEqual(day('2026-06-04'));
  expect(away).toContainEqual({ from: at('2026-12-24T00:00'), to: at('2026-12-27T00:00') });
  expect(away?.[0]).toEqual(day('2026-01-01'));
  expect(away?.at(-1)?.to).toBe(at('2028-12-27T00:00'));
  expect(repOf({ holidays: 'AT' }).away?.length).toBeGreaterThan(30);
});

test('a rep without them is the event that it was before there were any', () => {
  expect(repOf({ absences: [], holidays: [] })).toEqual({ away: [], answer: repOf({}).answer });
  expect(repOf({ holidays: ['2026-12-25'] }).answer).not.toEqual(repOf({}).answer);
});
