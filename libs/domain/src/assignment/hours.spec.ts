import { isWorking, nextLocalDay, nextShiftStart, offsetAt } from './hours.ts';
import { HOUR, MINUTE, MONDAY, zone } from '../../test/scenario.ts';

const berlin = zone('Europe/Berlin');
const office = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
const utc = (month: number, day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, month - 1, day, hour, minute);

test('offsets change at the instant, not before', () => {
  const change = utc(3, 29, 1);
  expect([change - 1, change].map((at) => offsetAt(berlin ?? { untils: [], offsets: [] }, at))).toEqual([
    60, 120,
  ]);
});

test.each([
  [MONDAY + 9 * HOUR, true],
  [MONDAY + 9 * HOUR - 1, false],
  [MONDAY + 17 * HOUR - 1, true],
  [MONDAY + 17 * HOUR, false],
  [MONDAY - HOUR, false],
])('office hours at %p: %p', (at, works) => {
  expect(isWorking(office, at, 0)).toBe(works);
  expect(isWorking(office, at - 120 * MINUTE, 120)).toBe(works);
});

test('a night shift belongs to the day on which it starts', () => {
  const night = { workDays: [1], workStart: 1320, workEnd: 360 };
  const times = [MONDAY + 22 * HOUR, MONDAY + 29 * HOUR, MONDAY + 30 * HOUR, MONDAY + HOUR];
  expect(times.map((at) => isWorking(night, at, 0))).toEqual([true, true, false, false]);
});

test('the next shift starts at the local hour, before and after the clocks change', () => {
  expect(nextShiftStart(office, berlin, utc(3, 27, 7, 59))).toBe(utc(3, 27, 8));
  expect(nextShiftStart(office, berlin, utc(3, 27, 8))).toBe(utc(3, 30, 7));
  expect(nextShiftStart(office, berlin, utc(10, 23, 7))).toBe(utc(10, 26, 8));
  expect(nextShiftStart({ ...office, workDays: [] }, berlin, MONDAY)).toBeNull();
  expect(nextShiftStart(office, null, MONDAY)).toBe(MONDAY + 9 * HOUR);
});

test('a start that the clocks jump over is the jump', () => {
  const early = { workDays: [7], workStart: 150, workEnd: 600 };
  const start = nextShiftStart(early, berlin, utc(3, 28, 12)) ?? 0;
  expect(start).toBe(utc(3, 29, 1));
  expect(
    [start - 1, start].map((at) => isWorking(early, at, offsetAt(berlin ?? { untils: [], offsets: [] }, at))),
  ).toEqual([false, true]);
});

test('a day is 23 or 25 hours long when the clocks change', () => {
  const start = nextLocalDay(berlin, utc(3, 28, 12));
  expect([start, nextLocalDay(berlin, start)]).toEqual([utc(3, 28, 23), utc(3, 29, 22)]);
  const autumn = nextLocalDay(berlin, utc(10, 24, 12));
  expect(nextLocalDay(berlin, autumn) - autumn).toBe(25 * HOUR);
});
