import { parsePolicy, policyBody } from '../assignment/policy.ts';
import { rulesProblem } from './check.ts';

const when = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } };
const require = { op: 'in', left: { lead: 'product' }, right: { rep: 'skills' } };
const rule = { id: 'large', when, require };

test('rules go through a policy and back', () => {
  const parsed = parsePolicy(JSON.stringify({ version: 'v', rules: [rule] }));
  expect(parsed).toMatchObject({ ok: true, policy: { rules: [rule] } });
  if (parsed.ok) expect(parsePolicy(policyBody(parsed.policy))).toEqual(parsed);
});

test('a policy without rules has the bytes that it had before there were rules', () => {
  const [none, empty] = ['{"version":"v"}', '{"version":"v","rules":[]}'].map((body) => parsePolicy(body));
  expect(empty).toEqual(none);
  expect(JSON.stringify(none)).not.toContain('rules');
});

const nested = (depth: number): object => (depth === 0 ? when : { op: 'and', of: [nested(depth - 1)] });

test.each([
  ['no list', {}, /must be a list/],
  ['no rule', [7], /^\[0\]: must be an object/],
  ['no id', [{ when, require }], /id must be/],
  ['something else', [{ ...rule, weight: 1 }], /weight is no part/],
  ['a rule after a good one', [rule, { id: 'x', when }], /^\[1\]: require must be/],
  ['when about the rep', [{ ...rule, when: require }], /when must be a condition on the lead/],
  ['too deep', [{ ...rule, when: nested(50) }], /when/],
  ['not of two', [{ ...rule, when: { op: 'not', of: [when, when] } }], /when/],
  ['an unknown comparison', [{ ...rule, when: { ...when, op: 'like' } }], /when/],
  ['an unknown fact', [{ ...rule, when: { ...when, left: { lead: 'toString' } } }], /when/],
  ['unlike types', [{ ...rule, when: { ...when, right: { value: '5000' } } }], /when/],
  ['in what is no list', [{ ...rule, require: { ...require, right: { rep: 'tier' } } }], /require/],
  [
    'a list of both',
    [{ ...rule, when: { op: 'in', left: { lead: 'country' }, right: { value: ['a', 1] } } }],
    /when/,
  ],
  [
    'text of a number',
    [{ ...rule, when: { op: 'startsWith', left: { lead: 'score' }, right: { value: 1 } } }],
    /when/,
  ],
  [
    'between of a list',
    [{ ...rule, require: { op: 'between', left: { rep: 'tier' }, right: { rep: 'skills' } } }],
    /require/,
  ],
  ['a comparison with parts', [{ ...rule, when: { ...when, of: [] } }], /when/],
])('%s is refused', (_what, rules, problem) => {
  expect(rulesProblem(rules)).toMatch(problem);
});

const between = (bounds: unknown) => [
  { ...rule, when: { op: 'between', left: { lead: 'country' }, right: { value: bounds } } },
];

test.each([[[]], [['a']], [['b', 'a']], [['a', 'a']], [['a', 1]], ['ab']])('%j are no bounds', (value) => {
  expect(rulesProblem(between(value))).toMatch(/when/);
  expect(rulesProblem(between(['a', 'b']))).toBeNull();
});

test('what is fine is fine', () => {
  expect(rulesProblem([rule, { id: 'all', when: { op: 'and', of: [] }, require: nested(5) }])).toBeNull();
  expect(rulesProblem([])).toBeNull();
});
