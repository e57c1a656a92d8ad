import * as fc from 'fast-check';
import { postalArea } from '@leadline/reference';
import { faultsOf, policyOf } from '../test/policy.ts';
import { lintPolicy, tryExamples } from './index.ts';

const FILE = `
teams: { munich: { reps: [ann] }, bavaria: { reps: [ben] }, named: { reps: [cy] }, others: { reps: [di] }, london: { reps: [eve] } }
territories:
  munich: { postal: { DE: [80000-81999, 85*], AT: ["1010"] }, team: munich }
  london: { postal: { GB: [SW, M9-M11] }, team: london }
  bavaria: { regions: [DE-BY], team: bavaria }
  key: { accounts: [acme], team: named }
  rest: { countries: ['*'], team: others }
reps: [{ repId: ann }, { repId: ben }, { repId: cy }, { repId: di }, { repId: eve }]
`;

test.each([
  ['country: DE, postalCode: "81669", region: DE-BY', 'ann'],
  ['country: DE, postalCode: D-80331', 'ann'],
  ['country: DE, postalCode: "82031", region: DE-BY', 'ben'],
  ['country: DE, postalCode: "85354", account: acme', 'cy'],
  ['country: AT, postalCode: "1010"', 'ann'],
  ['country: AT, postalCode: "1020"', 'di'],
  ['country: CH, postalCode: "8001"', 'di'],
  ['country: GB, postalCode: SW1A 1AA', 'eve'],
  ['country: GB, postalCode: M10 0AB', 'eve'],
  ['country: GB, postalCode: M1 1AE', 'di'],
  ['country: DE', 'di'],
])('a lead of %s goes to %s: account before postal area before region before country', (lead, rep) => {
  const example = `examples:\n  - { name: x, at: "2026-03-24T10:00:00Z", lead: { ${lead} }, expect: { rep: ${rep} } }\n`;
  const policy = policyOf(FILE + example);
  expect(tryExamples(policy, policy.data.reps)[0]?.wrong).toEqual([]);
});

const isIn = (lead: string, value: string[]) => ({ op: 'in', left: { lead }, right: { value } });
const not = (of: object) => ({ op: 'not', of: [of] });

test('territories without postal areas are the conditions that they were', () => {
  const { rules } = policyOf(`
teams: { a: { reps: [ann] } }
territories: { west: { regions: [US-CA], accounts: [acme], countries: ['*'], team: a } }
`).settings;
  const country = { op: 'or', of: [isIn('country', []), not(isIn('country', []))] };
  const region = {
    op: 'or',
    of: [isIn('region', ['US-CA']), { op: 'and', of: [not(isIn('region', ['US-CA'])), country] }],
  };
  const account = isIn('account', ['acme']);
  expect(rules?.[0]?.when).toEqual({ op: 'or', of: [account, { op: 'and', of: [not(account), region] }] });
});

test('what is malformed is told with its line and column', () => {
  const faults = faultsOf(`territories:
  a: { postal: { DE: [80000-81999, "80"], GB: [SW1A 1AA] } }
  b: { postal: { DE: [80331], XX: ["1"] } }
  c: { postal: { AT: [] } }
examples:
  - { name: x, at: "2026-03-24T10:00:00Z", lead: { country: DE, postalCode: "8033" }, expect: { rep: null } }
  - { name: y, at: "2026-03-24T10:00:00Z", lead: { postalCode: "80331" }, expect: { rep: null } }
`);
  expect(faults).toEqual([
    expect.stringMatching(/^3:36 territories.a.postal.DE.1: a postal area of DE has 5 digits: write 80\*/),
    expect.stringMatching(/^3:48 territories.a.postal.GB.0: SW1A 1AA tells a street/),
    expect.stringMatching(/^4:23 territories.b.postal.DE.0: must be a text: write it in quotes/),
    expect.stringMatching(/^4:31 territories.b.postal.XX: must be a country with postal areas/),
    expect.stringMatching(/^5:22 territories.c.postal.AT: /),
    expect.stringMatching(/^7:77 examples.0.lead.postalCode: 8033 is no postal code of DE/),
    expect.stringMatching(/^8:64 examples.1.lead.postalCode: a postal code needs the country/),
  ]);
});

