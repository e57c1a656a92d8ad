import * as fc from 'fast-check';
import { choose } from './choose.ts';
import { explainCapsule } from './explain.ts';
import { drawn, topWith } from './exploration.ts';
import { parsePolicy } from './policy.ts';
import type { Question } from './question.ts';
import { replayCapsule } from './replay.ts';
import { questionFor } from '../../test/question.ts';
import { HOUR, MONDAY, policy, rep, scored, sha256, ticked, world } from '../../test/scenario.ts';

const SALT = 'a secret of sixteen characters';
const UNPRICED = {
  congestion: { delay: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};
const exploring = (over: object = {}) =>
  policy({ ...UNPRICED, exploration: { share: 0.5, band: 0.1 }, ...over });
const free = { capacity: 1000, dailyCap: 1000 };
const MILLION = 1_000_000;

/** Reps with these logits, near each other where the numbers are; the lead draws as `leadId` says. */
function asked(logits: readonly number[], leadId: string, over: Partial<Question> = {}): Question {
  const question = questionFor(logits.length, { exploration: { share: 0.3, band: 0.1 } });
  const draw = {
    ...drawn({ sha256 }, SALT, { policyHash: 'policy', leadId, attempt: 1 }),
    top: 10_000_000,
    late: 0,
  };
  return { ...question, logits, leadId, draw, ...over };
}

test('drawn as often as the propensities say', () => {
  const leads = 4000;
  // The fourth is worth too much less than the first.
  const logits = [-1_000_000, -960_000, -1_040_000, -1_400_000];
  const counts = new Map<string, number>();
  for (let n = 0; n < leads; n += 1) {
    const { rep: who, propensities } = choose(asked(logits, `lead-${n}`));
    expect(propensities).toEqual([
      ['r0', 0.1],
      ['r1', 0.8],
      ['r2', 0.1],
    ]);
    counts.set(who ?? '', (counts.get(who ?? '') ?? 0) + 1);
  }
  const chiSquare = (
    [
      ['r0', 0.1],
      ['r1', 0.8],
      ['r2', 0.1],
    ] as const
  ).reduce((sum, [who, share]) => sum + ((counts.get(who) ?? 0) - share * leads) ** 2 / (share * leads), 0);
  // Two degrees of freedom: more than this by chance once in a thousand.
  expect(chiSquare).toBeLessThan(13.8);
  expect(counts.has('r3')).toBe(false);
});

test('where fairness holds, only reps of the tier of the best are drawn among', () => {
  const question = asked([-1_000_000, -1_010_000, -1_020_000], 'lead');
  const { reps } = question.roster;
  const tiered = { ...question.roster, reps: reps.map((one, n) => ({ ...one, tier: n === 1 ? 'B' : 'A' })) };
  const among = (over: Partial<Question>) =>
    choose({ ...question, roster: tiered, ...over }).propensities?.map(([who]) => who);
  expect(among({})).toEqual(['r0', 'r1', 'r2']);
  const fairness = { band: 0.2, workHours: 160 };
  expect(among({ policy: { ...question.policy, fairness }, given: [0, 0, 0] })).toEqual(['r0', 'r2']);
});

test('propensities sum to one, are those of near ties, and say which the choice had; the order of candidates makes no difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2 * MILLION, max: 0 }), { minLength: 1, maxLength: 9 }),
      fc.record({
        share: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        band: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.string(),
      (logits, exploration, leadId) => {
        const question = asked(logits, leadId);
        const choice = choose({ ...question, policy: { ...question.policy, exploration } });
        const { propensities = [], rep: who } = choice;
        if (propensities.length === 0) {
          expect(choice).toMatchObject({ path: 'value', propensity: 1 });
          return;
        }
        expect(propensities.length).toBeLessThanOrEqual(5);
        expect(propensities.map(([, share]) => Math.round(share * MILLION)).reduce((a, b) => a + b)).toBe(
          MILLION,
        );
        expect(propensities.map(([id]) => id)).toEqual(propensities.map(([id]) => id).toSorted());
        expect(choice.propensity).toBe(new Map(propensities).get(who ?? ''));
        const best = Math.max(...choice.best.map(({ net }) => net));
        for (const [id] of propensities)
          expect(choice.best.find((match) => match.rep === id)?.net).toBeGreaterThanOrEqual(
            best * (1 - exploration.band) - 1,
          );
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['a dear lead', { draw: { top: 99_999, late: 0 } }],
  ['the first lead of all', { draw: { top: null, late: 0 } }],
  ['a lead that has waited for half of its time', { draw: { top: 10_000_000, late: 500_000 } }],
  ['a lead of which nothing is drawn', {}],
  [
    'an owner',
    { draw: { top: 10_000_000, late: 0 }, owners: [{ repId: 'r1', why: 'ACCOUNT_OWNER' as const }] },
  ],
  ['a command', { draw: { top: 10_000_000, late: 0 }, target: 'r1' }],
])('%s is not explored', (_what, { draw, ...over }: { draw?: { top: number | null; late: number } }) => {
  const { draw: before, ...question } = asked([0, 0, 0], 'l');
  for (let n = 0; n < 40; n += 1) {
    const { u } = drawn({ sha256 }, SALT, { policyHash: 'p', leadId: `${n}`, attempt: 1 });
    const draws = draw === undefined ? {} : { draw: { u, salt: before?.salt ?? '', ...draw } };
    const choice = choose({ ...question, ...draws, ...over });
    expect(choice).toMatchObject({ propensity: 1, path: expect.not.stringMatching('explored') });
    expect(choice).not.toHaveProperty('propensities');
  }
});

test('nineteen of twenty deals are below the bound', () => {
  let seed = 7;
  const next = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  let top = 0;
  let above = 0;
  for (let n = 0; n < 30_000; n += 1) {
    // Pareto: most deals are small, some are a hundred times that.
    const value = 100 / next();
    if (n >= 10_000 && value * 100 > top) above += 1;
    top = topWith(value, top, n + 1);
  }
  expect(above / 20_000).toBeGreaterThan(0.04);
  expect(above / 20_000).toBeLessThan(0.06);
});

function explored(salt: string | null = SALT) {
  const made = world({ salt: salt ?? undefined });
  made.send(exploring(), ...['ann', 'ben', 'cleo'].map((id) => rep(id, free)));
  for (let n = 0; n < 60; n += 1) made.send(scored(`l${n}`));
  return made;
}

const capsulesOf = (made: ReturnType<typeof explored>) => made.results.flatMap(({ decisions }) => decisions);

describe('on a log', () => {
  test('some leads go to others than the best, with path, probability and price on record', () => {
    const made = explored();
    const decision = capsulesOf(made).find(({ path }) => path === 'explored')!;
    expect(decision.propensity).toBeCloseTo(0.166_666);
    expect(made.ledger().find(({ path }) => path === 'explored')).toMatchObject({ reason: 'EXPLORED' });
    const words = explainCapsule(decision.capsule).join('\n');
    expect(words).toMatch(/because: explored, for 0 less than \w+: value: P\(win\) 27 % x 1,000/);
    expect(words).toMatch(/drawn among: ann \d+ %, ben \d+ %, cleo \d+ % \(salt [0-9a-f]{16}\)/);
    // It counts in the rotation like any other.
    expect(made.state.meta.turns).toBe(60);
  });

  test('it decides again to the byte; with the salt the draw is checked, too', () => {
    const made = explored();
    const content = (hash: string) => made.contents().get(hash);
    for (const { capsule } of capsulesOf(made)) {
      expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
      expect(replayCapsule(capsule, content, sha256, SALT)).toEqual({ kind: 'identical' });
      expect(replayCapsule(capsule, content, sha256, 'the salt of another time')).toEqual({
        kind: 'identical',
      });
    }
    const { capsule } = capsulesOf(made).at(-1)!;
    const forged = capsule.replace(/"u":(\d+)/u, (_, u) => `"u":${Number(u) + 1}`);
    expect(replayCapsule(forged, content, sha256)).toEqual({ kind: 'identical' });
    expect(replayCapsule(forged, content, sha256, SALT).kind).toBe('differs');
    expect(
      replayCapsule(
        capsule.replace('"path":"explored"', '"path":"value"').replace('"path":"value"', '"path":"explored"'),
        content,
        sha256,
      ).kind,
    ).toBe('differs');
  });

  test('the salt decides who is drawn, and is told by its hash alone', () => {
    const whoOf = (made: ReturnType<typeof explored>) => capsulesOf(made).map(({ repId }) => repId);
    expect(whoOf(explored())).toEqual(whoOf(explored()));
    expect(whoOf(explored('another secret of some length'))).not.toEqual(whoOf(explored()));
    expect(JSON.stringify(explored().results)).not.toContain(SALT);
  });

  test('without a salt nothing is drawn', () => {
    expect(capsulesOf(explored(null)).map(({ path }) => path)).not.toContain('explored');
  });

  test('a lead that has waited for long goes to the best', () => {
    const made = world({ salt: SALT });
    made.send(
      exploring({ exploration: { share: 0.5, band: 1 }, waiting: { deadlineMinutes: 60 } }),
      rep('ann', { ...free, workStart: 660 }),
      rep('ben', { ...free, workStart: 660 }),
      ...Array.from({ length: 30 }, (_, n) => scored(`l${n}`, { repIds: ['ann'], repLogits: [0] })),
    );
    made.now(MONDAY + 11 * HOUR).send(ticked());
    const served = made.results.flatMap(({ assigned }) => assigned);
    expect(served).toHaveLength(30);
    expect(new Set(served.map(({ path, repId }) => `${path} ${repId}`))).toEqual(new Set(['value ann']));
  });
});

test.each([
  ['{"exploration":{"share":0.6}}', 'exploration.share: must be a number from 0 to 0.5'],
  ['{"exploration":{"band":2}}', 'exploration.band: must be a number from 0 to 1'],
])('%s is refused', (body, error) => {
  expect(parsePolicy(body)).toEqual({ ok: false, errors: [error] });
});

test('a policy that explores no lead is one without exploration', () => {
  expect(parsePolicy('{"exploration":{"share":0}}')).toEqual(parsePolicy('{}'));
  expect(parsePolicy('{"exploration":{}}')).toMatchObject({
    policy: { exploration: { share: 0.05, band: 0.1 } },
  });
});

/** So many leads of deals of a size. */
const sizes = (what: string, count: number, expectedValue: number) =>
  Array.from({ length: count }, (_, n) => scored(`${what}-${n}`, { expectedValue }));

test('the bound of deal sizes begins with the first lead under it, however many came before', () => {
  const { send, results } = world({ salt: SALT });
  send(rep('ann', free), rep('ben', free), ...sizes('before', 40, 1000), exploring());
  send(...sizes('small', 1, 10), ...sizes('after', 5, 1000));
  const tops = results
    .flatMap(({ decisions }) => decisions)
    .map(({ capsule }) => (JSON.parse(capsule) as { draw?: { top: number | null } }).draw?.top ?? null);
  expect(tops.at(-1)).toBe(100_000);
});
