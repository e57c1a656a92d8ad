import * as fc from 'fast-check';
import type { RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';
import { ALWAYS, type Condition, NEVER, type Operand, subjectOf, testOf } from './condition.ts';
import { compileRules, NOT_EXCLUDED, type RequireRule } from './rules.ts';

const lead = (over: Partial<RoutableLead> = {}): RoutableLead => ({
  source: 'web-form',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  language: 'de',
  product: 'pump',
  dealType: null,
  score: 50,
  segment: 'mid',
  expectedValue: 1000,
  workMinutes: 60,
  leadLogit: 0,
  modelVersion: 'm',
  ...over,
});

const rep = (repId: string, over: Partial<RosterRep> = {}): RosterRep => ({
  repId,
  active: true,
  territories: ['DE'],
  skills: ['pump'],
  languages: ['de'],
  tier: 'junior',
  timeZone: 'Europe/Berlin',
  workDays: [1],
  workStart: 0,
  workEnd: 1440,
  capacity: 10,
  dailyCap: 10,
  ...over,
});

const is = (left: Operand, value: string): Condition => ({ op: '==', left, right: { value } });
const large: Condition = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } };
const senior = is({ rep: 'tier' }, 'senior');
const sameZone: Condition = { op: '==', left: { rep: 'timeZone' }, right: { lead: 'timeZone' } };
const rule = (id: string, when: Condition, require: Condition): RequireRule => ({ id, when, require });

const reps = [
  rep('ann'),
  rep('ben', { tier: 'senior' }),
  rep('cho', { timeZone: 'Asia/Seoul', tier: 'senior' }),
];
const excluded = (rules: readonly RequireRule[], of: RoutableLead) => [...compileRules(rules, reps)(of)];

test('a rule excludes those for whom its requirement does not hold, where it applies', () => {
  const rules = [rule('large to seniors', large, senior)];
  expect(excluded(rules, lead({ expectedValue: 4999 }))).toEqual([NOT_EXCLUDED, NOT_EXCLUDED, NOT_EXCLUDED]);
  expect(excluded(rules, lead({ expectedValue: 5000 }))).toEqual([0, NOT_EXCLUDED, NOT_EXCLUDED]);
});

test('the first rule that excludes a rep is named, whatever is asked together', () => {
  const rules = [rule('zone', ALWAYS, sameZone), rule('a', large, senior), rule('b', ALWAYS, NEVER)];
  expect(excluded(rules, lead({ expectedValue: 9000 }))).toEqual([1, 2, 0]);
});

test('what is not known is an empty text', () => {
  const rules = [rule('no country', is({ lead: 'country' }, ''), NEVER)];
  expect(excluded(rules, lead({ country: null }))).toEqual([0, 0, 0]);
  expect(excluded(rules, lead())).toEqual([NOT_EXCLUDED, NOT_EXCLUDED, NOT_EXCLUDED]);
});

test.each([
  [ALWAYS, 'nothing'],
  [large, 'lead'],
  [senior, 'rep'],
  [sameZone, 'pair'],
  [{ op: 'or', of: [large, senior] }, 'pair'],
] as const)('%j asks %s', (condition, subject) => {
  expect(subjectOf(condition)).toBe(subject);
});

describe('compiled rules say what asking each pair says', () => {
  const word = fc.constantFrom('a', 'b', 'c', '');
  const text = fc.oneof(
    fc.constantFrom<Operand>({ lead: 'country' }, { lead: 'product' }, { rep: 'tier' }, { rep: 'repId' }),
    word.map((value) => ({ value })),
  );
  const atom = fc.oneof(
    fc.record({ op: fc.constantFrom('==', '!=', 'startsWith', 'contains', '<'), left: text, right: text }),
    fc.record({
      op: fc.constant('in'),
      left: text,
      right: fc.constantFrom<Operand>({ rep: 'skills' }, { rep: 'territories' }, { value: ['a', 'c'] }),
    }),
  ) as fc.Arbitrary<Condition>;
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      atom,
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('condition'), { maxLength: 3 }),
      }),
      tie('condition').map((of): Condition => ({ op: 'not', of: [of] })),
    ),
  }));
  const when = condition.filter((one) => ['lead', 'nothing'].includes(subjectOf(one)));
  const aLead = fc.record({ country: fc.option(word), product: fc.option(word) }).map(lead);
  // More than two words of bits, and none at all.
  const team = fc.array(
    fc.record({ tier: word, skills: fc.array(word), territories: fc.array(word) }).map((over) => over),
    { maxLength: 70 },
  );

  test('for any rules, roster, and leads one after the other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.constant('r'), when, require: condition }), { maxLength: 5 }),
        fc.array(aLead, { minLength: 1, maxLength: 4 }),
        team,
        (rules, leads, members) => {
          const roster = members.map((over, index) => rep(`r${index}`, over));
          const excludedBy = compileRules(rules, roster);
          for (const one of leads) {
            const naive = roster.map((member) =>
              rules.findIndex((each) => testOf(each.when)(one, member) && !testOf(each.require)(one, member)),
            );
            expect([...excludedBy(one)]).toEqual(naive);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
