import { faultsOf, policyOf } from '../test/policy.ts';
import { lintPolicy, tryExamples } from './index.ts';

const FILE = `
teams: { seniors: { where: rep.tier == 'senior' }, desk: { reps: [cleo] } }
territories: { dach: { countries: [DE, FR], team: seniors } }
rules: [{ id: large, when: lead.expectedValue > 1000, require: rep.repId == 'ann' }]
relax:
  - { afterMinutes: 30, drop: [large] }
  - { afterMinutes: 60, drop: [territory-dach] }
overflow: { afterMinutes: 90, team: desk }
transfer: { afterMinutes: 120, workspace: emea }
`;
const REPS = `reps:
  - { repId: ann, tier: senior, workDays: [1] }
  - { repId: ben, tier: senior }
  - { repId: cleo, territories: [FR] }
  - { repId: dan }
`;
/** 24 March 2026 is a Tuesday: Ann is away. */
const example = (waited: number, expect: string) =>
  `  - { name: x, at: "2026-03-24T10:00:00Z", lead: { country: DE, expectedValue: 5000 }, waited: ${waited}, ${expect} }\n`;

test('steps are settings of the engine, with the team as its condition', () => {
  const { settings } = policyOf(FILE);
  expect(settings.relax).toEqual([
    { afterMinutes: 30, drop: ['large'] },
    { afterMinutes: 60, drop: ['territory-dach'] },
  ]);
  const members = { op: 'in', left: { rep: 'repId' }, right: { value: ['cleo'] } };
  expect(settings.overflow).toEqual({ afterMinutes: 90, team: 'desk', members });
  expect(settings.transfer).toEqual({ afterMinutes: 120, workspace: 'emea' });
});

test('nothing is found', () => {
  const policy = policyOf(FILE + REPS);
  expect(lintPolicy(policy, policy.data.reps).map(({ code }) => code)).toEqual([]);
});

test.each([
  [0, 'expect: { rep: null, excluded: { ann: OUT_OF_HOURS, ben: RULE, cleo: TERRITORY, dan: RULE } }'],
  [30, 'expect: { rep: ben, path: relaxed-1, excluded: { dan: RULE, cleo: TERRITORY } }'],
  [60, 'open: { ben: 50 }, expect: { rep: dan, path: relaxed-2, excluded: { cleo: TERRITORY } }'],
  [90, 'open: { ben: 50, dan: 50 }, expect: { rep: cleo, path: overflow }'],
  [120, 'open: { ben: 50, dan: 50 }, expect: { rep: cleo, path: overflow }'],
  [120, 'open: { ben: 50, dan: 50, cleo: 50 }, expect: { rep: null, path: transfer, reason: HANDED_ON }'],
  [90, 'open: { dan: 50 }, chances: { ben: 0.3 }, expect: { rep: ben, path: relaxed-1 }'],
])('an example of a lead that has waited for %d minutes', (waited, more) => {
  const policy = policyOf(`${FILE}${REPS}examples:\n${example(waited, more)}`);
  expect(tryExamples(policy, policy.data.reps)[0]?.wrong).toEqual([]);
});

test.each([
  ['overflow: { afterMinutes: 5 }', /team/],
  ['overflow: { afterMinutes: 5, workspace: emea }', /team|workspace/],
  ['transfer: { afterMinutes: 5 }', /workspace/],
  ['transfer: { afterMinutes: 0, workspace: emea }', /afterMinutes/],
  ['overflow: { afterMinutes: 5, team: x }', /no team x/],
  [
    'territories: { a: { countries: [DE] } }\nrelax: [{ afterMinutes: 5, drop: [territory-a] }]',
    /no rule territory-a/,
  ],
  ['examples: [{ name: x, at: "2026-03-24T10:00:00Z", expect: { path: relaxed-0 } }]', /path/],
])('%s is refused', (text, why) => {
  expect(faultsOf(text)[0]).toMatch(why);
});
