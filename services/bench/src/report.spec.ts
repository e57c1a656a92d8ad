import { textOf } from './report.ts';
import type { Figures } from './run.ts';

const flood = { leads: 10, assignedPerSecond: 500, sentPerSecond: null, costs: [] };
const hosting = {
  routing: flood,
  whole: { ...flood, assignedPerSecond: 400, sentPerSecond: 200 },
  paced: [],
  mailed: [],
};

const spreadOf = (p50: number) => ({ count: 100, p50, p95: 2 * p50, p99: 3 * p50 });

const figures = (rawPerSecond: number): Figures => ({
  decisions: [],
  ruled: [30, 300].map((rules) => {
    return {
      candidates: 500,
      rules,
      time: spreadOf(0.6),
      undisturbed: spreadOf(0.4 + rules / 3_000),
      collected: 7,
    };
  }),
  quality: {
    families: [{ name: 'phone', microsPerLead: 15.2 }],
    stages: [{ name: 'data-quality', microsPerLead: 300 }],
    microsPerLead: 300,
  },
  accounts: { accounts: 0, memoryMb: 0, lookups: [] },
  redis: [],
  scaling: [
    { workspaces: 1, instances: 1, assignedPerSecond: 900 },
    { workspaces: 16, instances: 1, assignedPerSecond: 800 },
    { workspaces: 1, instances: 2, assignedPerSecond: 1000 },
    { workspaces: 16, instances: 2, assignedPerSecond: 1200 },
  ],
  apart: hosting,
  together: hosting,
  recordBytes: 800,
  rounds: [],
  raw: { perSecond: rawPerSecond, records: 10, paced: [] },
  nest: { perSecond: 100, records: 10, paced: [] },
  yardstick: [
    { perSecond: null, cpuMsPerRequest: 0.08 },
    { perSecond: 100, cpuMsPerRequest: 0.9 },
  ],
});

test('a run counts only when the raw client is ten times as fast as Nest', () => {
  expect(textOf(figures(1000))).toContain('\nValid: raw is 10.0 x Nest.');
  expect(textOf(figures(999))).toContain('\nINVALID: raw is only 9.99 x Nest');
});

test('throughput stands as a ratio to both baselines', () => {
  const text = textOf(figures(2000));
  expect(text).toMatch(/services apart +500 +0\.25 +5\.00\n/);
  expect(text).toMatch(/services apart, with outreach +400 +200 +0\.20 +4\.00\n/);
});

test('the middle one of the windows stands beside the percentiles of all', () => {
  const windows = [40, 30, 20, 10, 50].map(spreadOf);
  const paced = [{ perSecond: 100, leads: 500, answered: null, assigned: spreadOf(30), windows, stages: {} }];
  const { raw } = figures(1000);
  const text = textOf({
    ...figures(1000),
    apart: { ...hosting, paced },
    raw: { ...raw, paced: [{ perSecond: 100, latency: spreadOf(5), windows: [] }] },
  });
  expect(text).toMatch(/services apart at 100\/s: assigned +30\.0 +60\.0 +90\.0 +30\.0 +90\.0\n/);
  expect(text).toMatch(/raw kafkajs at 100\/s +5\.00 +10\.0 +15\.0 *\n/);
});

test('workspaces stand across, instances down', () => {
  const text = textOf(figures(1000));
  expect(text).toMatch(/ +1 +16\n/);
  expect(text).toMatch(/one process +900 +800\n2 processes +1,000 +1,200\n/);
});

test('each family of the work on data stands by itself, then the stages whole', () => {
  const text = textOf(figures(1000));
  expect(text).toMatch(/phone +15\.2\nstage data-quality, whole +300\nall: both stages +300\n/);
});

test('what many rules cost stands as a ratio to few, without what the collector took', () => {
  const text = textOf(figures(1000));
  expect(text).toMatch(/500 candidates, 30 rules +0\.60 +1\.20 +1\.80\n/);
  expect(text).toMatch(/ without the 7 during which garbage was collected +0\.50 +1\.00 +1\.50 +1\.22\n/);
});

test('what a bare server costs stands beside, busy and waking up', () => {
  const round = { apart: hosting, together: hosting, raw: figures(1000).raw, nest: figures(1000).nest };
  const rounds = [
    { ...round, waking: [0.2, 0.9] },
    { ...round, waking: [0.3] },
  ];
  expect(textOf({ ...figures(1000), rounds })).toMatch(
    /one after the other +0\.08 *\n100 a second +0\.90 *\n100 a second, before each part of a round +0\.30 +0\.20 to 0\.90\n/,
  );
});
