import { textOf } from './report.ts';
import type { Figures } from './run.ts';

const hosting = {
  flood: { leads: 10, assignedPerSecond: 500, sentPerSecond: 200, costs: [] },
  paced: [],
};

const figures = (rawPerSecond: number): Figures => ({
  decisions: [],
  apart: hosting,
  together: hosting,
  recordBytes: 800,
  raw: { perSecond: rawPerSecond, records: 10, paced: [] },
  nest: { perSecond: 100, records: 10, paced: [] },
});

test('a run counts only when the raw client is ten times as fast as Nest', () => {
  expect(textOf(figures(1000))).toContain('\nValid: raw is 10.0 x Nest.');
  expect(textOf(figures(999))).toContain('\nINVALID: raw is only 9.99 x Nest');
});

test('throughput stands as a ratio to both baselines', () => {
  expect(textOf(figures(2000))).toMatch(/services apart +500 +200 +0\.25 +5\.00\n/);
});
