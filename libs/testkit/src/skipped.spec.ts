import { skipped } from './skipped.ts';

describe('tests that need a tool', () => {
  const before = process.env['LEADLINE_CI'];
  afterEach(() => {
    if (before === undefined) delete process.env['LEADLINE_CI'];
    else process.env['LEADLINE_CI'] = before;
  });

  test.each(['1', '0'])('run where it is there (LEADLINE_CI=%s)', (ci) => {
    process.env['LEADLINE_CI'] = ci;
    expect(skipped('the chart', null)).toBe(false);
  });

  test('are skipped where it is missing, and fail in CI', () => {
    process.env['LEADLINE_CI'] = '0';
    expect(skipped('the chart', 'Helm')).toBe(true);
    process.env['LEADLINE_CI'] = '1';
    expect(() => skipped('the chart', 'Helm')).toThrow(
      'Tests of the chart are skipped: this machine lacks Helm.',
    );
  });
});
