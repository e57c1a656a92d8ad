import * as fc from 'fast-check';
import type { RoutableLead } from '../assignment/state.ts';
import { ALWAYS, type Condition, NEVER, type Operand, subjectOf, testOf } from './condition.ts';
import { compileRules, NOT_EXCLUDED, type RequireRule } from './rules.ts';
import { aCondition, aLead, aTeam, lead, rep } from '../../test/conditions.ts';

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
  const when = aCondition.filter((one) => ['lead', 'nothing'].includes(subjectOf(one)));

  test('for any rules, roster, and leads one after the other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.constant('r'), when, require: aCondition }), { maxLength: 5 }),
        fc.array(aLead, { minLength: 1, maxLength: 4 }),
        aTeam,
        (rules, leads, roster) => {
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
