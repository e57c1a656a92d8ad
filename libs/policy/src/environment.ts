import { Environment } from '@marcbachmann/cel-js';
import type { LeadFact, RepFact } from '@leadline/domain';
import { NAMINGS } from './names.ts';

type CelType = 'string' | 'double' | 'list<string>';

const LEAD: Readonly<Record<LeadFact, CelType>> = {
  source: 'string',
  country: 'string',
  timeZone: 'string',
  language: 'string',
  product: 'string',
  dealType: 'string',
  segment: 'string',
  score: 'double',
  expectedValue: 'double',
  workMinutes: 'double',
  region: 'string',
  account: 'string',
  postalArea: 'string',
};

const REP: Readonly<Record<RepFact, CelType>> = {
  repId: 'string',
  territories: 'list<string>',
  skills: 'list<string>',
  languages: 'list<string>',
  tier: 'string',
  timeZone: 'string',
  capacity: 'double',
  dailyCap: 'double',
};

class Lead extends Object {}
class Rep extends Object {}

/** What a condition may be about: the lead alone, the rep alone, or both. */
export type About = 'lead' | 'rep' | 'both';

function environmentFor(about: About): Environment {
  const environment = new Environment();
  if (about !== 'rep')
    environment.registerType('Lead', { ctor: Lead, fields: LEAD }).registerVariable('lead', 'Lead');
  if (about !== 'lead')
    environment.registerType('Rep', { ctor: Rep, fields: REP }).registerVariable('rep', 'Rep');
  // Names are put in for these calls when the condition is read: they are never called.
  for (const naming of NAMINGS)
    if (naming === 'team' ? about !== 'lead' : about !== 'rep')
      environment.registerFunction(`${naming}(string): bool`, () => false);
  // 50 is meant as much as 50.0: facts that are numbers are doubles. It brings != and the other order along.
  return environment.registerOperator('double == int', () => false);
}

/** By what a condition is checked: names exist and types fit. */
export const ENVIRONMENTS: Readonly<Record<About, Environment>> = {
  lead: environmentFor('lead'),
  rep: environmentFor('rep'),
  both: environmentFor('both'),
};
