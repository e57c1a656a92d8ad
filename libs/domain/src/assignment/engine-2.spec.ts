import * as fc from 'fast-check';
import { choose } from './choose.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { preferredChance } from './preferred.ts';
import type { Match, Question } from './question.ts';
import { buildRoster, type RosterRep } from './roster.ts';
import { policy, rep, scored, world } from '../../test/scenario.ts';

const MILLION = 1_000_000;

const rosterRep = (repId: string, dailyCap: number): RosterRep => ({
  repId,
  active: true,
  territories: ['*'],
  skills: ['*'],
  languages: [],
  tier: 'A',
  timeZone: 'UTC',
  workDays: [1, 2, 3, 4, 5, 6, 7],
  workStart: 0,
  workEnd: 1440,
  capacity: 40,
  dailyCap,
});

/** How things stand with one rep. */
const standing = fc.record({
  logit: fc.option(fc.integer({ min: -5 * MILLION, max: 3 * MILLION })),
  open: fc.integer({ min: 0, max: 39 }),
  today: fc.integer({ min: 0, max: 11 }),
  backlog: fc.integer({ min: 0, max: 3000 }),
  pointer: fc.nat({ max: 50 }),
  dailyCap: fc.integer({ min: 12, max: 30 }),
});

const policies = fc
  .record({
    objective: fc.constantFrom('value' as const, 'probability' as const),
    congestion: fc.record({
      perOpenShare: fc.constantFrom(0, 500_000),
      delay: fc.constantFrom(0, 150_000, 1_000_000),
    }),
    price: fc.record({
      perBacklogHour: fc.double({ min: 0, max: 3, noNaN: true }),
      perFullDay: fc.double({ min: 0, max: 3, noNaN: true }),
      perFullCapacity: fc.double({ min: 0, max: 3, noNaN: true }),
    }),
    work: fc.record({ minutes: fc.constantFrom(0, 60) }),
  })
  .map((over): Policy => ({ ...defaultPolicy, ...over }));

const questions = fc
  .record({
    team: fc.uniqueArray(standing, { minLength: 1, maxLength: 12, selector: ({ pointer }) => pointer }),
    policy: policies,
    expectedValue: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
    workMinutes: fc.integer({ min: 1, max: 600 }),
    yardstick: fc.record({
      worth: fc.integer({ min: 0, max: 10_000_000 }),
      seconds: fc.integer({ min: 60, max: 20_000 }),
    }),
  })
  .map(({ team, expectedValue, workMinutes, ...rest }): Question => {
    const named = team.map((one, index) => rosterRep(`rep-${String(index).padStart(2, '0')}`, one.dailyCap));
    return {
      leadId: 'lead',
      attempt: 1,
      at: 0,
      offsets: { UTC: 0 },
      lead: {
        source: 'web', country: null, timeZone: null, language: null, product: null, dealType: null,
        score: 50, segment: 'mid', expectedValue, workMinutes, leadLogit: -MILLION, modelVersion: 'm',
      }, // prettier-ignore
      policyHash: '',
      prices: null,
      pricesHash: null,
      rosterHash: '',
      roster: buildRoster(named),
      logits: team.map(({ logit }) => logit),
      open: team.map(({ open }) => open),
      today: team.map(({ today }) => today),
      pointers: team.map(({ pointer }) => pointer),
      backlog: team.map(({ backlog }) => backlog),
      owners: [],
      declined: [],
      waited: 0,
      target: null,
      ...rest,
    };
  });

const runs = { numRuns: 500 };
const chosen = (question: Question): Match => choose(question).best[0] as Match;

test("the chosen rep's P(win) does not fall as the value of the lead rises", () => {
  fc.assert(
    fc.property(questions, fc.double({ min: 0, max: 1_000_000, noNaN: true }), (question, more) => {
      const dearer = { ...question.lead, expectedValue: question.lead.expectedValue + more };
      expect(chosen({ ...question, lead: dearer }).chance).toBeGreaterThanOrEqual(chosen(question).chance);
    }),
    runs,
  );
});

const repIds = Array.from({ length: 12 }, (_, index) => `rep-${String(index).padStart(2, '0')}`);
const preferences = fc.array(
  fc
    .record({ among: fc.subarray(repIds), percent: fc.integer({ min: 1, max: 100 }) })
    .map(({ among, percent }) => ({
      id: 'p',
      when: { op: 'and' as const, of: [] },
      prefer: { op: 'in' as const, left: { rep: 'repId' as const }, right: { value: among } },
      percent,
    })),
  { minLength: 1, maxLength: 3 },
);

const counts = ({ chance, preferred = 0 }: Match) => preferredChance(chance, preferred);

