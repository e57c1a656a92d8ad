import { leadIdOf } from '@leadline/contracts';
import { leadOf, outcomeOf, repOf } from './bodies.ts';
import { joined, parseMapping } from './load.ts';
import { Unmappable, type Joins, type Source, type Values } from './value.ts';

const origin = { tenant: 'default', source: 'crm' };
const row = (values: Values): Source => ({ values, joined: new Map() });
const leads = (yaml: string) => parseMapping(`kind: leads\nidempotencyKey: id\n${yaml}`, 'leads');

describe('leads', () => {
  test('columns become fields, in the types that intake wants', () => {
    const mapping = leads(`
occurredAt: { column: created, date: dd.MM.yyyy, zone: '+01:00' }
workspace: { column: region, case: slug }
fields:
  name: { columns: [first, last] }
  employees: { column: staff, decimal: ',' }
  amount: { column: value, decimal: ',' }
  test: { column: flag }
  country: { column: land, values: { D: DE, '': null }, otherwise: reject }
  consent: { const: granted }
attributes: { campaign_id: camp, empty: none }
`);
    const values = {
      id: 'k1', created: '02.03.2024', region: 'Süd West', first: 'Ada', last: 'Lovelace', staff: '1.200',
      value: '€1.234,50', flag: 'no', land: 'D', camp: '7', none: '',
    }; // prettier-ignore
    expect(leadOf(mapping, row(values), origin)).toEqual({
      workspace: 'sud-west',
      occurredAt: Date.parse('2024-03-01T23:00:00Z'),
      outcome: null,
      body: {
        source: 'crm', idempotencyKey: 'k1', workspace: 'sud-west', occurredAt: Date.parse('2024-03-01T23:00:00Z'),
        name: 'Ada Lovelace', employees: 1200, amount: 1234.5, test: false, country: 'DE', consent: 'granted', flags: [],
        attributes: { campaign_id: '7' },
      }, // prettier-ignore
    });
  });

  test('a row without a date, and a file without contacts, are flagged', () => {
    const mapping = leads('occurredAt: created\ncontact: none');
    expect(leadOf(mapping, row({ id: 'k1', created: ' ' }), origin)).toMatchObject({
      occurredAt: null,
      body: { flags: ['OCCURRED_AT_MISSING', 'CONTACT_NOT_EXPECTED'] },
    });
    expect(leadOf(leads(''), row({ id: 'k1' }), origin).body).toMatchObject({ flags: [] });
  });

  test('an outcome names its lead, and the same row gives the same event', () => {
    const mapping = leads(`
outcome:
  outcome: { column: stage, values: { Won: won, Lost: lost }, otherwise: empty }
  occurredAt: closed
  amount: value
`);
    const map = (stage: string, closed: string) =>
      leadOf(mapping, row({ id: 'k1', stage, closed, value: '5' }), origin).outcome;
    expect(map('Won', '2024-01-02')).toMatchObject({
      leadId: leadIdOf('default', 'crm', 'k1'),
      outcome: 'won',
      amount: 5,
    });
    expect(map('Won', '2024-01-02')).toEqual(map('Won', '2024-01-02'));
    expect(map('Engaging', '')).toBeNull();
    expect(() => map('Lost', '')).toThrow('outcome: it is lost, but has no date');
  });

  test.each([
    ['fields: { email: mail }', 'there is no column mail'],
    ['fields: { amount: x }', 'amount: "abc" is not a number'],
    ['fields: { test: x }', 'test: "abc" is neither yes nor no'],
    [
      'fields: { country: { column: x, values: { a: b }, otherwise: reject } }',
      'country: "abc" is not in the table of values',
    ],
    ['fields: { email: { column: empty, required: true } }', 'email: it is empty'],
    ['occurredAt: x', 'occurredAt: "abc" is not a date in the format iso'],
    ['workspace: empty', 'workspace: it is empty'],
  ])('%s: %s', (yaml, why) => {
    const map = () => leadOf(leads(yaml), row({ id: 'k', x: 'abc', empty: '' }), origin);
    expect(map).toThrow(Unmappable);
    expect(map).toThrow(why);
  });

  test('side files are joined by key, and a key that is not there leaves fields empty', () => {
    const mapping = leads(`
joins: { account: { file: accounts.csv, key: name, by: { column: account, values: { Acme: ACME Inc } } } }
fields: { industry: { join: account, column: sector, values: { technolgy: technology } } }
`);
    const joins: Joins = new Map([
      ['account', new Map([['ACME Inc', { name: 'ACME Inc', sector: 'technolgy' }]])],
    ]);
    const map = (account: string) =>
      leadOf(mapping, joined(mapping, joins, { id: 'k', account }), origin).body;
    expect(map('Acme')).toMatchObject({ industry: 'technology' });
    expect(map('')).not.toHaveProperty('industry');
    expect(map('Unknown')).not.toHaveProperty('industry');
  });
});

