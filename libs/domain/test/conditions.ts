import * as fc from 'fast-check';
import type { RosterRep } from '../src/assignment/roster.ts';
import type { RoutableLead } from '../src/assignment/state.ts';
import type { Condition, Operand } from '../src/policy/condition.ts';

export const lead = (over: Partial<RoutableLead> = {}): RoutableLead => ({
  source: 'web-form',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  language: 'de',
  product: 'pump',
  dealType: null,
  score: 50,
  segment: 'mid',
  expectedValue: 1000,
  workMinutes: 60,
  leadLogit: 0,
  modelVersion: 'm',
  ...over,
});

export const rep = (repId: string, over: Partial<RosterRep> = {}): RosterRep => ({
  repId,
  active: true,
  territories: ['DE'],
  skills: ['pump'],
  languages: ['de'],
  tier: 'junior',
  timeZone: 'Europe/Berlin',
  workDays: [1],
  workStart: 0,
  workEnd: 1440,
  capacity: 10,
  dailyCap: 10,
  ...over,
});

const word = fc.constantFrom('a', 'b', 'c', '');
const text = fc.oneof(
  fc.constantFrom<Operand>({ lead: 'country' }, { lead: 'product' }, { rep: 'tier' }, { rep: 'repId' }),
  word.map((value) => ({ value })),
);
const atom = fc.oneof(
  fc.record({ op: fc.constantFrom('==', '!=', 'startsWith', 'contains', '<'), left: text, right: text }),
  fc.record({
    op: fc.constant('in'),
    left: text,
    right: fc.constantFrom<Operand>({ rep: 'skills' }, { rep: 'territories' }, { value: ['a', 'c'] }),
  }),
) as fc.Arbitrary<Condition>;

/** Conditions of every form, on few words, so that some hold. */
export const { condition: aCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }),
    tie('condition').map((of): Condition => ({ op: 'not', of: [of] })),
  ),
}));

export const aLead = fc.record({ country: fc.option(word), product: fc.option(word) }).map(lead);

/** A roster; more than two words of bits, and none at all. */
export const aTeam = fc
  .array(fc.record({ tier: word, skills: fc.array(word), territories: fc.array(word) }), { maxLength: 70 })
  .map((members) => members.map((over, index) => rep(`r${index}`, over)));
