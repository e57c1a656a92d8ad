import { type CheckedRep, localTime, type Move, violations } from './checker.ts';

const rep: CheckedRep = {
  repId: 'r1',
  active: true,
  territories: ['DE'],
  skills: ['GTX'],
  languages: ['de'],
  timeZone: 'Europe/Berlin',
  workDays: [1, 2, 3, 4, 5],
  workStart: 540,
  workEnd: 1020,
  capacity: 1,
  dailyCap: 1,
};
const lead = { leadId: 'l1', country: 'DE', product: 'GTX', language: 'de' };
const tuesdayNoon = Date.UTC(2026, 2, 3, 11, 0);
const move = (over: Partial<Move> = {}): Move => ({
  leadId: 'l1',
  repId: 'r1',
  at: tuesdayNoon,
  delta: 1,
  path: 'rule',
  ...over,
});
const rules = (moves: readonly Move[], over: Partial<typeof lead> = {}, reps = [rep]): readonly string[] =>
  violations(reps, new Map([['l1', { ...lead, ...over }]]), moves).map(({ rule }) => rule);

test('given an assignment by the rules, then nothing is found', () => {
  expect(rules([move()])).toEqual([]);
});

test.each([
  ['territory', { country: 'FR' }],
  ['skill', { product: 'MG' }],
  ['language', { language: 'fr' }],
])('given a lead outside the %s of its rep, then it is found', (rule, over) => {
  expect(rules([move()], over)).toEqual([rule]);
});

test('given an owner, then territory and skill do not count', () => {
  expect(rules([move({ path: 'owner' })], { country: 'FR', product: 'MG' })).toEqual([]);
});

test('given an assignment at night or on Sunday, then hours are found broken', () => {
  expect(rules([move({ at: Date.UTC(2026, 2, 3, 22, 0) })])).toEqual(['hours']);
  expect(rules([move({ at: Date.UTC(2026, 2, 1, 11, 0) })])).toEqual(['hours']);
});

test('given two open leads for a capacity of one, then capacity is found, and a close between mends it', () => {
  const nextDay = tuesdayNoon + 86_400_000;
  expect(rules([move(), move({ at: nextDay })])).toEqual(['capacity']);
  expect(rules([move(), move({ delta: -1, path: null, at: nextDay }), move({ at: nextDay })])).toEqual([]);
});

test('given two leads on one local day for a cap of one, then the daily cap is found', () => {
  const roomy = { ...rep, capacity: 9 };
  expect(rules([move(), move({ at: tuesdayNoon + 60_000 })], {}, [roomy])).toEqual(['daily cap']);
});

test('given a rep that nobody knows, or an inactive one, then it is found', () => {
  expect(rules([move({ repId: 'ghost' })])).toEqual(['unknown rep']);
  expect(rules([move()], {}, [{ ...rep, active: false }])).toEqual(['inactive']);
});

test('local time follows daylight saving', () => {
  expect(localTime(Date.UTC(2026, 2, 28, 11, 0), 'Europe/Berlin').minute).toBe(720);
  expect(localTime(Date.UTC(2026, 2, 29, 11, 0), 'Europe/Berlin').minute).toBe(780);
});
