import { encodeLead, featureCode, featureNames, learnVocabulary } from './features.ts';
import type { ScorableLead } from './lead.ts';
import { scoreLead, type ScoringCard, toMillionths } from './score.ts';
import { segmentOf } from './segment.ts';
import { expectedValue, workMinutes } from './value.ts';

const lead: ScorableLead = {
  source: 'partner',
  country: 'DE',
  industry: 'manufacturing',
  employees: 199,
  seniority: 'director',
  department: 'it',
  product: 'gateway',
  dealType: 'new',
  amount: null,
  emailKind: 'business',
  phoneKind: 'valid',
  quality: { completeness: 0.75, validity: 1 },
};
const vocabulary = learnVocabulary(
  [lead, { ...lead, source: 'web-form' }, { ...lead, source: 'web-form' }],
  2,
);

const names = featureNames(vocabulary);
const card: ScoringCard = {
  version: 'v',
  vocabulary,
  coefficients: names.map((name) => (name === 'source=?' ? 0.75 : name === 'completeness' ? -2 : 0)),
  means: names.map((name) => (name === 'source=?' ? 0.25 : name === 'completeness' ? 0.5 : 0)),
  workspaces: { 'default/emea': { first: 1, repIds: ['r1', 'r2'] } },
  values: { overall: 1000, products: { gateway: 1096.5 }, amountRatio: 0.95 },
};

const value = (row: readonly number[], name: string): number | undefined => row[names.indexOf(name)];

describe('features', () => {
  test('a category that the vocabulary knows has its own column, a rare or missing one shares another', () => {
    expect(vocabulary.source).toEqual(['web-form']);
    const known = encodeLead({ ...lead, source: 'web-form' }, vocabulary);
    expect([value(known, 'source=web-form'), value(known, 'source=?')]).toEqual([1, 0]);
    const rare = encodeLead(lead, vocabulary);
    expect([value(rare, 'source=web-form'), value(rare, 'source=?')]).toEqual([0, 1]);
    expect(value(encodeLead({ ...lead, country: null }, vocabulary), 'country=?')).toBe(1);
  });

  test('numbers are centred logarithms with a column for not known', () => {
    const row = encodeLead(lead, vocabulary);
    expect(value(row, 'employees')).toBeCloseTo(0, 12);
    expect([value(row, 'amount'), value(row, 'amount:unknown'), value(row, 'completeness')]).toEqual([
      0, 1, 0.75,
    ]);
    expect(value(encodeLead({ ...lead, amount: 1999 }, vocabulary), 'amount:unknown')).toBe(0);
  });

  test('every row has one number per name', () => {
    expect(encodeLead(lead, vocabulary)).toHaveLength(names.length);
    expect(new Set(names).size).toBe(names.length);
  });

  test('nothing about the person can become a feature', () => {
    const person = {
      personKey: 'k',
      email: 'ann@firm.de',
      phone: '+49',
      firstName: 'Ann',
      message: 'hello',
      accountKey: 'a',
    };
    expect(encodeLead({ ...lead, ...person }, vocabulary)).toEqual(encodeLead(lead, vocabulary));
    const fields = 'source country industry seniority department product dealType emailKind phoneKind';
    const numbers =
      'employees employees:squared employees:unknown amount amount:unknown completeness validity';
    expect(featureCode()).toBe(`v1 ${fields} ${numbers}`.replaceAll(' ', '\n'));
  });
});

test.each([
  ['manufacturing', 'industry'],
  ['retail', 'trade'],
  ['fortune telling', 'other'],
  [null, 'unknown'],
])('segment of %p is %p', (industry, segment) => {
  expect(segmentOf({ industry })).toBe(segment);
});

test('expected value goes by the named amount, else the product, else what won deals bring', () => {
  expect(expectedValue({ amount: 1000, product: 'gateway' }, card.values)).toBe(950);
  expect(expectedValue({ amount: null, product: 'gateway' }, card.values)).toBe(1096.5);
  expect(expectedValue({ amount: 0, product: 'unheard of' }, card.values)).toBe(1000);
});

test('work grows with value and size and is bounded', () => {
  expect([
    workMinutes(0, null),
    workMinutes(5000, 10),
    workMinutes(5000, 1000),
    workMinutes(1e9, 1e6),
  ]).toEqual([30, 80, 120, 600]);
});

const scored = (workspace: string, output = { leadLogit: 0, repLogits: [9, -1.23456789, 0.5, 9] }) =>
  scoreLead({ ...lead, tenant: 'default', workspace }, output, card);

describe('scoreLead', () => {
  test("takes the columns of the workspace's reps, as whole millionths", () => {
    expect(scored('emea')).toMatchObject({
      score: 50,
      segment: 'industry',
      expectedValue: 1096.5,
      leadLogit: 0,
      repIds: ['r1', 'r2'],
      repLogits: [-1_234_568, 500_000],
      modelVersion: 'v',
    });
  });

  test('a workspace that the model does not know has no reps', () => {
    expect(scored('elsewhere')).toMatchObject({ repIds: [], repLogits: [], score: 50 });
  });

  test('reasons are what each field adds over an average lead, largest first', () => {
    expect(scored('emea').scoreReasons).toEqual([
      { feature: 'source=?', effect: 562_500 },
      { feature: 'completeness', effect: -500_000 },
    ]);
  });
});

test('reasons of trees are by how much the branches that a lead took moved the mean', () => {
  const column = names.indexOf('completeness');
  const trees = {
    base: 0,
    roots: [0],
    columns: [column, -1, names.indexOf('source=?'), -1, -1],
    thresholds: [0.5, 0, 0.5, 0, 0],
    otherwise: [2, 0, 4, 0, 0],
    values: [0.25, -0.5, 1, 0.75, 1.5],
  };
  const { scoreReasons } = scoreLead(
    { ...lead, tenant: 'default', workspace: 'emea' },
    { leadLogit: 0, repLogits: [] },
    { ...card, coefficients: [], means: [], trees },
  );
  expect(scoreReasons).toEqual([
    { feature: 'completeness', effect: 750_000 },
    { feature: 'source=?', effect: 500_000 },
  ]);
});

test('log-odds are bounded whole millionths; minus zero and NaN are zero', () => {
  expect([1e9, -1e9, -1e-9, Number.NaN, 0.0000005].map(toMillionths)).toEqual([
    30_000_000, -30_000_000, 0, 0, 1,
  ]);
});