const found = (text: string) => {
  const policy = policyOf(text);
  return lintPolicy(policy, policy.data.reps)
    .filter(({ code }) => code.startsWith('TERRITORY') || code === 'NO_CANDIDATE')
    .map(({ at, code, what }) => `${at.replace('p.yaml:', '')} ${code} ${what}`);
};

test('postal areas in common are errors; what none names of a country is a gap', () => {
  expect(found(FILE)).toEqual([]);
  expect(
    found(
      "territories:\n  a: { postal: { DE: [8*] }, countries: ['*'] }\n  b: { postal: { DE: [79000-80000, 90*] } }\n",
    ),
  ).toEqual([expect.stringMatching(/^4:23 TERRITORY_OVERLAP 79000-80000 of DE and 8\* in the territory a/)]);
  expect(found('territories:\n  a: { postal: { DE: [8*, 81000-82000] }, countries: [DE] }\n')).toEqual([
    expect.stringMatching(/^3:27 TERRITORY_OVERLAP 81000-82000/),
  ]);
  expect(found('territories:\n  a: { postal: { DE: [80000-81999, 8203*] } }\n')).toEqual([
    expect.stringMatching(
      /GAP .*leads of DE in 00000-79999, 82000-82029, 82040-99999 or without a postal code go/,
    ),
  ]);
  expect(found('territories:\n  a: { postal: { DE: [0-4, 5*, 6*, 7-9] } }\n')).toEqual([
    expect.stringMatching(/GAP .*leads of DE without a postal code go/),
  ]);
  expect(found('territories:\n  a: { postal: { CA: [K1*] }, regions: [CA-BC] }\n')).toEqual([
    expect.stringMatching(
      /GAP territories name regions and postal areas of CA, .* that are of other postal areas/,
    ),
  ]);
});

test('a territory whose team sells elsewhere leaves its leads without a candidate', () => {
  const text = `teams: { munich: { reps: [ann] } }
territories: { munich: { postal: { DE: [80*] }, team: munich }, rest: { countries: ['*'] } }
reps: [{ repId: ann, territories: [FR] }, { repId: ben }]
`;
  expect(found(text)).toEqual([
    expect.stringMatching(
      /NO_CANDIDATE .*a lead of postalArea DE-80, country DE.*territory-munich leaves nobody/,
    ),
  ]);
});

test('of two territories that lint has nothing against, no lead is of both', () => {
  const end = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
  const text = fc.oneof(
    end.map((code) => `${code}*`),
    fc.tuple(end, end).map((ends) => ends.toSorted().join('-')),
  );
  const of = fc.array(text, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(of, of, end, (a, b, code) => {
      const policy = policyOf(`teams: { a: { reps: [ann] }, b: { reps: [ben] } }
territories: { a: { postal: { DE: ${JSON.stringify(a)} }, team: a }, b: { postal: { DE: ${JSON.stringify(b)} }, team: b } }
`);
      const overlaps = lintPolicy(policy, []).some((finding) => finding.code === 'TERRITORY_OVERLAP');
      const within = (texts: readonly string[]) =>
        texts.filter((one) => {
          const [from = '', to = from] = one.replace('*', '').split('-');
          return from <= code && code <= to;
        }).length;
      const area = postalArea(`${code}00`, 'DE');
      const applies = (policy.settings.rules ?? []).filter(({ when }) => {
        const bounds =
          'right' in when && 'value' in when.right ? (when.right.value as readonly string[]) : [];
        return bounds.filter((bound) => bound <= area!).length % 2 === 1;
      });
      expect(applies).toHaveLength(Number(within(a) > 0) + Number(within(b) > 0));
      if (within(a) + within(b) > 1) expect(overlaps).toBe(true);
    }),
    { numRuns: 300 },
  );
});
