import * as fc from 'fast-check';
import { ALWAYS } from '../policy/condition.ts';
import { changeLine, explainAlternatives } from './alternatives.ts';
import { choose } from './choose.ts';
import { ENGINES } from './engines.ts';
import { partsOf } from './parts.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { Question } from './question.ts';
import { buildRoster, toRosterRep } from './roster.ts';
import { whatIf, type WhatIf } from './what-if.ts';
import { HOUR, MONDAY, policy as released, rep, scored, type ValueOf, world } from '../../test/scenario.ts';

const large = {
  id: 'large',
  when: { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } },
  require: { op: '==', left: { rep: 'tier' }, right: { value: 'senior' } },
} as const;
const rosterRep = (id: string, over: object = {}) =>
  toRosterRep(rep(id, { capacity: 20, dailyCap: 20, ...over }).value as ValueOf<'RepUpserted'>);

const question = (over: Partial<Question> = {}): Question => {
  const roster = over.roster ?? buildRoster([rosterRep('ann'), rosterRep('ben'), rosterRep('cy')]);
  const zeros = roster.reps.map(() => 0);
  return {
    at: MONDAY + 10 * HOUR,
    policy: defaultPolicy,
    offsets: { UTC: 0 },
    leadId: 'l',
    attempt: 1,
    lead: {
      source: 'web', country: 'DE', timeZone: null, language: null, product: null, dealType: null, score: 0, segment: '',
      expectedValue: 1000, workMinutes: 60, leadLogit: -1_000_000, modelVersion: 'm',
    },
    policyHash: '',
    roster,
    rosterHash: '',
    logits: [-1_000_000, -1_100_000, -1_500_000],
    open: zeros,
    today: zeros,
    pointers: zeros,
    backlog: zeros,
    prices: null,
    pricesHash: null,
    yardstick: { worth: 20_000, seconds: 3600 },
    owners: [],
    declined: [],
    waited: 0,
    target: null,
    ...over,
  };
}; // prettier-ignore

const find = <K extends WhatIf['kind']>(tried: readonly WhatIf[], kind: K) =>
  tried.filter((one): one is Extract<WhatIf, { kind: K }> => one.kind === kind);

test('the runner-up gets the lead from the told P(win) on, and not with less', () => {
  const asked = question();
  const [chance] = find(whatIf(asked), 'chance');
  expect(chance).toMatchObject({ rep: 'ben', gives: { rep: 'ben', path: 'value' } });
  const at = (logit: number) => choose({ ...asked, logits: asked.logits.with(1, logit) });
  const logits = Array.from({ length: 4000 }, (_, index) => -1_002_000 + index);
  const first = logits.find((logit) => at(logit).rep === 'ben')!;
  expect(at(first).best[0]?.chance).toBe(chance?.to);
  expect(at(first - 1).rep).toBe('ann');
});

test('the nearest values at which another rep wins, to the cent: by price, and by what a rule says', () => {
  // Ann's time is dear: she gets what is worth it.
  const backlog = [300, 0, 0];
  const asked = question({
    backlog,
    policy: { ...defaultPolicy, rules: [large], congestion: { perOpenShare: 0 } },
  });
  const rosters = { tier: 'senior' };
  const withSenior = {
    ...asked,
    roster: buildRoster([rosterRep('ann'), rosterRep('ben'), rosterRep('cy', rosters)]),
  };
  const at = (value: number) =>
    choose({ ...withSenior, lead: { ...withSenior.lead, expectedValue: value } }).rep;
  expect(at(1000)).toBe('ben');
  const values = find(whatIf(withSenior), 'value');
  expect(values).toHaveLength(1);
  const [above] = values;
  expect(above!.to).toBeGreaterThan(1000);
  expect([at(above!.to - 0.01), at(above!.to)]).toEqual(['ben', above!.gives.rep]);
  const near = question({ ...withSenior, lead: { ...withSenior.lead, expectedValue: 4990 } });
  expect(find(whatIf(near), 'value').find(({ to }) => to > 4990)).toMatchObject({
    to: 5000,
    gives: { rep: 'cy' },
  });
});