// P(win) itself may fall: where a price keeps the preferred rep from a cheap lead, a dearer one goes there all the same.
test('with preferences it is what P(win) counts for that does not fall', () => {
  fc.assert(
    fc.property(
      questions,
      preferences,
      fc.double({ min: 0, max: 1_000_000, noNaN: true }),
      (question, prefer, more) => {
        const asked = { ...question, policy: { ...question.policy, prefer } };
        const dearer = { ...asked.lead, expectedValue: asked.lead.expectedValue + more };
        expect(counts(chosen({ ...asked, lead: dearer }))).toBeGreaterThanOrEqual(counts(chosen(asked)));
      },
    ),
    runs,
  );
});

test('more work that waits never makes a rep likelier to win, cheaper, or chosen', () => {
  fc.assert(
    fc.property(questions, fc.nat({ max: 600 }), fc.nat(), (question, more, which) => {
      const index = which % question.backlog.length;
      const backlog = question.backlog.with(index, (question.backlog[index] ?? 0) + more);
      const [before, after] = [choose(question), choose({ ...question, backlog })];
      const id = question.roster.reps[index]?.repId ?? '';
      const of = ({ best }: typeof before) => best.find(({ rep: who }) => who === id);
      if (after.rep === id) expect(before.rep).toBe(id);
      const [one, other] = [of(before), of(after)];
      if (one === undefined || other === undefined) return;
      expect(other.chance).toBeLessThanOrEqual(one.chance);
      expect(other.price).toBeGreaterThanOrEqual(one.price);
    }),
    runs,
  );
});

test('the order of the reps makes no difference', () => {
  fc.assert(
    fc.property(questions, (question) => {
      const ids = question.roster.reps.map(({ repId }) => repId);
      // Each rep under the name of its mirror image: the roster then stands the other way round.
      const mirrored: Question = {
        ...question,
        roster: buildRoster(
          question.roster.reps.map((one, index) => ({ ...one, repId: `x-${ids.length - index + 100}` })),
        ),
        logits: question.logits.toReversed(),
        open: question.open.toReversed(),
        today: question.today.toReversed(),
        pointers: question.pointers.toReversed(),
        backlog: question.backlog.toReversed(),
      };
      const { rep: _rep, ...match } = chosen(question);
      expect(chosen(mirrored)).toMatchObject(match);
    }),
    runs,
  );
});

describe('who gets the lead', () => {
  const even = { repIds: ['anna', 'ben'], repLogits: [-900_000, -1_000_000] };

  test('the better rep, until the time of the better rep is worth more to others', () => {
    const { send, lead } = world();
    send(
      policy({ price: { perBacklogHour: 0.5, perFullDay: 0, perFullCapacity: 0 }, congestion: { delay: 0 } }),
      rep('anna'),
      rep('ben'),
    );
    for (let n = 0; n < 4; n += 1) send(scored(`l${n}`, even));
    expect(Array.from({ length: 4 }, (_, n) => lead(`l${n}`).repId)).toEqual(['anna', 'ben', 'anna', 'ben']);
  });

  test('a dear lead goes to the better rep all the same, and the line says what that costs', () => {
    const { send, lead } = world();
    send(
      policy({ price: { perBacklogHour: 0.5, perFullDay: 0, perFullCapacity: 0 }, congestion: { delay: 0 } }),
      rep('anna'),
      rep('ben'),
    );
    send(scored('l0', even));
    const { assigned } = send(scored('big', { ...even, expectedValue: 20_000 }));
    expect(lead('big').repId).toBe('anna');
    // Half an hour waits: a quarter of what a usual lead (P(win) 27 % x 1,000) is worth.
    expect(assigned[0]?.reason).toBe(
      'highest value: P(win) 29 % x 20,000 less 67 for the time among 2 of 2 reps',
    );
  });

  test('a policy from before prices decides as it did', () => {
    const { price: _price, ...before } = defaultPolicy;
    const old: Policy = { ...before, congestion: { perOpenShare: 3_000_000 } };
    const { send, lead, results } = world({ policy: old });
    send(rep('anna', { capacity: 100, dailyCap: 100 }), rep('ben', { capacity: 100, dailyCap: 100 }));
    for (let n = 0; n < 4; n += 1) send(scored(`l${n}`, { ...even, repLogits: [-900_000, -1_000_001] }));
    // 3 x 4 / 100 takes 0.12 from the log-odds; three leads leave anna ahead.
    expect(Array.from({ length: 4 }, (_, n) => lead(`l${n}`).repId)).toEqual([
      'anna',
      'anna',
      'anna',
      'anna',
    ]);
    expect(results.at(-1)?.decisions[0]?.capsule).toContain('["anna",');
  });
});
