import { rangesOf, reportLines, Tally } from './report.ts';

test('ranges join neighbours', () => {
  expect(rangesOf([9, 3, 4, 5])).toBe('3-5, 9');
  expect(rangesOf([])).toBe('');
  expect(rangesOf([7])).toBe('7');
});

test('a report says what was read, what was refused and why', () => {
  const tally = new Tally('f.csv', null);
  for (let line = 2; line < 16; line += 1) tally.row();
  tally.accept('l1');
  tally.accept('l1');
  tally.undated(2);
  for (let line = 4; line < 16; line += 1) tally.reject(line, 'why');
  tally.outcome(2, null);
  tally.outcome(3, 'no');
  const report = tally.report();
  expect(report.read).toBe(report.accepted + report.rejected);
  expect(reportLines(report)).toEqual([
    '14 rows read: 2 accepted, 12 rejected',
    '1 different leads: some rows name the same lead',
    '1 outcomes accepted, 1 rejected',
    "1 rows without a date, received at the import's time: lines 2",
    ...Array.from({ length: 10 }, (_, index) => `  line ${index + 4}: why`),
    '  … and 3 more; --rejects FILE writes them all',
  ]);
});

test('a rejects file that cannot be written is an error before anything is sent', () => {
  expect(() => new Tally('f.csv', '/nowhere/at/all')).toThrow(
    expect.objectContaining({ code: 'LEADLINE_FILE_UNREADABLE' }),
  );
});