test('leads of a kind take less work, and between two values another rep wins', () => {
  // Ann's time is dear: she gets what takes little of it.
  const left = { lead: 'expectedValue' } as const;
  const [from, below] = [{ value: 1010 }, { value: 1020 }];
  const when = {
    op: 'and',
    of: [
      { op: '>=', left, right: from },
      { op: '<', left, right: below },
    ],
  } as const;
  const quick = {
    ...defaultPolicy,
    congestion: { perOpenShare: 0 },
    work: { minutes: 0, kinds: [{ when, minutes: 1 }] },
  };
  const asked = question({ backlog: [300, 0, 0], policy: quick });
  expect(choose(asked).rep).toBe('ben');
  expect(find(whatIf(asked), 'value')).toMatchObject([{ to: 1010, gives: { rep: 'ann' } }]);
});

test('where the lead would have gone on to another workspace, that is told', () => {
  const transfer = { afterMinutes: 60, workspace: 'apac' };
  const roster = buildRoster([rosterRep('ann')]);
  const asked = question({
    roster,
    logits: [0],
    waited: 60,
    been: ['emea'],
    policy: { ...defaultPolicy, transfer },
  });
  expect(choose(asked).rep).toBe('ann');
  const full = whatIf(asked).find(({ kind }) => kind === 'full');
  expect(full?.gives).toEqual({ rep: null, path: 'transfer', reason: 'HANDED_ON', to: 'apac' });
  expect(changeLine(full!)).toBe('the workspace apac, had ann been at capacity');
});

test('the one who got it away, or at capacity', () => {
  const tried = whatIf(question());
  expect(find(tried, 'away')).toMatchObject([{ rep: 'ann', gives: { rep: 'ben' } }]);
  expect(find(tried, 'full')).toMatchObject([{ rep: 'ann', gives: { rep: 'ben' } }]);
  expect(find(whatIf(question({ policy: { ...defaultPolicy, hours: 'ignore' } })), 'away')).toEqual([]);
});

test('each rule and each code that excludes, and who comes first', () => {
  const roster = buildRoster([
    rosterRep('ann', { territories: ['FR'] }),
    rosterRep('ben'),
    rosterRep('cy', { tier: 'senior' }),
  ]);
  const policy = { ...defaultPolicy, rules: [{ ...large, when: { op: 'and', of: [] } as const }] };
  const tried = whatIf(question({ roster, policy, owners: [{ repId: 'cy', why: 'ACCOUNT_OWNER' }] }));
  expect(find(tried, 'rule')).toEqual([]);
  const free = whatIf(question({ roster, policy, open: [0, 0, 20] }));
  expect(find(free, 'rule')).toMatchObject([{ rule: 'large', gives: { rep: 'ben' } }]);
  expect(find(free, 'exclusion')).toMatchObject([{ exclusion: 'AT_CAPACITY', gives: { rep: 'cy' } }]);
  const owned = whatIf(question({ owners: [{ repId: 'cy', why: 'ACCOUNT_OWNER' }] }));
  expect(find(owned, 'owner')).toMatchObject([{ gives: { rep: 'ann', path: 'value' } }]);
  expect(find(owned, 'chance')).toEqual([]);
  expect(find(whatIf(question({ target: 'cy' })), 'command')).toMatchObject([{ gives: { rep: 'ann' } }]);
});

const facts = fc.record({
  logits: fc.array(fc.integer({ min: -3_000_000, max: 0 }), { minLength: 4, maxLength: 4 }),
  open: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 }),
  backlog: fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 4, maxLength: 4 }),
  value: fc.integer({ min: 1, max: 1_000_000 }),
  strategy: fc.constantFrom('value' as const, 'round-robin' as const),
  seniors: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
});

