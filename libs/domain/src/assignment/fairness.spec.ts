import * as fc from 'fast-check';
import { choose } from './choose.ts';
import { explainCapsule } from './explain.ts';
import { parsePolicy } from './policy.ts';
import type { Match } from './question.ts';
import { replayCapsule } from './replay.ts';
import { questionFor } from '../../test/question.ts';
import { DAY, HOUR, MONDAY, policy, rep, scored, sha256, world, type World } from '../../test/scenario.ts';

const UNPRICED = {
  congestion: { delay: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};
const fair = (over: object = {}) => policy({ ...UNPRICED, fairness: { band: 0.2 }, ...over });
const free = { capacity: 1000, dailyCap: 1000 };
/** Ann wins 30 %, ben 25 % of them. */
const annBetter = { repIds: ['ann', 'ben'], repLogits: [-847_298, -1_098_612] };

/** What a rep was given, as it now is in the state. */
const givenTo = ({ state }: World, repId: string): number => state.loads.get(repId)?.opportunity?.amount ?? 0;

test('the better rep is given more, by the band and no further', () => {
  const made = world();
  made.send(fair(), rep('ann', free), rep('ben', free));
  for (let n = 0; n < 200; n += 1) made.send(scored(`l${n}`, annBetter));
  const share = givenTo(made, 'ann') / (givenTo(made, 'ann') + givenTo(made, 'ben'));
  expect(share).toBeGreaterThan(0.58);
  expect(share).toBeLessThanOrEqual(0.62);
});

test('a fair share is by capacity and weight', () => {
  const made = world();
  const weights = [
    { team: 't', members: { op: 'in', left: { rep: 'repId' }, right: { value: ['ben'] } }, weight: 0.5 },
  ];
  made.send(fair({ weights }), rep('ann', free), rep('ben', { ...free, capacity: 3000 }));
  for (let n = 0; n < 400; n += 1) made.send(scored(`l${n}`, { ...annBetter, repLogits: [0, 0] }));
  const share = givenTo(made, 'ben') / (givenTo(made, 'ann') + givenTo(made, 'ben'));
  // 3 x 0.5 of 2.5 parts are 0.6.
  expect(share).toBeGreaterThan(0.6 * 0.8);
  expect(share).toBeLessThan(0.6 * 1.2);
});

const shares = (tiers: object): readonly number[] => {
  const made = world();
  made.send(policy({ ...UNPRICED, fairness: { band: 0.2, tiers } }));
  for (const [better, other, tier] of [
    ['ann', 'ben', 'senior'],
    ['cleo', 'dan', 'junior'],
  ] as const)
    made.send(rep(better, { ...free, tier, skills: [tier] }), rep(other, { ...free, tier, skills: [tier] }));
  const wins = {
    repIds: ['ann', 'ben', 'cleo', 'dan'],
    repLogits: [-847_298, -1_098_612, -847_298, -1_098_612],
  };
  for (let n = 0; n < 400; n += 1)
    made.send(scored(`l${n}`, { ...wins, product: n % 2 === 0 ? 'senior' : 'junior' }));
  return [['ann', 'ben'] as const, ['cleo', 'dan'] as const].map(
    ([a, b]) => givenTo(made, a) / (givenTo(made, a) + givenTo(made, b)),
  );
};

test('a tier may have a band of its own, or a price of its own that fairness may cost', () => {
  const [senior, junior] = shares({ senior: { band: 0.6 } });
  expect(senior).toBeGreaterThan(0.78);
  expect(senior).toBeLessThanOrEqual(0.82);
  expect(junior).toBeGreaterThan(0.58);
  expect(junior).toBeLessThanOrEqual(0.62);
  const [dear, cheap] = shares({ senior: { atMost: 0.01 } });
  expect(dear).toBe(1);
  expect(cheap).toBe(junior);
  expect(shares({ other: { band: 1 } })).toEqual(shares({}));
});

test.each([{ senior: 1 }, { senior: { band: -1 } }, { senior: { workHours: 1 } }, 'senior'])(
  'tiers of %j are refused',
  (tiers) => {
    expect(parsePolicy(JSON.stringify({ version: 'v', fairness: { tiers } })).ok).toBe(false);
  },
);

test('tiers do not share: of each lead the reps of the tier that worth names', () => {
  const made = world();
  made.send(fair(), rep('ann', { ...free, tier: 'senior' }), rep('ben', free), rep('cleo', free));
  const wins = { repIds: ['ann', 'ben', 'cleo'] };
  const [large, small] = [
    { expectedValue: 3000, ...wins, repLogits: [0, -1_000_000, -1_100_000] },
    { expectedValue: 1000, ...wins, repLogits: [-1_000_000, 100_000, 0] },
  ];
  for (let n = 0; n < 150; n += 1) made.send(scored(`l${n}`, n % 3 === 0 ? large : small));
  const got = made.results.flatMap(({ assigned }) => assigned.map(({ repId }) => repId));
  // All large ones are ann's, who is given by far the most; ben and cleo share the others.
  expect(turnsOf('ann', got)).toBe(50);
  expect(turnsOf('ben', got)).toBeGreaterThanOrEqual(turnsOf('cleo', got));
  expect(turnsOf('cleo', got)).toBeGreaterThan(30);
});

test.each([
  [0.2, true],
  [0.1, false],
])('a lead goes to no match that is worth too much less than the best (at most %d)', (atMost, isShared) => {
  const made = world();
  made.send(fair({ fairness: { band: 0.2, atMost } }), rep('ann', free), rep('ben', free));
  // With ben a lead is worth a sixth less.
  for (let n = 0; n < 60; n += 1) made.send(scored(`l${n}`, annBetter));
  expect(givenTo(made, 'ben') > 0).toBe(isShared);
});

test('who is above the band is chosen when nobody else can be', () => {
  const { send, lead } = world();
  send(fair(), rep('ann', free), rep('ben', { ...free, capacity: 1 }));
  for (let n = 0; n < 20; n += 1) send(scored(`l${n}`, annBetter));
  expect(lead('l19').repId).toBe('ann');
});

test('capsule, ledger and trace say what it costs, and it decides again to the byte', () => {
  const made = world();
  made.send(fair(), rep('ann', free), rep('ben', free));
  for (let n = 0; n < 20; n += 1) made.send(scored(`l${n}`, annBetter));
  const fairly = made.results
    .flatMap(({ decisions }) => decisions)
    .find(({ capsule }) => capsule.includes('FAIR_SHARE'))!;
  const content = (hash: string) => made.contents().get(hash);
  expect(fairly.capsule).toContain('"forgone":{"rep":"ann","worth":5000}');
  expect(replayCapsule(fairly.capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(replayCapsule(fairly.capsule.replace('"worth":5000}', '"worth":4999}'), content, sha256).kind).toBe(
    'differs',
  );
  expect(made.ledger().find(({ reason }) => reason === 'FAIR_SHARE')).toMatchObject({
    repId: 'ben',
    path: 'value',
  });
  const words = explainCapsule(fairly.capsule);
  expect(words[1]).toBe(
    'because: fair share, for 50 less than ann: value: P(win) 25 % x 1,000 among 2 of 2 reps',
  );
  expect(words.join('\n')).toMatch(/2\. ann: .* of a fair share \(comes last\)/);
});

test('what was given fades as the rep works; nights and days off leave it', () => {
  const office = { ...free, workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
  const made = world();
  const asked = () => {
    const { decisions } = made.send(scored(`l${made.results.length}`, { receivedAt: MONDAY + 40 * DAY }));
    return decisions[0]!.capsule;
  };
  made.now(MONDAY + 16 * HOUR).send(fair({ fairness: { workHours: 8 } }), rep('ann', office));
  asked();
  // An hour of Monday and the morning's first of Tuesday: what was given is worth exp(-2 / 8) of it.
  made.now(MONDAY + DAY + 10 * HOUR);
  const faded = Math.floor(26_894 * Math.exp(-2 / 8));
  expect(asked()).toContain(`"given":"${faded - 1}.0."`);
});

test('another objective begins anew', () => {
  const made = world();
  made.send(fair(), rep('ann', free), scored('l1'));
  const { decisions } = made.send(fair({ objective: 'probability' }), scored('l2'));
  expect(decisions[0]?.capsule).toContain('"given":"-1.0."');
});

/** Leads that ann and ben win more often than cleo, who gets what fairness gives her; who gets each of them. */
function next(made: World, count: number): readonly string[] {
  const wins = { repIds: ['ann', 'ben', 'cleo'], repLogits: [0, 0, -1_000_000] };
  return Array.from({ length: count }, () => {
    const id = `l${made.results.length}`;
    return made.send(scored(id, { ...wins, receivedAt: MONDAY + 14 * DAY })).assigned[0]?.repId ?? '';
  });
}

const turnsOf = (repId: string, of: readonly string[]) => of.filter((who) => who === repId).length;

describe('nobody is flooded', () => {
  test('a rep who joins gets a fair share from then on', () => {
    const made = world();
    made.send(fair(), rep('ann', free), rep('ben', free));
    next(made, 60);
    made.send(rep('cleo', free));
    // Cleo wins half as often: her fair share of worth takes more leads.
    const got = next(made, 40);
    expect(turnsOf('cleo', got)).toBeGreaterThanOrEqual(4);
    expect(turnsOf('cleo', got)).toBeLessThanOrEqual(22);
    expect(turnsOf('cleo', got.slice(0, 10))).toBeLessThanOrEqual(6);
  });

  test('a rep who changes the tier begins with its fair share, whatever was given in the other', () => {
    const made = world();
    made.send(fair(), rep('ann', free), rep('ben', free), rep('cleo', { ...free, tier: 'B' }));
    next(made, 60);
    expect(givenTo(made, 'cleo')).toBe(0);
    made.send(rep('cleo', free));
    const mean = (givenTo(made, 'ann') + givenTo(made, 'ben')) / 2;
    expect(givenTo(made, 'cleo')).toBeCloseTo(mean, -1);
    made.send(rep('cleo', { ...free, tier: 'C' }));
    expect(givenTo(made, 'cleo')).toBe(0);
  });

  test('a rep who was away goes on as before', () => {
    const made = world();
    made.send(
      fair({ fairness: { band: 0.2, workHours: 40 } }),
      ...['ann', 'ben', 'cleo'].map((id) => rep(id, free)),
    );
    const before = turnsOf('cleo', next(made, 60).slice(30));
    made.send(rep('cleo', { ...free, active: false }));
    made.now(MONDAY + 14 * DAY);
    next(made, 60);
    made.send(rep('cleo', free));
    const after = next(made, 30);
    expect(turnsOf('cleo', after)).toBeLessThanOrEqual(before + 3);
    expect(turnsOf('cleo', after)).toBeGreaterThanOrEqual(before - 10);
    expect(turnsOf('cleo', after.slice(0, 8))).toBeLessThanOrEqual(5);
  });
});

test.each([
  ['{"fairness":{"band":-1}}', 'fairness.band: must be a number from 0 to 10'],
  ['{"fairness":{"atMost":2}}', 'fairness.atMost: must be a number from 0 to 1'],
  ['{"fairness":true}', 'fairness: must be an object'],
])('%s is refused', (body, error) => {
  expect(parsePolicy(body)).toEqual({ ok: false, errors: [error] });
});

test('what is left out of it is as by default', () => {
  expect(parsePolicy('{"fairness":{}}')).toMatchObject({
    policy: { fairness: { band: 0.2, workHours: 160 } },
  });
});

describe('over a long run', () => {
  const logit = fc.integer({ min: -4_000_000, max: 1_000_000 });
  const runs = fc.record({
    band: fc.constantFrom(0, 0.1, 0.2, 0.5),
    capacities: fc.array(fc.integer({ min: 5, max: 100 }), { minLength: 2, maxLength: 6 }),
    skills: fc.array(logit, { minLength: 6, maxLength: 6 }),
    noise: fc.array(fc.integer({ min: 0, max: 1_500_000 }), { minLength: 7, maxLength: 13 }),
    values: fc.array(fc.integer({ min: 10, max: 5000 }), { minLength: 5, maxLength: 11 }),
  });

  test('nobody is ever above the band by more than a lead, and in the end nobody is outside by more than few', () => {
    fc.assert(
      fc.property(runs, ({ band, capacities, skills, noise, values }) => {
        const base = questionFor(capacities.length, { fairness: { band, workHours: 160 } });
        const reps = base.roster.reps.map((one, index) => ({ ...one, capacity: capacities[index] ?? 1 }));
        const question = {
          ...base,
          roster: { ...base.roster, reps },
          yardstick: { worth: 20_000, seconds: 3600 },
        };
        const given = reps.map(() => 0);
        const parts = capacities.reduce((sum, one) => sum + one, 0);
        let most = 0;
        const fairOf = (index: number) =>
          (given.reduce((sum, one) => sum + one, 0) * (capacities[index] ?? 0)) / parts;
        for (let n = 0; n < 500; n += 1) {
          const lead = { ...question.lead, expectedValue: values[n % values.length] ?? 0 };
          const logits = reps.map(
            (_, index) => (skills[index] ?? 0) + (noise[(n * 5 + index * 3) % noise.length] ?? 0),
          );
          const { rep: who, best } = choose({ ...question, lead, logits, given });
          const { worth } = best.find((match) => match.rep === who) as Match;
          most = Math.max(most, worth);
          const index = Number(who?.slice(1));
          given[index] = (given[index] ?? 0) + worth;
          expect(given[index]).toBeLessThanOrEqual(
            fairOf(index) * (1 + band) + question.yardstick.worth + worth,
          );
        }
        for (const [index, amount] of given.entries()) {
          expect(amount).toBeGreaterThanOrEqual(
            fairOf(index) * (1 - band) - question.yardstick.worth - reps.length * most,
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