test('reps: lists, hours of the day and numbers', () => {
  const mapping = parseMapping(
    `
kind: reps
fields:
  repId: { column: agent, case: slug }
  skills: { column: products, split: ';' }
  workDays: { const: '1,2,3' }
  workStart: { const: '09:30' }
  workEnd: { const: 1020 }
  capacity: { column: cap, default: 20 }
`,
    'reps',
  );
  expect(repOf(mapping, row({ agent: 'Mei-Mei Johns', products: 'A; B', cap: '' }))).toEqual({
    workspace: 'default', repId: 'mei-mei-johns', skills: ['A', 'B'], workDays: [1, 2, 3], workStart: 570, workEnd: 1020,
    capacity: 20,
  }); // prettier-ignore
  expect(() => repOf(mapping, row({ agent: '', products: '', cap: '' }))).toThrow('repId: it is empty');
});

test('outcomes name their lead by key or by id', () => {
  const mapping = parseMapping(
    'kind: outcomes\nidempotencyKey: id\nleadId: lead\noccurredAt: at\nfields: { outcome: what }',
    'outcomes',
  );
  const at = '2024-01-01';
  expect(outcomeOf(mapping, row({ id: 'k1', lead: '', at, what: 'won' }), origin)).toMatchObject({
    leadId: leadIdOf('default', 'crm', 'k1'),
    outcome: 'won',
  });
  expect(outcomeOf(mapping, row({ id: 'k1', lead: 'l9', at, what: 'lost' }), origin)).toMatchObject({
    leadId: 'l9',
  });
  expect(() => outcomeOf(mapping, row({ id: '', lead: '', at, what: 'won' }), origin)).toThrow('which lead');
});

describe('mapping files', () => {
  test.each([
    ['kind: leads\nfields: { mail: x }\nidempotencyKey: id', 'mail'],
    ['kind: leads', 'idempotencyKey'],
    ['kind: leads\nidempotencyKey: { column: a, const: b }', 'exactly one of'],
    ['kind: leads\nidempotencyKey: id\nstep: 1w', 'step'],
    ['kind: reps\nfields: {}', 'is a mapping of reps, not of leads'],
    ['kind: {', 'mapping'],
  ])('%j is refused, and the message says %s', (yaml, why) => {
    expect(() => parseMapping(yaml, 'leads')).toThrow(
      expect.objectContaining({ code: 'LEADLINE_MAPPING_INVALID', message: expect.stringContaining(why) }),
    );
  });
});

test.each([
  ['€ 1.234,50', 1234.5],
  ['1,5 Mio. EUR', 1_500_000],
  ['1,234', 1234],
  ['1.234', 1.234],
])('without `decimal` the amount "%s" is read as %d', (value, amount) => {
  const mapping = leads('fields: { amount: value }');
  expect(leadOf(mapping, row({ id: 'k', value }), origin).body).toMatchObject({ amount });
});