test('what is told is what deciding again says; what is nearer changes nothing', () => {
  fc.assert(
    fc.property(facts, ({ logits, open, backlog, value, strategy, seniors }) => {
      const reps = seniors.map((senior, index) =>
        rosterRep(`rep-${index}`, { tier: senior ? 'senior' : 'junior' }),
      );
      const policy: Policy = { ...defaultPolicy, strategy, rules: [large] };
      const lead = { ...question().lead, expectedValue: value / 100 };
      const asked = question({ roster: buildRoster(reps), policy, logits, open, backlog, lead });
      const answer = choose(asked);
      for (const one of whatIf(asked)) {
        expect(one.gives.rep).not.toBe(answer.rep);
        if (one.kind !== 'value') continue;
        const at = (cents: number) => choose({ ...asked, lead: { ...lead, expectedValue: cents / 100 } }).rep;
        const [to, from] = [Math.round(one.to * 100), Math.round(one.from * 100)];
        expect(at(to)).toBe(one.gives.rep);
        for (let part = 0; part < 20; part += 1)
          expect(at(from + Math.trunc(((to - from) * part) / 20))).toBe(answer.rep);
        expect(at(to - Math.sign(to - from))).toBe(answer.rep);
      }
    }),
    { numRuns: 100 },
  );
});

test('the parts of a value are what each makes of it', () => {
  const asked = question({
    policy: { ...defaultPolicy, congestion: { perOpenShare: 1_000_000, delay: 150_000 } },
    open: [10, 0, 0],
    today: [5, 0, 0],
    backlog: [120, 0, 0],
    prices: { version: 'p', objective: 'value', perHour: { ann: 300 } },
  });
  const parts = partsOf(asked, 0, ENGINES[2]!);
  const { hourPrice, backlogPrice, dayPrice, capacityPrice } = parts;
  // An hour of work: 0.05 usual leads (200.00) an hour of backlog, half of one a full day, one for full capacity.
  expect({ hourPrice, backlogPrice, dayPrice, capacityPrice }).toEqual({
    hourPrice: 300,
    backlogPrice: 2000,
    dayPrice: 2500,
    capacityPrice: 10_000,
  });
  expect(parts.price).toBe(14_800);
  expect(parts.byWait).toBeGreaterThan(0);
  expect(parts.byShare).toBeGreaterThan(0);
});

test('in words', () => {
  const { send, results, contents } = world();
  send(
    released({ rules: [large] }),
    rep('ann'), rep('ben', { tier: 'senior' }), rep('cy', { territories: ['FR'] }),
    scored('l', { repIds: ['ann', 'ben', 'cy'], repLogits: [-1_000_000, -1_100_000, 0], expectedValue: 2000, personKey: null }),
  ); // prettier-ignore
  const { capsule } = results.flatMap(({ decisions }) => decisions)[0]!;
  const made = contents();
  expect(explainAlternatives(capsule, (hash) => made.get(hash))).toEqual([
    'what each value is made of:',
    '  ann: P(win) 27 % x 2,000 = 538: net 538',
    '  ben: P(win) 25 % x 2,000 = 499: net 499',
    'runner-up: ben, 38 behind',
    'what would have changed the answer (each decided again):',
    expect.stringMatching(/^ {2}ben, with P\(win\) from 26\.89\d\d % on \(it is 24\.97\d\d %\)$/),
    '  ben, were the lead worth 5,000.00 or more (it is 2,000.00)',
    '  ben, had ann been away',
    '  ben, had ann been at capacity',
    '  cy, had nobody been excluded as "other territory"',
  ]);
  expect(explainAlternatives(capsule, () => undefined)).toHaveLength(1);
});

test('alternatives rank as the decision does, and say what is preferred', () => {
  const prefer = [{ id: 'p', when: ALWAYS, prefer: { op: '==', left: { rep: 'repId' }, right: { value: 'cy' } }, percent: 100 }];
  const made = world();
  made.send(released({ prefer, price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 } }));
  made.send(rep('ann', { capacity: 20 }), rep('ben', { capacity: 20 }), rep('cy', { capacity: 20 }));
  made.send(scored('l1', { repIds: ['ann', 'ben', 'cy'], repLogits: [-1_000_000, -1_100_000, -1_500_000] }));
  const { capsule } = made.results.flatMap(({ decisions }) => decisions)[0]!;
  const content = (hash: string) => made.contents().get(hash);
  expect(JSON.parse(capsule).result.rep).toBe('cy');
  const lines = explainAlternatives(capsule, content);
  expect(lines[1]).toMatch(/^ {2}cy: P\(win\) 18 %.*, 100 % more by preference: net 36\d$/);
  expect(lines).toContainEqual(expect.stringMatching(/^runner-up: ann, .* behind$/));
}); // prettier-ignore
