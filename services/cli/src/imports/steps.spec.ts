import type { MappedLead } from '../mapping/bodies.ts';
import { durationOf, planSteps, withTimes } from './steps.ts';

const day = 86_400_000;
const lead = (occurredAt: number | null, closedAt: number | null = null): MappedLead => ({
  workspace: 'w',
  occurredAt,
  body: {},
  outcome:
    closedAt === null
      ? null
      : { leadId: 'l', workspace: 'w', outcome: 'won', amount: null, occurredAt: closedAt },
});
const rows = (...leads: readonly MappedLead[]) => leads.map((one, index) => ({ line: index + 2, lead: one }));

test('given rows without a date, they come at the latest time above them', () => {
  const timed = withTimes(rows(lead(null), lead(5), lead(9), lead(7), lead(null)), 99);
  expect(timed.map(({ at }) => at)).toEqual([5, 5, 9, 7, 9]);
});

test('given a file without any date, its rows come now', () => {
  expect(withTimes(rows(lead(null), lead(null)), 99).map(({ at }) => at)).toEqual([99, 99]);
});

test('rows of a step go in the order of time; steps without rows are left out', () => {
  const steps = planSteps(withTimes(rows(lead(5 * day + 9), lead(2), lead(1, 5 * day)), 0), day);
  expect(
    steps.map(({ to, leads, outcomes }) => [
      to / day,
      leads.map(({ line }) => line),
      outcomes.map(({ line }) => line),
    ]),
  ).toEqual([
    [1, [4, 3], []],
    [6, [2], [4]],
  ]);
});

test('what happens on a step boundary belongs to the step that begins there', () => {
  expect(planSteps(withTimes(rows(lead(day)), 0), day)[0]?.to).toBe(2 * day);
});

test('an undated row is sent with its time', () => {
  expect(planSteps(withTimes(rows(lead(3), lead(null)), 0), day)[0]?.leads[1]?.body).toEqual({
    occurredAt: 3,
  });
});

test.each([
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['2d', 2 * day],
])('%s is %d ms', (text, ms) => {
  expect(durationOf(text)).toBe(ms);
});
