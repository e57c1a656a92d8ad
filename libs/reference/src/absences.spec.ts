import { isLocalTime, localDate, spansOf } from './absences.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

test('a date is the whole day, a time is exclusive', () => {
  expect(
    spansOf(
      [
        { from: '2026-12-24', to: '2026-12-26' },
        { from: '2026-11-02T13:00', to: '2026-11-02T15:30' },
      ],
      [localDate('2026-10-03')],
    ),
  ).toEqual([
    { from: at('2026-12-24T00:00'), to: at('2026-12-27T00:00') },
    { from: at('2026-11-02T13:00'), to: at('2026-11-02T15:30') },
    { from: at('2026-10-03T00:00'), to: at('2026-10-04T00:00') },
  ]);
});

test.each(['2026-02-30', '2026-13-01', '2026-12-24T24:00', '24.12.2026', '2026-12-24T13:00Z', ''])(
  '%p is no local time',
  (text) => {
    expect(isLocalTime(text)).toBe(false);
  },
);

test('the leap day is one', () => {
  expect([isLocalTime('2028-02-29'), isLocalTime('2027-02-29')]).toEqual([true, false]);
});
