import { outcomeFaults, OUTCOME_CONTRACT, type JudgedOutcome } from './outcome.ts';
import { type JudgedRep, REP_CONTRACT, repFaults } from './rep.ts';

const DAY = 86_400_000;
const outcome = (said: Partial<JudgedOutcome> = {}): JudgedOutcome => ({
  outcome: 'won', amount: 900, occurredAt: 10 * DAY, openedAt: 5 * DAY, repId: 'anna', ...said,
}); // prettier-ignore

test.each([
  [{}, []],
  [{ outcome: 'lost', amount: null }, []],
  [{ outcome: 'contacted', amount: null, occurredAt: 0, repId: null }, []],
  [{ openedAt: null, repId: undefined }, []],
  [{ outcome: 'maybe' }, ['OUTCOME_UNKNOWN']],
  [{ amount: null }, ['AMOUNT_MISSING']],
  [{ amount: 0 }, ['AMOUNT_MISSING']],
  [{ amount: -5 }, ['AMOUNT_OUT_OF_RANGE']],
  [{ amount: Number.NaN }, ['AMOUNT_OUT_OF_RANGE']],
  [{ occurredAt: 4 * DAY }, ['CLOSED_BEFORE_OPENED']],
  [{ outcome: 'lost', repId: null }, ['REP_UNKNOWN']],
  [{ amount: null, occurredAt: 4 * DAY, repId: null }, ['AMOUNT_MISSING', 'CLOSED_BEFORE_OPENED', 'REP_UNKNOWN']],
])('an outcome with %j breaks %j', (said, faults) => {
  expect(outcomeFaults(outcome(said))).toEqual(faults);
}); // prettier-ignore

test('limits of a contract of one’s own hold, to the limit itself', () => {
  const contract = { ...OUTCOME_CONTRACT, maxAmount: 900, maxDays: 5 };
  expect(outcomeFaults(outcome(), contract)).toEqual([]);
  expect(outcomeFaults(outcome({ amount: 901 }), contract)).toEqual(['AMOUNT_OUT_OF_RANGE']);
  expect(outcomeFaults(outcome({ occurredAt: 10 * DAY + 1 }), contract)).toEqual(['OPEN_TOO_LONG']);
});

const lookups = {
  isCountry: (code: string) => code === 'DE',
  isZone: (name: string) => name === 'Europe/Berlin',
};
const rep = (said: Partial<JudgedRep> = {}): JudgedRep => ({
  active: true, territories: ['DE', '*'], skills: ['meter'], tier: 'senior', timeZone: 'Europe/Berlin', workDays: [1],
  workStart: 540, workEnd: 541, capacity: 1, dailyCap: 1, hasAddress: true, ...said,
}); // prettier-ignore

test.each([
  [{}, []],
  [{ active: false, workDays: [], capacity: 0 }, []],
  [{ territories: [] }, ['TERRITORIES_MISSING']],
  [{ skills: [] }, ['SKILLS_MISSING']],
  [{ workDays: [] }, ['HOURS_MISSING']],
  [{ workEnd: 540 }, ['HOURS_MISSING']],
  [{ territories: ['DE', 'Germany'] }, ['TERRITORY_UNKNOWN']],
  [{ timeZone: 'CET+1' }, ['ZONE_UNKNOWN']],
  [{ capacity: 0 }, ['CAPACITY_OUT_OF_RANGE']],
  [{ dailyCap: 0 }, ['DAILY_CAP_ZERO']],
  [{ hasAddress: false }, ['ADDRESS_MISSING']],
])('a rep with %j breaks %j', (said, faults) => {
  expect(repFaults(rep(said), lookups)).toEqual(faults);
});

test('vocabularies of a contract of one’s own hold', () => {
  const contract = { ...REP_CONTRACT, tiers: ['junior'], skills: ['gateway'], maxCapacity: 0 };
  expect(repFaults(rep(), lookups, contract)).toEqual([
    'SKILL_UNKNOWN',
    'TIER_UNKNOWN',
    'CAPACITY_OUT_OF_RANGE',
  ]);
});
