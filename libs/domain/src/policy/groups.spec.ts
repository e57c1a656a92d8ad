import type { RoutableLead } from '../assignment/state.ts';
import { lead } from '../../test/conditions.ts';
import { ALWAYS, type Condition, type LeadFact } from './condition.ts';
import { applying } from './groups.ts';

const is = (fact: LeadFact, value: string): Condition => ({
  op: '==',
  left: { lead: fact },
  right: { value },
});
const large: Condition = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } };

/** Which of some conditions are asked for a lead, when each holds if asked. */
function askedOf(conditions: readonly Condition[], of: RoutableLead): readonly Condition[] {
  const asked: Condition[] = [];
  const groups = conditions.map((when) => ({ when, applies: () => asked.push(when) > 0 }));
  expect(applying(groups)(of).map(({ when }) => when)).toEqual(asked);
  return asked;
}

test('a condition on a value of a fact is asked for leads of that value alone', () => {
  const pump: Condition = { op: 'and', of: [large, is('product', 'pump')] };
  const valve: Condition = { op: '==', left: { value: 'valve' }, right: { lead: 'product' } };
  const alps: Condition = { op: 'in', left: { lead: 'country' }, right: { value: ['AT', 'CH', 'AT'] } };
  const asked = (over: Partial<RoutableLead>) => askedOf([pump, valve, alps], lead(over));
  expect(asked({})).toEqual([pump]);
  expect(asked({ product: 'valve' })).toEqual([valve]);
  expect(asked({ product: 'hose', country: 'AT' })).toEqual([alps]);
});

test('one that may hold without the value is asked always', () => {
  const either: Condition = { op: 'or', of: [is('product', 'valve'), large] };
  const other: Condition = { op: 'not', of: [is('product', 'pump')] };
  expect(askedOf([either, other, ALWAYS], lead())).toEqual([either, other, ALWAYS]);
});

test('what is not known is an empty text', () => {
  const unknown = is('language', '');
  expect(askedOf([unknown], lead({ language: null }))).toEqual([unknown]);
  expect(askedOf([unknown], lead())).toEqual([]);
});
