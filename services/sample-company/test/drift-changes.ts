import type { Alarm, ProfiledLead } from '@leadline/domain';

/** Leads within which a change must be told. */
export const PROMISED = 200;

/** What a source does from one lead on, and the alarm that must tell of it. */
export interface Change {
  readonly name: string;
  readonly kind: Alarm['kind'];
  readonly field: string | null;
  readonly of: (lead: ProfiledLead, index: number) => ProfiledLead;
}

export const CHANGES: readonly Change[] = [
  {
    name: 'renames industry to branche',
    kind: 'FIELD_EMPTY',
    field: 'industry',
    of: (lead) => ({ ...lead, industry: null, attributes: { branche: lead.industry ?? '' } }),
  },
  { name: 'drops amount', kind: 'FIELD_EMPTY', field: 'amount', of: (lead) => ({ ...lead, amount: null }) },
  { name: 'drops phone', kind: 'FIELD_EMPTY', field: 'phone', of: (lead) => ({ ...lead, contact: { ...lead.contact, phone: null } }) }, // prettier-ignore
  {
    name: 'sends a new product in one lead of five',
    kind: 'VALUE_NEW',
    field: 'product',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, product: 'meter-max' } : lead),
  },
  {
    name: 'sends a new deal type in one lead of five',
    kind: 'VALUE_NEW',
    field: 'dealType',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, dealType: 'renewal' } : lead),
  },
  {
    name: 'sends industries that nobody knows in one lead of five',
    kind: 'VALUE_UNKNOWN',
    field: 'industry',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, industry: 'Qzxv Kblt' } : lead),
  },
];
