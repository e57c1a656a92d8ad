import { policyOf } from '../../test/policy.ts';
import { lintPolicy } from '../index.ts';

const REPS = `reps:
  - { repId: ann, tier: senior, territories: [DE], skills: [pump], languages: [de] }
  - { repId: ben, tier: junior, territories: [DE, AT], skills: [pump, valve], languages: [de, en] }
`;

/** Findings of a file as `line:column CODE what`. */
function found(text: string): readonly string[] {
  const policy = policyOf(text);
  return lintPolicy(policy, policy.data.reps).map(
    ({ at, code, what }) => `${at.replace('p.yaml:', '')} ${code} ${what}`,
  );
}

test('a policy without rules that its reps can carry out has nothing to find fault with', () => {
  expect(found('reps: [{ repId: ann }]\n')).toEqual([]);
});

test('every finding says how to mend it', () => {
  const policy = policyOf(
    `${REPS}rules: [{ id: x, when: "lead.country == 'A' && lead.country == 'B'", require: "false" }]`,
  );
  for (const { mend } of lintPolicy(policy, policy.data.reps)) expect(mend).toMatch(/^[A-Z].*\.$/);
});

describe('rules that never act', () => {
  test.each([
    ["lead.country == 'DE' && lead.country == 'FR'", 'lead.country'],
    ["lead.country in ['DE', 'AT'] && !(lead.country in ['AT', 'DE'])", 'lead.country'],
    ["lead.country == 'DE' && lead.country != 'DE'", 'lead.country'],
    ['lead.expectedValue > 10 && lead.expectedValue <= 10', 'lead.expectedValue'],
    ['lead.score >= 60 && 50.0 > lead.score', 'lead.score'],
  ])('%s', (when, fact) => {
    const [first] = found(`rules:\n  - { id: x, require: rep.tier == 'a', when: "${when}" }\n`);
    expect(first).toMatch(/^3:\d+ RULE_UNREACHABLE no lead can meet/);
    expect(first).toContain(`no value of ${fact}`);
  });

  test.each(['lead.score >= 50 && lead.score <= 50', "lead.country == 'DE' || lead.country == 'FR'", 'true'])(
    '%s can be met',
    (when) => {
      expect(found(`rules:\n  - { id: x, require: rep.tier == 'a', when: "${when}" }\n`)).toEqual([]);
    },
  );
});

const two = (first: string, second: string): string =>
  `rules:\n  - { id: one, ${first} }\n  - { id: two, ${second} }\n`;

