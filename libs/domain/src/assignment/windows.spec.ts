import { HOUR } from '../../test/scenario.ts';
import { withOneMore, withoutOne } from './windows.ts';

// Berlin, 2026: clocks go back on Sunday, 25 October, 01:00 UTC.
const CHANGE = Date.UTC(2026, 9, 25, 1);
const berlin = { untils: [CHANGE, Infinity], offsets: [120, 60] };
const came = (at: number, offset: number) =>
  withOneMore({ today: 0, day: 0 }, 'Berlin', { at, policy: {} as never, offsets: { Berlin: offset } });

describe('a lead that is given back leaves the counts in which it came', () => {
  // Monday, 19 October, 00:30 of summer is Sunday, 23:30 of winter: another day and week.
  const monday = Date.UTC(2026, 9, 18, 22, 30);

  test('though clocks were changed since', () => {
    expect(withoutOne(came(monday, 120), berlin, monday)).toEqual({ inHour: 0, today: 0, inWeek: 0 });
  });

  test('but not those of a later week', () => {
    expect(withoutOne(came(monday + 8 * 24 * HOUR, 60), berlin, monday)).toEqual({});
  });

  test('by UTC where the zone is unknown', () => {
    expect(withoutOne(came(monday, 0), null, monday)).toEqual({ inHour: 0, today: 0, inWeek: 0 });
  });
});
