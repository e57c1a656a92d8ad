import * as fc from 'fast-check';
import { explainDecision } from './explanation.ts';
import { replayCapsule } from './replay.ts';
import type { FoldResult } from './rows.ts';
import { nextTimerAt } from './views.ts';
import type { Capsule } from './capsule.ts';
import { deal, HOUR, MONDAY, policy, rep, scored, sha256, ticked, world } from '../../test/scenario.ts';

const NINE = MONDAY + 9 * HOUR;
const office = { workStart: 540, workEnd: 1020 };
/** Load changes nothing: what each match is worth stands still while a step is decided. */
const still = {
  congestion: { perOpenShare: 0, delay: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};
const logitOf = (chance: number): number => Math.round(1_000_000 * Math.log(chance / (1 - chance)));

/** Leads of the night, the first in the line first, by their chances with ann and ben; decided at nine. */
function morning(
  leads: readonly (readonly [chances: readonly [number, number], over?: object])[],
  settings: object = {},
  capacity = 1,
) {
  const night = world();
  const { waiting, ...rest } = { waiting: {}, ...settings };
  night.now(MONDAY + 6 * HOUR);
  night.send(policy({ ...still, ...rest, waiting: { joint: true, ...waiting } }));
  night.send(...['ann', 'ben'].map((id) => rep(id, { ...office, capacity })));
  for (const [index, [chances, over]] of leads.entries())
    night.send(
      scored(`l${index}`, { expectedValue: 1000 - index, repIds: ['ann', 'ben'], repLogits: chances.map(logitOf), ...over }),
    ); // prettier-ignore
  night.now(NINE).send(ticked());
  const decisions = night.results.flatMap((result) => result.decisions).filter(({ repId }) => repId !== null);
  return { ...night, decisions, who: decisions.map(({ leadId, repId }) => `${leadId} ${repId ?? ''}`) };
}

const slight = [[[0.3, 0.29]], [[0.28, 0.05]]] as const;

test('a lead that only slightly prefers a rep leaves the rep to the next, which needs that rep much more', () => {
  expect(morning(slight, { waiting: { joint: false } }).who).toEqual(['l0 ann', 'l1 ben']);
  expect(morning(slight).who).toEqual(['l0 ben', 'l1 ann']);
});

test('a lead that its owner takes wants nobody else', () => {
  expect(morning([slight[0], [slight[1][0], { accountOwner: 'ben' }]], {}, 2).who).toEqual([
    'l0 ann',
    'l1 ben',
  ]);
  expect(morning([slight[0], [slight[1][0], { accountOwner: 'ben' }]]).who).toEqual(['l0 ann', 'l1 ben']);
});

test('leads and deals that a rep has open leave as many seats fewer', () => {
  const { send, now, lead } = world();
  now(MONDAY + 6 * HOUR).send(policy({ ...still, waiting: { joint: true } }));
  for (const id of ['ann', 'ben']) send(rep(id, { ...office, capacity: 2 }), deal(`deal-of-${id}`, id));
  for (const [index, [chances]] of slight.entries())
    send(
      scored(`l${index}`, {
        expectedValue: 1000 - index,
        repIds: ['ann', 'ben'],
        repLogits: chances.map(logitOf),
      }),
    );
  now(NINE).send(ticked());
  expect([lead('l0').repId, lead('l1').repId]).toEqual(['ben', 'ann']);
});

test('a lead whom one rep alone can serve is not left waiting for the sake of one with a choice', () => {
  const leads = [[[0.3, 0.1]], [[0.1, 0.2], { language: 'de' }]] as const;
  const speak = (isJoint: boolean) => {
    const { send, now, lead } = world();
    now(MONDAY + 6 * HOUR).send(policy({ ...still, waiting: { joint: isJoint } }));
    send(rep('ann', { ...office, capacity: 1 }), rep('ben', { ...office, capacity: 1, languages: ['en'] }));
    for (const [index, [chances, over]] of leads.entries())
      send(scored(`l${index}`, { repIds: ['ann', 'ben'], repLogits: chances.map(logitOf), ...over }));
    now(NINE).send(ticked());
    return [lead('l0').repId, lead('l1').repId];
  };
  expect(speak(false)).toEqual(['ann', null]);
  expect(speak(true)).toEqual(['ben', 'ann']);
});

test('a decision holds what others would have given, is told in numbers and words, and says what would have been alone', () => {
  const { decisions, contents } = morning(slight);
  const [first, second] = decisions.map(({ capsule }) => JSON.parse(capsule) as Capsule);
  expect(first?.seats).toEqual({ ann: 22_977 });
  expect(second?.seats).toBeUndefined();
  const made = contents();
  const said = explainDecision(decisions[0]!, (hash) => made.get(hash));
  expect(said.words).toContain('kept for leads behind it in the line that need them more: ann (230)');
  expect(said.words.join('\n')).toContain(
    'ann: P(win) 30 % x 1,000 = 300, less 230 for leads behind it: net 70',
  );
  expect(said.reps?.find(({ rep: who }) => who === 'ann')?.value).toMatchObject({ seat: 22_977 });
  expect(said.whatIf).toContainEqual(
    expect.objectContaining({
      kind: 'alone',
      words: 'ann, had no lead behind it in the line wanted a rep more',
    }),
  );
});

const bytes = (settings: object, leads: Parameters<typeof morning>[0]) =>
  morning(leads, settings).decisions.map(({ capsule }) => capsule.replaceAll(/"policy":"\w+"/g, ''));

test('under round robin, and where nobody wants a rep more, a decision has the bytes that it has alone', () => {
  const apart = [[[0.3, 0.1]], [[0.1, 0.3]]] as const;
  expect(bytes({}, apart)).toEqual(bytes({ waiting: { joint: false } }, apart));
  const rotating = { strategy: 'round-robin' };
  expect(bytes(rotating, slight)).toEqual(bytes({ ...rotating, waiting: { joint: false } }, slight));
});

test('a lead that comes while a rep is free, or for whom alone one becomes free, is decided alone', () => {
  const { send, now, results } = morning([...slight, [[0.2, 0.2]]]);
  now(NINE + HOUR).send(rep('ann', { ...office, capacity: 3 }), scored('new'));
  const alone = results.flatMap(({ decisions }) => decisions).slice(-2);
  expect(alone.map(({ leadId, repId }) => `${leadId} ${repId ?? ''}`)).toEqual(['l2 ann', 'new ann']);
  for (const { capsule } of alone) expect((JSON.parse(capsule) as Capsule).seats).toBeUndefined();
  send(ticked());
});

test('a step ends with the hundred leads that were planned, so that those behind are decided together, too', () => {
  const { send, now, state } = world();
  now(MONDAY + 6 * HOUR).send(policy({ ...still, waiting: { joint: true } }));
  send(rep('fr', { ...office, capacity: 1, languages: ['fr'] }), rep('en', { ...office, languages: ['en'], capacity: 100, dailyCap: 100 })); // prettier-ignore
  for (let n = 0; n < 60; n += 1) send(scored(`french-${n}`, { language: 'fr', expectedValue: 2000 }));
  for (let n = 0; n < 60; n += 1) send(scored(`english-${n}`, { language: 'en' }));
  now(NINE);
  expect(send(ticked()).assigned).toHaveLength(41);
  expect(nextTimerAt(state)).toBe(NINE);
  expect(send(ticked()).assigned).toHaveLength(20);
});

const leadOf = (reps: number) =>
  fc.record({
    expectedValue: fc.integer({ min: 1, max: 9000 }),
    workMinutes: fc.integer({ min: 5, max: 90 }),
    country: fc.constantFrom('DE', 'FR'),
    repLogits: fc.array(fc.integer({ min: -3_000_000, max: 0 }), { minLength: reps, maxLength: reps }),
  });
const team = fc.integer({ min: 2, max: 5 }).chain((reps) =>
  fc.record({
    leads: fc.array(leadOf(reps), { minLength: 2, maxLength: 25 }),
    reps: fc.array(
      fc.record({ capacity: fc.integer({ min: 1, max: 6 }), dailyCap: fc.integer({ min: 1, max: 6 }), territories: fc.constantFrom(['*'], ['*'], ['DE']) }),
      { minLength: reps, maxLength: reps },
    ),
  }),
); // prettier-ignore
type Team = typeof team extends fc.Arbitrary<infer T> ? T : never;

const netOf = ({ decisions }: Pick<FoldResult, 'decisions'>): number =>
  decisions
    .map(({ capsule }) => (JSON.parse(capsule) as Capsule).result)
    .map(({ rep: who, best }) => best.find(([id]) => id === who))
    .reduce((sum, row) => sum + (row === undefined ? 0 : row[2] - row[3]), 0); // prettier-ignore

/** What comes of a line at nine, by one policy. */
function atNine({ leads, reps }: Team, settings: Record<string, unknown>, inOrder = true) {
  const { send, now, state, results, contents } = world();
  now(MONDAY + 6 * HOUR).send(policy(settings));
  const ids = reps.map((_, index) => `r${index}`);
  const roster = reps.map((over, index) => rep(ids[index]!, { ...office, ...over }));
  send(...(inOrder ? roster : roster.toReversed()));
  send(...leads.map((over, index) => scored(`l${index}`, { ...over, repIds: ids })));
  now(NINE);
  const before = results.length;
  while (nextTimerAt(state) === NINE) send(ticked());
  const after = results.slice(before);
  return { state, contents, after, decisions: after.flatMap(({ decisions }) => decisions) };
}

test('together leads are worth as much as apart, or more are served; nobody is over a cap, and all decide again to the byte', () => {
  fc.assert(
    fc.property(team, fc.boolean(), (given, isStill) => {
      const settings = isStill ? still : {};
      const joint = atNine(given, { ...settings, waiting: { joint: true } });
      const apart = atNine(given, settings);
      const [more, less] = [joint.decisions.length, apart.decisions.length];
      expect(more).toBeGreaterThanOrEqual(less);
      const ids = ({ decisions }: typeof joint) => decisions.map(({ leadId }) => leadId).toSorted();
      if (isStill && ids(joint).join() === ids(apart).join())
        // Worth is told in whole cents: of each lead a part of one may be missing.
        expect(netOf(joint)).toBeGreaterThanOrEqual(netOf(apart) - given.leads.length);
      for (const [index, { capacity, dailyCap }] of given.reps.entries())
        expect(joint.state.loads.get(`r${index}`)?.open ?? 0).toBeLessThanOrEqual(
          Math.min(capacity, dailyCap),
        );
      const made = joint.contents();
      for (const { capsule } of joint.decisions) {
        const { seats = {}, result } = JSON.parse(capsule) as Capsule;
        expect(Object.keys(seats).length).toBeLessThan(result.among);
        expect(replayCapsule(capsule, (hash) => made.get(hash), sha256)).toEqual({ kind: 'identical' });
      }
    }),
    { numRuns: 150 },
  );
});

test('the order in which reps came to be known never matters', () => {
  fc.assert(
    fc.property(team, (given) => {
      const decided = (inOrder: boolean) => atNine(given, { waiting: { joint: true } }, inOrder).decisions;
      expect(decided(false)).toEqual(decided(true));
    }),
    { numRuns: 60 },
  );
});
