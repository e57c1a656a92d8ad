import { agreement, ratiosOf, readFigures } from './agree.ts';
import type { Figures } from './run.ts';

const flood = (assignedPerSecond: number, cpuMsPerLead: number) => ({
  leads: 10,
  assignedPerSecond,
  sentPerSecond: null,
  costs: [
    { process: 'a', cpuMsPerLead, rssMb: 1 },
    { process: 'b', cpuMsPerLead: 1, rssMb: 1 },
  ],
});
const spread = (p50: number) => ({ count: 1, p50, p95: 2 * p50, p99: 3 * p50 });
const hosting = (perSecond: number, p50: number) => ({
  routing: flood(perSecond, 0),
  whole: flood(perSecond / 2, 2),
  paced: [{ perSecond: 100, leads: 10, answered: null, assigned: null, windows: [spread(p50)], stages: {} }],
  mailed: [],
});

/** With a round for each of the speeds of apart. */
function figures(rawPerSecond: number, ...speeds: readonly number[]): Figures {
  const decisions = [40, 500].map((candidates) => ({
    candidates,
    time: spread(candidates),
    capsuleBytes: 1,
  }));
  const raw = { perSecond: rawPerSecond, records: 1, paced: [{ perSecond: 100, windows: [spread(5)] }] };
  const scaling = [
    { workspaces: 1, instances: 1, assignedPerSecond: 400 },
    { workspaces: 1, instances: 2, assignedPerSecond: 500 },
  ];
  const nest = { ...raw, perSecond: 500 };
  const rounds = (speeds.length === 0 ? [800] : speeds).map((speed) => ({
    apart: hosting(speed, 100),
    together: hosting(600, 50),
    raw,
    nest,
    waking: [0.2, 0.3, 0.5],
  }));
  const parts = { decisions, raw, nest, rounds, scaling };
  return { ...parts, apart: hosting(800, 100), together: hosting(600, 50) } as unknown as Figures;
}

/** On a machine where a bare request costs so much, ms. */
const inState = (...waking: readonly number[]): Figures => {
  const all = figures(8000);
  return { ...all, rounds: all.rounds.map((round) => ({ ...round, waking })) };
};

const ratioOf = (name: string): number => ratiosOf(figures(8000)).find((one) => one.name === name)!.value;

test('ratios are of two figures of one run', () => {
  expect(ratioOf('services apart : raw')).toBeCloseTo(0.1);
  expect(ratioOf('services together, with outreach : raw')).toBeCloseTo(0.0375);
  expect(ratioOf('raw : Nest')).toBe(16);
  expect(ratioOf('together : apart, processor time')).toBe(1);
  expect(ratioOf('two processes : one, 1 workspace')).toBe(1.25);
  expect(ratioOf('latency at 100/s, p50 of the middle window, apart : together')).toBe(2);
  expect(ratioOf('latency at 100/s, p99 of the middle window, apart : raw')).toBe(20);
  expect(ratioOf('decision among 500 : 40 candidates, p50')).toBe(12.5);
});

test('of rounds the median of their ratios counts, and a round in which one of the two was not measured does not', () => {
  const ofApart = (...speeds: readonly number[]) =>
    ratiosOf(figures(1000, ...speeds)).find(({ name }) => name === 'services apart : raw');
  expect(ofApart(800, 300, 900)).toMatchObject({ value: 0.8, range: [0.3, 0.9] });
  expect(ofApart(800, NaN, 600)).toMatchObject({ value: 0.7, range: [0.6, 0.8] });
  expect(ofApart(NaN)).toMatchObject({ value: NaN, range: null });
  expect(agreement(figures(1000, 800, 300, 900), figures(1000)).join('\n')).toMatch(
    /services apart : raw +0\.800 +0\.300 to 0\.900 +0\.800 +0\.800 to 0\.800 +0 %/,
  );
});

test('of latencies the middle window of all rounds counts, with what they come to in each round alone', () => {
  const all = figures(8000, 800, 800);
  const rounds = all.rounds.map((round, index) => {
    const windows = index === 0 ? [200, 20, 220, 240] : [100, 110, 120, 130];
    const paced = round.apart.paced.map((one) => ({ ...one, windows: windows.map(spread) }));
    return { ...round, apart: { ...round.apart, paced } };
  });
  const found = ratiosOf({ ...all, rounds }).find(({ name }) =>
    name.includes('p50 of the middle window, apart : raw'),
  );
  expect(found).toMatchObject({ value: 24, range: [22, 40] });
});

test('two runs agree where no ratio differs by more than 15 % of the smaller; what was not measured is not counted', () => {
  // Twelve ratios, of them five with raw in them and one of 16 workspaces, which were not measured.
  expect(agreement(figures(8000), figures(8000)).at(-1)).toBe('12 of 12 agree within 15 %.');
  expect(agreement(figures(8000), figures(8000 * 1.14)).at(-1)).toBe('12 of 12 agree within 15 %.');
  const far = agreement(figures(8000), figures(8000 * 1.2));
  expect(far.at(-1)).toBe('7 of 12 agree within 15 %.');
  expect(far.join('\n')).toMatch(/raw : Nest +16\.0 +16\.0 to 16\.0 +19\.2 +19\.2 to 19\.2 +20 %/);
  expect(far.join('\n')).toMatch(/16 workspaces +- +- +-/);
});

test('a run on a machine in another state is told, and does not count as a ratio', () => {
  const other = agreement(inState(0.2, 0.3, 0.5), inState(0.6, 0.6, 0.7));
  expect(other.join('\n')).toMatch(
    /bare request at 100\/s, ms +0\.300 +0\.200 to 0\.500 +0\.600 +0\.600 to 0\.700 +100 %/,
  );
  expect(other.at(-2)).toMatch(/^The machine was in another state/);
  expect(other.at(-1)).toBe('12 of 12 agree within 15 %.');
  const same = agreement(inState(0.3), inState(0.34)).join('\n');
  expect(same).not.toContain('another state');
  expect(agreement(inState(), inState(0.3)).join('\n')).not.toContain('another state');
});

test('a file that holds no figures is told by its name before the run', async () => {
  await expect(readFigures('no-such.json')).rejects.toThrow(/^no-such\.json is no JSON of an earlier run/);
  await expect(readFigures('package.json')).rejects.toThrow(/^package\.json is no JSON of an earlier run/);
});
