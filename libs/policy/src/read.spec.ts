import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPolicy } from '@leadline/domain';
import { faultsOf, policyOf } from '../test/policy.ts';
import { loadPolicy, loadReps } from './index.ts';
import { SETTINGS } from './schema.ts';

test('settings become the policy of the engine; what is left out is as by default', () => {
  const { settings } = policyOf('strategy: round-robin\nowner: { overflow: 2 }\n');
  expect(settings).toEqual({
    ...defaultPolicy,
    version: 'test',
    strategy: 'round-robin',
    owner: { overflow: 2, respectHours: true },
  });
});

test('the format has every setting of the engine', () => {
  // These have defaults that are left out of the policy's bytes.
  expect([...SETTINGS].toSorted()).toEqual(
    [...Object.keys(defaultPolicy), 'work', 'amend', 'fairness', 'exploration'].toSorted(),
  );
});

test('the default policy of the service is a policy file', () => {
  const file = new URL('../../../services/assignment/policies/default.yaml', import.meta.url).pathname;
  expect(loadPolicy(file).settings).toEqual(defaultPolicy);
});

test('rules, and teams of territories, are hard rules in the order of the file', () => {
  const { rules, settings } = policyOf(`
teams: { south: { reps: [ann] }, north: { where: rep.tier == 'north' } }
territories:
  dach: { countries: [DE, AT], team: south }
  rest: { countries: ['*'], team: north }
segments: { large: lead.expectedValue >= 1000 && territory('dach') }
rules:
  - { id: large-ones, when: segment('large'), require: '!team("south")' }
  - { id: soft, prefer: rep.tier == 'a', percent: 10 }
`);
  const dach = { op: 'in', left: { lead: 'country' }, right: { value: ['DE', 'AT'] } };
  const south = { op: 'in', left: { rep: 'repId' }, right: { value: ['ann'] } };
  const large = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 1000 } };
  expect(rules).toMatchObject([
    { id: 'territory-dach', when: dach, require: south },
    { id: 'territory-rest', when: { op: 'or' } },
    { id: 'large-ones', when: { op: 'and', of: [large, dach] }, require: { op: 'not', of: [south] } },
  ]);
  const tierA = { op: '==', left: { rep: 'tier' }, right: { value: 'a' } };
  expect(settings.prefer).toEqual([{ id: 'soft', when: { op: 'and', of: [] }, prefer: tierA, percent: 10 }]);
});

test('kinds of leads have the work that the file says, by whatever names it gives', () => {
  const { settings } = policyOf(`
segments: { large: lead.expectedValue >= 1000 }
work: { kinds: [{ when: segment('large'), minutes: 240 }] }
`);
  const large = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 1000 } };
  expect(settings.work).toEqual({ minutes: 0, kinds: [{ when: large, minutes: 240 }] });
});

const rule = (require: string): string => `rules:\n  - id: own\n    require: ${require}\n`;

describe('a file with faults tells each, with line and column', () => {
  test.each([
    ['no YAML', 'rules: [', '2:9', /./],
    ['an unknown key', 'ruls: []', '2:1', /Unrecognized key: "ruls"/],
    ['a wrong setting', 'hours: sometimes', '2:8', /hours/],
    [
      'work of a kind that asks the rep',
      'work: { kinds: [{ when: rep.tier == "a", minutes: 9 }] }',
      '2:25',
      /./,
    ],
    ['a wrong part of a setting', 'waiting:\n  floor: -1', '3:10', /waiting\.floor/],
    ['a name that is none', 'segments: { Big Ones: "true" }', '2:13', /small letters/],
    ['an unknown fact', rule('rep.teir == "a"'), '4:18', /teir/],
    ['contact data', rule('lead.email == "a"'), '4:19', /email/],
    ['types that do not fit', rule('rep.capacity == "a"'), '4:14', /double/],
    ['no yes or no', rule('rep.tier'), '4:14', /true or false/],
    [
      'a part of CEL that routing does not know',
      rule('rep.skills.exists(s, s == "a")'),
      '4:14',
      /cannot be used/,
    ],
    ['lists compared', rule('rep.skills == rep.languages'), '4:14', /only be asked with `in`/],
    ['arithmetic', rule('rep.capacity + 1.0 > 2.0'), '4:14', /cannot be used/],
    ['a rep where only a lead is', 'segments: { s: rep.tier == "a" }', '2:16', /rep/],
    ['a lead where only a rep is', 'teams: { t: { where: lead.country == "DE" } }', '2:22', /lead/],
    ['an unknown team', rule('team("nobody")'), '4:19', /no team nobody/],
    ['a team by no name', rule('team(rep.tier)'), '4:19', /name in quotes/],
    [
      'a segment that comes later',
      'segments:\n  a: segment("b")\n  b: "true"',
      '3:14',
      /no segment b up to here/,
    ],
    [
      'a team that a territory names',
      'territories: { t: { countries: [DE], team: x } }',
      '2:44',
      /no team x/,
    ],
    ['a rule twice', `${rule('"true"')}  - { id: own, require: "true" }`, '5:11', /rule own already/],
    ['a rule of nothing', 'rules: [{ id: own }]', '2:9', /require/],
    ['a rule that nobody has', 'relax: [{ afterMinutes: 5, drop: [own] }]', '2:35', /no rule own/],
  ])('%s', (_what, text, place, why) => {
    const faults = faultsOf(text);
    expect(faults[0]).toMatch(why);
    expect(faults[0]).toMatch(new RegExp(`^${place} `));
  });

  test('all of them', () => {
    expect(faultsOf('hours: sometimes\nstrategy: luck\n')).toHaveLength(2);
    expect(faultsOf('segments: { a: lead.x == "", b: lead.y == "" }')).toHaveLength(2);
  });
});

