import { assert, integer, property } from 'fast-check';
import { isAtWork, workedUntil, workResumesAt } from './calendar.ts';

const MONDAY = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const shift = { workStart: 9 * 60, workEnd: 18 * 60 };

const at = (day: number, hour: number): boolean => isAtWork(shift, MONDAY + day * DAY + hour * HOUR);

test('a shift works from Monday to Friday, its end exclusive', () => {
  expect([at(0, 8), at(0, 9), at(4, 17), at(4, 18), at(5, 12), at(7, 9)]).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
  ]);
});

test('a week holds five shifts', () => {
  expect(workedUntil(shift, MONDAY + 7 * DAY) - workedUntil(shift, MONDAY)).toBe(5 * 9 * 60);
});

test('work stops on Friday evening and resumes on Monday morning', () => {
  const friday = workedUntil(shift, MONDAY + 4 * DAY + 20 * HOUR);
  expect(workResumesAt(shift, friday)).toBe(MONDAY + 7 * DAY + 9 * HOUR);
});

test('whenever a minute of work begins, as many have been worked', () => {
  assert(
    property(integer({ min: 0, max: 5_000_000 }), (worked) => {
      const resumes = workResumesAt(shift, worked);
      return workedUntil(shift, resumes) === worked && isAtWork(shift, resumes);
    }),
  );
});
