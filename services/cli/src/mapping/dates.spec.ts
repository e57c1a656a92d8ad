import { AmbiguousDate, parseDate } from './dates.ts';

const utc = (text: string): number => Date.parse(text);

test.each([
  ['2016-10-20', 'iso', 'UTC', '2016-10-20T00:00:00Z'],
  ['2016-10-20', 'iso', 'Europe/Berlin', '2016-10-19T22:00:00Z'],
  ['2016-12-20 09:30', 'iso', 'Europe/Berlin', '2016-12-20T08:30:00Z'],
  ['2016-10-20T09:30:00+05:30', 'iso', 'UTC', '2016-10-20T04:00:00Z'],
  ['2016-10-20T09:30:00Z', 'iso', 'Europe/Berlin', '2016-10-20T09:30:00Z'],
  ['20.10.2016', 'dd.MM.yyyy', 'UTC', '2016-10-20T00:00:00Z'],
  ['3/7/2024 18:05', 'MM/dd/yyyy HH:mm', '-05:00', '2024-03-07T23:05:00Z'],
  ['3. Oktober 2016', 'local', 'UTC', '2016-10-03T00:00:00Z'],
  ['20/10/2016', 'local', 'Europe/Berlin', '2016-10-19T22:00:00Z'],
  ['1476921600', 'epoch-s', 'UTC', '2016-10-20T00:00:00Z'],
  ['1476921600000', 'epoch-ms', 'UTC', '2016-10-20T00:00:00Z'],
])('%s as %s in %s is %s', (text, format, zone, expected) => {
  expect(parseDate(text, format, zone)).toBe(utc(expected));
});

test.each([
  ['2023-02-30', 'iso'],
  ['2023-13-01', 'iso'],
  ['31.04.2023', 'dd.MM.yyyy'],
  ['20/10/2016', 'dd.MM.yyyy'],
  ['tomorrow', 'iso'],
  ['12', 'yyyy'],
  ['x1', 'epoch-s'],
  ['soon', 'local'],
])('%s is no date in the format %s', (text, format) => {
  expect(parseDate(text, format)).toBeNull();
});

test('a local time around the change to summer time is the right instant', () => {
  expect(parseDate('2024-03-31 01:59', 'iso', 'Europe/Berlin')).toBe(utc('2024-03-31T00:59:00Z'));
  expect(parseDate('2024-03-31 03:00', 'iso', 'Europe/Berlin')).toBe(utc('2024-03-31T01:00:00Z'));
});

test('a date that may be of two days is neither of them', () => {
  expect(() => parseDate('03/04/2025', 'local')).toThrow(AmbiguousDate);
  expect(() => parseDate('03/04/2025', 'local')).toThrow('2025-04-03 or 2025-03-04');
});
