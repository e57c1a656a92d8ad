import { calendarDays, holidayList, holidayYears, holidays, isCalendar } from '../index.ts';

const dates = (name: string, year: number) =>
  calendarDays(name, year, year).map((day) => new Date(day * 86_400_000).toISOString().slice(5, 10));

test('public holidays of Bavaria in 2026, by its law', () => {
  expect(dates('DE-BY', 2026)).toEqual(
    '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'.split(' '),
  );
});

test('of the United States in 2026, with the day on which the fourth of July is observed', () => {
  expect(dates('US', 2026)).toEqual(
    '01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25'.split(' '),
  );
});

test('a part without holidays of its own has those of its country', () => {
  expect(dates('AT-9', 2027)).toEqual(dates('AT', 2027));
  expect(dates('AT', 2027).length).toBeGreaterThan(10);
});

test('of years that nobody knows there are none, nor of a calendar that there is not', () => {
  const { first, last } = holidayYears();
  expect(last - first).toBeGreaterThanOrEqual(10);
  expect([dates('DE', first - 1), dates('DE', last + 1), dates('XX', 2026)]).toEqual([[], [], []]);
  expect(calendarDays('DE')).toEqual(calendarDays('DE', first, last));
  expect([isCalendar('DE-BY'), isCalendar('DE-XX'), isCalendar('#')]).toEqual([true, false, false]);
});

test('dates and calendars are one list of days, each once', () => {
  const { calendars, days } = holidayList(['DE-BY', '2026-12-24', '2026-12-25', 'DE-BY'], 2026, 2026);
  expect(calendars).toEqual(['DE-BY']);
  expect(days).toHaveLength(13);
  expect(days).toEqual(days.toSorted((a, b) => a - b));
  expect(holidayList('AT', 2026, 2026).days).toEqual(calendarDays('AT', 2026, 2026));
});

test.each([['DE-XX'], [['DE', '2026-02-30']], [7], [[7]], ['']])('%j is refused', (said) => {
  expect(holidays.safeParse(said).success).toBe(false);
});
