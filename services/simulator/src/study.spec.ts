import type { Policy } from '@leadline/domain';
import { FIRM_POLICY } from './routing/engine.ts';
import { POLICIES } from './routing/policies.ts';
import { claim, play, type Study, study } from './study.ts';
import { TEST_SIZE, type WorldName, WORLDS } from './world/spec.ts';

const NAMES = Object.keys(WORLDS) as WorldName[];
const played = new Map<WorldName, Promise<Study>>();

/** The world with seed 1; tests that look at the same world share one play, which takes seconds. */
function playedOnce(name: WorldName): Promise<Study> {
  const known = played.get(name) ?? study(name, 1, TEST_SIZE);
  played.set(name, known);
  return known;
}

describe.each(NAMES)('world %s, one seed', (name) => {
  test('is played to its end, and nothing beats what is possible', async () => {
    const { trial, after } = await playedOnce(name);
    expect(after === null).toBe(WORLDS[name].change === 'none');
    for (const { worths, bound, leads } of [trial, ...(after === null ? [] : [after])]) {
      expect(leads).toBeGreaterThan(200);
      for (const policy of POLICIES) {
        expect(worths[policy].conversion).toBeGreaterThan(0);
        expect(worths[policy].conversion).toBeLessThan(bound);
      }
      // Knowing all cannot be worse than not looking. Noise of a short run: two per cent.
      expect(worths.oracle.conversion).toBeGreaterThan(0.98 * worths['round robin by load'].conversion);
    }
  });
});

const WEIGHTLESS: Policy = {
  ...FIRM_POLICY,
  congestion: { perOpenShare: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};
const SMALL = { ...TEST_SIZE, closed: 400, days: 9, warmDays: 2 };
const text = async (seed: number): Promise<string> => JSON.stringify(await study('weak-10', seed, SMALL));

test.each(['null', 'skill', 'factors'] as const)(
  'in world %s, where load costs nothing and only released prices weigh, the engine with true P is not worse than rotation',
  async (name) => {
    const { trial } = await play({ ...WORLDS[name], delay: 0, overload: 0 }, 1, TEST_SIZE, WEIGHTLESS);
    const engine = trial.worths['this engine, true P'].conversion;
    expect(engine).toBeGreaterThan(0.9999 * trial.worths['round robin'].conversion);
    // Where nothing tells reps apart, that is the bound itself.
    expect(engine).toBeLessThan(1.0001 * trial.bound);
  },
);

test('released prices, a line decided together and the truth each make another way of routing', async () => {
  const { worths } = (await playedOnce('strong-10')).trial;
  const ways = POLICIES.filter((name) => name.startsWith('this engine')).map(
    (name) => worths[name].conversion,
  );
  expect(new Set(ways).size).toBe(ways.length);
});

test('the same seed gives the same study, to the byte; another seed another', async () => {
  const [one, same, other] = [await text(2), await text(2), await text(3)];
  expect(same).toBe(one);
  expect(other).not.toBe(one);
});

test('in the congested world sending everything to the highest P(win) is no better than rotation', async () => {
  const { trial } = await playedOnce('congested');
  const { worths } = trial;
  expect(worths['greedy P(win)'].conversion / worths['round robin'].conversion).toBeLessThan(1.1);
  expect(worths['greedy P(win)'].wait).toBeGreaterThan(worths['round robin by load'].wait);
});

test('a fit that is strong is claimed after a whole history', async () => {
  expect(await claim('strong-10', 1, { ...TEST_SIZE, closed: 4_000 })).toBe(true);
});
