import { historyLines } from './policy-release.ts';

test('a release of before releases were kept has neither time nor hash, and that is said', () => {
  const unkept = { at: null, actor: null, reason: null, hash: null, body: null, file: null } as const;
  const lines = historyLines([{ ...unkept, version: 'v1', effect: { offset: 7, at: 0 }, current: true }]);
  expect(lines[1]).toMatch(/^- +v1 +- +7 +holds now$/);
  expect(lines.at(-1)).toMatch(/before releases were kept/);
});

test('that nothing was released is said of what is on record', () => {
  expect(historyLines([])).toEqual([
    expect.stringMatching(/on record here: if none .* default policy holds/),
  ]);
});
