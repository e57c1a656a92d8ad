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
  retail: 'trade',
  hospitality: 'trade',
  entertainment: 'trade',
  staffing: 'trade',
};

/** From this many employees on a company counts as large; one that does not say is taken for small, as most are. */
const LARGE = 200;

/** The segment in which reps are compared: industry group and company size, such as `industry-large`. */
export function segmentOf(lead: Pick<ScorableLead, 'industry' | 'employees'>): string {
  const group = lead.industry === null ? 'unknown' : (GROUPS[lead.industry] ?? 'other');
  return `${group}-${lead.employees !== null && lead.employees >= LARGE ? 'large' : 'small'}`;
}