describe('shadowed rules', () => {
  test.each([
    ['the same twice', 'require: rep.tier == "a"', 'require: rep.tier == "a"', 4],
    [
      'a narrower one after',
      'require: rep.tier == "a"',
      `when: lead.country == "DE", require: rep.tier == "a"`,
      4,
    ],
    [
      'a narrower one before',
      `when: lead.country == "DE", require: rep.tier == "a"`,
      'require: rep.tier == "a"',
      3,
    ],
    ['a wider requirement', 'require: rep.tier == "a"', "require: \"rep.tier in ['a', 'b']\"", 4],
    [
      'a smaller list',
      `when: "lead.country in ['DE', 'AT']", require: rep.tier == "a"`,
      `when: lead.country == "AT", require: rep.tier == "a"`,
      4,
    ],
    [
      'a smaller range',
      `when: lead.score > 10, require: rep.tier == "a"`,
      `when: lead.score >= 20, require: rep.tier == "a"`,
      4,
    ],
  ])('%s', (_what, first, second, line) => {
    const findings = found(two(first, second));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^${line}:5 RULE_SHADOWED`));
  });

  test.each([
    [
      'another country',
      'when: lead.country == "DE", require: rep.tier == "a"',
      'when: lead.country == "AT", require: rep.tier == "a"',
    ],
    ['another tier', 'require: rep.tier == "a"', 'require: rep.tier == "b"'],
    [
      'a wider range',
      `when: lead.score > 20, require: rep.tier == "a"`,
      `when: lead.score >= 20, require: rep.tier != "b"`,
    ],
  ])('not %s', (_what, first, second) => {
    expect(found(two(first, second))).toEqual([]);
  });

  test('by who is there: the reps whom one leaves all meet the other', () => {
    const findings = found(`${REPS}${two('require: rep.repId == "ann"', 'require: rep.tier == "senior"')}`);
    expect(findings.filter((one) => one.includes('SHADOWED'))).toEqual([
      expect.stringMatching(/^7:5 RULE_SHADOWED the rule two changes nothing: .* one excludes/),
    ]);
  });

  test('a rule that all reps meet', () => {
    expect(found(`${REPS}rules:\n  - { id: all, require: rep.tier != 'x' }\n`)).toEqual([
      expect.stringMatching(/^6:5 RULE_WITHOUT_EFFECT/),
    ]);
  });
});

const holes = (text: string) => found(text).filter((one) => one.includes('NO_CANDIDATE'));

describe('leads for whom nobody is left', () => {
  test('by the reps alone: each pair that nobody covers', () => {
    const apart = `reps:
  - { repId: ann, territories: [DE], skills: [pump] }
  - { repId: cho, territories: [FR], skills: [valve] }
`;
    expect(holes(apart)).toEqual([
      expect.stringMatching(/^3:3 .*a lead of country DE, product valve: no active rep has/),
      expect.stringMatching(/^3:3 .*a lead of country FR, product pump: no active rep has/),
    ]);
    expect(holes(`${apart}  - { repId: eve }\n`)).toEqual([]);
  });

  test('by a rule: at its place, with the least that has to be said of the lead', () => {
    const findings = holes(`${REPS}rules:
  - { id: fine, when: lead.country == 'DE', require: rep.tier == 'senior' }
  - { id: gone, when: lead.country == 'AT', require: rep.tier == 'senior' }
`);
    expect(findings).toEqual([
      expect.stringMatching(/^6:5 .*a lead of country DE, product valve: of those who fit, the rule fine/),
      expect.stringMatching(/^6:5 .*a lead of country DE, language en: of those who fit, the rule fine/),
      expect.stringMatching(/^7:5 .*a lead of country AT: of those who fit, the rule gone leaves nobody/),
    ]);
  });

  test('a rule that asks for three things is tried with all of them', () => {
    const when = "lead.country == 'AT' && lead.segment == 'large' && lead.expectedValue > 500";
    expect(holes(`${REPS}rules: [{ id: x, when: "${when}", require: rep.tier == 'senior' }]\n`)).toEqual([
      expect.stringMatching(/country AT, segment large, expectedValue 501/),
    ]);
  });

  test('a rule that leaves nobody at all is told once', () => {
    expect(holes(`${REPS}rules: [{ id: x, require: rep.tier == 'chief' }]\n`)).toEqual([
      expect.stringMatching(/nobody may take any lead: /),
    ]);
  });
});

const territories = (more: string) =>
  `${REPS}territories:\n  a: { countries: [DE] }\n  b: { countries: [${more}] }\n`;
const inTerritories = (more: string) => found(territories(more)).filter((one) => one.includes('TERRITORY'));

test('territories: gaps and overlaps', () => {
  expect(inTerritories('CH')).toEqual([expect.stringMatching(/^6:3 TERRITORY_GAP reps sell in AT, /)]);
  expect(inTerritories('AT, DE')).toEqual([
    expect.stringMatching(/^7:24 TERRITORY_OVERLAP DE is in the territory a already/),
  ]);
  expect(inTerritories("'*'")).toEqual([]);
});

describe('capacity that cannot be', () => {
  test.each([
    ['reps: [{ repId: a, capacity: 0 }]', /^2:8 CAPACITY a is active and has room for no lead/],
    ['reps: [{ repId: a, dailyCap: 0 }]', /^2:8 CAPACITY/],
    ['reps: [{ repId: a, workDays: [] }]', /^2:8 HOURS a never works/],
    ['reps: [{ repId: a, timeZone: Mars/Base }]', /^2:8 HOURS nobody knows the time zone Mars\/Base/],
    [
      'hours: next-shift\nwaiting: { backlogHours: 1 }',
      /^3:26 HOURS hardly a lead waits in the line while `hours` are next-shift/,
    ],
    [
      'waiting: { backlogHours: 1 }\nreps: [{ repId: a }]',
      /^2:26 HOURS nobody works on weekends, and what comes on one is past waiting.deadlineMinutes \(1440\)/,
    ],
    ['exploration: { perDay: 0 }', /^2:24 CAPACITY no lead may be explored/],
    [
      `${REPS}exploration: { perDay: 2001 }`,
      /^5:24 CAPACITY the reps get 2000 leads a day at most, so the limit is never reached/,
    ],
    [
      `${REPS}teams: { t: { reps: [zoe] } }\ncaps: [{ team: t, perDay: 1 }]`,
      /^5:13 CAPACITY the team t has no active rep/,
    ],
    [
      `${REPS}teams: { t: { reps: [ann] } }\ncaps: [{ team: t, perDay: 0 }]`,
      /^6:8 CAPACITY the team t may get no lead/,
    ],
    [
      `${REPS}teams: { t: { reps: [ann] } }\ncaps: [{ team: t, perDay: 9, perWeek: 5 }]`,
      /^6:8 CAPACITY a cap of the team t/,
    ],
    [
      `${REPS}teams: { t: { reps: [ann] } }\ncaps: [{ team: t, perDay: 2000 }]`,
      /^6:8 CAPACITY no member .* highest dailyCap is 1000/,
    ],
    [
      'transfer: { afterMinutes: 2000, workspace: x }',
      /^2:27 CAPACITY after 2000 minutes a lead has been escalated/,
    ],
  ])('%s', (text, finding) => {
    expect(found(text)).toEqual([expect.stringMatching(finding)]);
  });

  test.each([
    'reps: [{ repId: a, active: false, capacity: 0 }, { repId: b }]',
    'hours: ignore\nreps: [{ repId: a, workDays: [], timeZone: Mars/Base }]',
    `${REPS}teams: { t: { reps: [ann] } }\ncaps: [{ team: t, perHour: 1, perDay: 5, perWeek: 20 }]`,
  ])('%s can be', (text) => {
    expect(found(text)).toEqual([]);
  });
});

test('names that nothing asks for', () => {
  const text = `segments: { used: lead.score > 1, not-used: lead.score > 2, long: lead.score > 3 }
teams: { t: { reps: [ann] } }
work: { kinds: [{ when: segment('long'), minutes: 90 }] }
rules: [{ id: x, when: segment('used'), require: rep.tier == 'a' }]
`;
  expect(found(text)).toEqual([
    expect.stringMatching(/UNUSED nothing asks for the segment not-used/),
    expect.stringMatching(/UNUSED nothing asks for the team t/),
  ]);
});

test.each([
  ['strategy: round-robin', 'preferences', 'p.yaml:3:9'],
  ['strategy: round-robin\nfairness: { band: 0.1 }', '`fairness`', 'p.yaml:3:11'],
  ['strategy: round-robin\nexploration: { share: 0.1 }', '`exploration`', 'p.yaml:3:14'],
  ['strategy: round-robin\nwaiting: { joint: true }', '`waiting.joint`', 'p.yaml:3:19'],
  ['strategy: value', '`weights`', 'p.yaml:5:10'],
])('what a strategy never asks is told: %s', (setting, name, at) => {
  const text = `${setting}
rules: [{ id: x, prefer: rep.tier == 'a', percent: 5 }]
teams: { t: { reps: [ann] } }
weights: [{ team: t, weight: 2 }]
`;
  const findings = lintPolicy(policyOf(text), []).filter(({ code }) => code === 'STRATEGY');
  expect(findings.find(({ what }) => what.startsWith(name))).toMatchObject({ at, severity: 'warning' });
  const withFairness = lintPolicy(policyOf(text.replace('value', 'value\nfairness: {}')), []);
  if (name === '`weights`') expect(withFairness.some(({ code }) => code === 'STRATEGY')).toBe(false);
});

const to = (own: string, workspace: string) =>
  policyOf(`workspace: ${own}\ntransfer: { afterMinutes: 5, workspace: ${workspace} }\n`);

const foundIn = (others: Parameters<typeof lintPolicy>[2]) =>
  lintPolicy(to('emea', 'apac'), [], others).map(({ at, code, what }) => `${at} ${code} ${what}`);

describe('leads that are handed on', () => {
  test('to where they are', () => {
    expect(lintPolicy(to('emea', 'emea'), [])).toMatchObject([{ code: 'TRANSFER', severity: 'error' }]);
  });

  test('to a workspace that none of the other files is for', () => {
    expect(foundIn([policyOf('workspace: amer\n')])).toEqual([
      expect.stringMatching(/^p\.yaml:3:41 TRANSFER none of the files .* the workspace apac/),
    ]);
    expect(foundIn([policyOf('workspace: amer\n'), policyOf('workspace: apac\n')])).toEqual([]);
    expect(foundIn([])).toEqual([]);
  });

  test('in a circle', () => {
    expect(foundIn([to('apac', 'amer'), to('amer', 'emea')])).toEqual([
      expect.stringMatching(/leads go from emea to apac to amer to emea: .* ends waiting in amer/),
    ]);
    expect(foundIn([to('apac', 'amer'), to('amer', 'apac')])).toEqual([]);
  });
});
