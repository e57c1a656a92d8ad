import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { codesOf } from '../../test/lead-view.ts';
import { loadRules, readRules } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'leadline-rules-'));
const file = join(folder, 'own.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

function own(text: string): string {
  writeFileSync(file, text);
  return file;
}

/** A file of one rule with this condition. */
const condition = (text: string): string => `rules:
  - id: OWN
    severity: error
    dimension: validity
    owner: sales
    message: Ours.
    condition: ${text}
`;

describe("an operator's file", () => {
  test('a rule of its own follows the shipped ones', () => {
    const rules = loadRules(own(condition("lead.product == 'meter' && lead.amount < 10000.0")));
    expect(codesOf(rules, {})).toEqual(['OWN']);
    expect(codesOf(rules, { lead: { amount: 20_000 } })).toEqual([]);
    expect(codesOf(rules, { lead: { test: true } })).toEqual(['TEST_LEAD', 'OWN']);
  });

  test('a known rule changes in what is named, and keeps its place', () => {
    const before = readRules(null).rules;
    const after = readRules(own('rules: [{ id: SPAM, severity: warning, message: Spam. }]')).rules;
    const at = before.findIndex(({ id }) => id === 'SPAM');
    expect(after[at]).toMatchObject({
      ...before[at],
      severity: 'warning',
      message: 'Spam.',
      placeOf: expect.any(Function),
    });
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  test('a rule without an owner belongs to the owner of its file, and a known one stays with its own', () => {
    const text = `owner: marketing
rules:
  - { id: SPAM, severity: info }
  - { id: OWN, severity: info, dimension: validity, message: Ours., condition: lead.test }
`;
    const owners = new Map(readRules(own(text)).rules.map(({ id, owner }) => [id, owner]));
    expect([owners.get('SPAM'), owners.get('OWN')]).toEqual(['revenue operations', 'marketing']);
  });

  test('off takes a rule out', () => {
    expect(
      codesOf(loadRules(own('rules: [{ id: TEST_LEAD, severity: off }]')), { lead: { test: true } }),
    ).toEqual([]);
  });

  test('competitors are known by domain once their list is filled', () => {
    const rules = loadRules(own('lists: { competitors: [rival.com] }'));
    expect(codesOf(rules, { email: { domain: 'mail.rival.com' } })).toEqual(['COMPETITOR']);
    expect(codesOf(rules, { lead: { companyDomain: 'rival.com' } })).toEqual(['COMPETITOR']);
    expect(codesOf(rules, { email: { domain: 'arrival.com' } })).toEqual([]);
  });

  test('words are added to a list that is there', () => {
    const rules = loadRules(own('lists: { spam: [our product is better, cheap meters] }'));
    const message = 'Our product is better! Cheap meters!';
    expect(codesOf(rules, { lead: { message } })).toEqual(['SPAM', 'SPAM_WORDING']);
  });

  test('a rule applies to the sources and workspaces that it names', () => {
    const rules = loadRules(
      own(`${condition('lead.workspace != ""')}    where: { sources: [event], workspaces: [emea, apac] }\n`),
    );
    const at = (source: string, workspace: string) => codesOf(rules, { lead: { source, workspace } });
    expect([at('event', 'apac'), at('event', 'main'), at('phone', 'emea')]).toEqual([['OWN'], [], []]);
  });

  test('a condition that fails on a lead is told and keeps no lead back', () => {
    const rules = loadRules(own(condition("int(lead.attributes['floor']) > 3")));
    expect(codesOf(rules, { lead: { attributes: { floor: '4' } } })).toEqual(['OWN']);
    for (const attributes of [{}, { floor: 'fourth' }])
      expect(codesOf(rules, { lead: { attributes } })).toEqual(['RULE_FAILED']);
  });
});

/** Place and message of the refusal of a file, without its name. */
const refusal = (text: string): readonly [string, string] => {
  try {
    loadRules(own(text));
  } catch (error) {
    if (error instanceof LeadlineError && error.code === 'LEADLINE_RULE_INVALID')
      return [error.where?.replace(file, '') ?? '', error.message.replaceAll(file, '')];
  }
  throw new Error('The file was taken.');
};

describe('a file with a fault is refused, with its place', () => {
  test.each([
    ['no YAML', 'rules: [', ':1:9', /./],
    ['an unknown key', 'rule: []', ':1:1', /Unrecognized key: "rule"/],
    ['an unknown key of a rule', condition('lead.test').replace('owner', 'ownr'), ':5:5', /"ownr"/],
    ['an unknown severity', condition('lead.test').replace('error', 'fatal'), ':3:15', /severity/],
    ['an id that is no code', condition('lead.test').replace('OWN', 'own'), ':2:9', /capitals, digits/],
    ['a rule twice', `${condition('lead.test')}  - id: OWN\n`, ':8:5', /has a rule OWN already/],
    ['a part missing', 'rules:\n  - id: OWN\n    severity: info\n', ':2:5', /no dimension and no owner/],
    ['a name of its own for a list', 'lists: { lead: [a] }', ':1:10', /something else in a condition/],
    ['syntax', condition('lead.test &&'), ':7:28', /condition of OWN/],
    ['an unknown field', condition('lead.tset'), ':7:21', /tset/],
    ['an unknown name', condition('"led.test"'), ':7:17', /led/],
    ['an unknown list', condition('listed(lead.name, friends)'), ':7:34', /friends/],
    ['types that do not fit', condition('lead.test && lead.amount > lead.name'), ':7:', /double.*string/],
    ['no yes or no', condition('lead.amount'), ':7:16', /type double/],
    ['a pattern', condition(`lead.name.matches('(')`), ':7:34', /[Uu]nterminated group/],
    ['a line of a block', condition('|-\n      lead.test\n      || lead.tset'), ':9:15', /tset/],
  ])('%s', (_what, text, place, why) => {
    const [where, message] = refusal(text);
    expect(where).toMatch(new RegExp(`^${place}`));
    expect(message).toMatch(why);
  });

  test('a file that is not there', () => {
    expect(() => loadRules(join(folder, 'none.yaml'))).toThrow(/none\.yaml: .*no such file/);
  });
});
