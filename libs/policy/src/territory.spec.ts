import { policyOf } from '../test/policy.ts';
import { lintPolicy, tryExamples } from './index.ts';

const FILE = `
teams: { west: { reps: [ann] }, east: { reps: [ben] }, named: { reps: [cy] }, others: { reps: [di] } }
territories:
  west: { regions: [US-CA, US-WA], team: west }
  east: { countries: [US], team: east }
  key: { accounts: [acme], team: named }
  rest: { countries: ['*'], team: others }
reps: [{ repId: ann }, { repId: ben }, { repId: cy }, { repId: di }]
`;

test.each([
  ['country: US, region: US-CA', 'ann'],
  ['country: US, region: US-NY', 'ben'],
  ['country: US', 'ben'],
  ['country: US, region: US-CA, account: acme', 'cy'],
  ['country: DE, account: acme', 'cy'],
  ['country: DE, region: DE-BY, account: other', 'di'],
  ['account: other', 'di'],
])('a lead of %s goes to %s: account before region before country', (lead, rep) => {
  const example = `examples:\n  - { name: x, at: "2026-03-24T10:00:00Z", lead: { ${lead} }, expect: { rep: ${rep} } }\n`;
  const policy = policyOf(FILE + example);
  expect(tryExamples(policy, policy.data.reps)[0]?.wrong).toEqual([]);
});

test('a rule may ask for region and account', () => {
  const text = `rules: [{ id: x, when: "lead.region.startsWith('US-') && lead.account != ''", require: rep.repId == 'ann' }]\n`;
  expect(policyOf(text).settings.rules?.[0]?.when).toMatchObject({
    of: [{ op: 'startsWith' }, { op: '!=' }],
  });
});

const found = (text: string) => {
  const policy = policyOf(text);
  return lintPolicy(policy, policy.data.reps)
    .filter(({ code }) => code.startsWith('TERRITORY'))
    .map(({ at, code, what }) => `${at.replace('p.yaml:', '')} ${code} ${what}`);
};

test('overlaps of regions and accounts are errors; the rest of a country is a gap', () => {
  expect(found(FILE)).toEqual([]);
  expect(
    found('territories:\n  a: { regions: [US-CA], countries: [US] }\n  b: { regions: [US-WA, US-CA] }\n'),
  ).toEqual([expect.stringMatching(/^4:25 TERRITORY_OVERLAP US-CA is in the territory a already/)]);
  expect(found("territories:\n  a: { accounts: [x], countries: ['*'] }\n  b: { accounts: [x] }\n")).toEqual([
    expect.stringMatching(/^4:19 TERRITORY_OVERLAP x is in the territory a/),
  ]);
  expect(found('territories:\n  a: { regions: [US-CA, DE-BY] }\n')).toEqual([
    expect.stringMatching(/^3:\d+ TERRITORY_GAP territories name regions of DE, but none the rest/),
    expect.stringMatching(/^3:\d+ TERRITORY_GAP territories name regions of US/),
  ]);
});
