import type { ScorableLead } from './lead.ts';

/** Industries whose buyers want to be sold to alike. */
const GROUPS: Readonly<Record<string, string>> = {
  software: 'technology',
  technology: 'technology',
  telecommunications: 'technology',
  media: 'technology',
  marketing: 'technology',
  finance: 'finance',
  insurance: 'finance',
  legal: 'finance',
  'real-estate': 'finance',
  'professional-services': 'finance',
  healthcare: 'public',
  pharmaceuticals: 'public',
  education: 'public',
  government: 'public',
  nonprofit: 'public',
  manufacturing: 'industry',
  automotive: 'industry',
  construction: 'industry',
  energy: 'industry',
  agriculture: 'industry',
  logistics: 'trade',
  mining: 'industry',
  wholesale: 'trade',
  'administrative-services': 'trade',
  'other-services': 'trade',
  'holding-companies': 'finance',
  retail: 'trade',
  hospitality: 'trade',
  entertainment: 'trade',
  staffing: 'trade',
};

/**
 * The segment in which reps are compared: the industry group. Few and large on purpose: split by company size as well,
 * a team's half a year of deals told less about who is good at what, not more.
 */
export function segmentOf({ industry }: Pick<ScorableLead, 'industry'>): string {
  return industry === null ? 'unknown' : (GROUPS[industry] ?? 'other');
}