/** Segments that each ask the one before, as `asked` does of `#`. */
const doubling = (asked: string): string =>
  ['segments:', '  s0: lead.score > 1.0']
    .concat(
      Array.from({ length: 40 }, (_, index) => `  s${index + 1}: ${asked.replaceAll('#', `s${index}`)}`),
    )
    .join('\n');

describe('a small file cannot say more than memory holds', () => {
  test.each([
    ['flat', doubling("segment('#') && segment('#')")],
    ['nested', doubling("(!(segment('#') && segment('#')))")],
  ])('by names that ask names, %s', (_what, text) => {
    const [first] = faultsOf(text);
    expect(first).toMatch(/^1\d:\d+ with this, the conditions of the file take more than 500000 characters/);
  });

  test('by one long text or list that many ask', () => {
    const countries = Array.from({ length: 2000 }, () => 'DE').join(', ');
    const territories = Array.from(
      { length: 200 },
      (_, index) => `  t${index}: { countries: ['*'], team: x }`,
    );
    const own = ['teams: { x: { reps: [ann] } }', 'territories:', `  own: { countries: [${countries}] }`];
    expect(faultsOf([...own, ...territories].join('\n'))[0]).toMatch(/^\d+:\d+ with this/);
    const text = `segments: { long: lead.source == "${'x'.repeat(1000)}" }\nrules:\n`;
    const rules = Array.from(
      { length: 600 },
      (_, index) => `  - { id: r${index}, when: segment("long"), require: "true" }`,
    );
    expect(faultsOf(text + rules.join('\n'))[0]).toMatch(/^\d{3}:\d+ with this/);
  });

  test('by aliases of aliases', () => {
    const lines = Array.from(
      { length: 8 },
      (_, index) =>
        `x${index + 1}: &x${index + 1} [${Array.from({ length: 10 }, () => `*x${index}`).join()}]`,
    );
    expect(faultsOf(['x0: &x0 [a]', ...lines].join('\n'))[0]).toMatch(
      /^1:1 its aliases cannot be followed: Excessive alias count/,
    );
  });

  test('three hundred rules that ask names are none too many', () => {
    const rules = Array.from(
      { length: 300 },
      (_, index) => `  - { id: r${index}, when: segment('s'), require: team('t') }`,
    );
    const names =
      "segments:\n  s: lead.country in ['DE', 'AT'] && lead.score > 50.0\nteams: { t: { reps: [ann, ben, cleo] } }\n";
    expect(policyOf(`${names}rules:\n${rules.join('\n')}`).rules).toHaveLength(300);
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-policy-'));
  const file = join(folder, 'p.yaml');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('one that is not there', () => {
    expect(() => loadPolicy(file)).toThrow(expect.objectContaining({ code: 'LEADLINE_FILE_UNREADABLE' }));
  });

  test('one with faults', () => {
    writeFileSync(file, 'version: a\nhours: never\n');
    expect(() => loadPolicy(file)).toThrow(
      expect.objectContaining({ code: 'LEADLINE_POLICY_INVALID', where: `${file}:2:8` }),
    );
  });

  test('reps have the presets of the API', () => {
    writeFileSync(file, 'reps: [{ repId: ann }]\n');
    expect(loadReps(file)).toMatchObject([
      { repId: 'ann', capacity: 50, workStart: 540, territories: ['*'] },
    ]);
    writeFileSync(file, 'reps: [{ repId: ann, capacity: many }]\n');
    expect(() => loadReps(file)).toThrow(expect.objectContaining({ where: `${file}:1:32` }));
  });
});
