import type { ScorableLead } from '@leadline/domain';
import type { Example } from '../src/index.ts';

const INDUSTRIES = ['software', 'retail', 'energy', null];
const SOURCES = ['web-form', 'partner', 'phone'];

export function leadOf(index: number): ScorableLead {
  return {
    source: SOURCES[index % 3]!,
    country: 'DE',
    industry: INDUSTRIES[index % 4]!,
    employees: index % 5 === 0 ? null : (index * 37) % 900,
    seniority: null,
    department: null,
    product: index % 2 === 0 ? 'meter' : 'gateway',
    dealType: 'new',
    amount: null,
    emailKind: 'business',
    phoneKind: 'none',
    quality: { completeness: 0.5, validity: 1 },
  };
}

/** Partner leads win more; rep r2 wins more in software. */
export function exampleOf(index: number): Example {
  const lead = leadOf(index);
  const repId = `r${String((Math.floor(index / 12) % 2) + 1)}`;
  const chance =
    (lead.source === 'partner' ? 60 : 25) + (repId === 'r2' && lead.industry === 'software' ? 25 : 0);
  const won = (index * 7919 + Math.floor(index / 100) * 31) % 100 < chance;
  return { tenant: 'default', workspace: 'emea', repId, lead, won, amount: won ? 100 : 0, occurredAt: index };
}
