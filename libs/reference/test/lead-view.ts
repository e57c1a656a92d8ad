import type { LeadView } from '@leadline/domain';

type Changes = { readonly [Name in keyof LeadView]?: Partial<LeadView[Name]> };

/** A lead, as rules see it, for which none of the shipped rules holds. */
export function leadView({ lead, email, phone, quality }: Changes = {}): LeadView {
  return {
    lead: {
      tenant: 'default',
      workspace: 'main',
      source: 'web-form',
      medium: '',
      flags: [],
      test: false,
      consent: 'granted',
      firstName: 'Ann',
      lastName: 'Lee',
      name: '',
      fullName: 'Ann Lee',
      message: 'We would like to see a demonstration next week.',
      company: 'Acme',
      companyDomain: 'acme.io',
      country: 'US',
      region: 'US-CA',
      timeZone: 'America/Los_Angeles',
      language: 'en',
      title: 'VP of IT',
      seniority: 'vp',
      department: 'it',
      industry: 'technology',
      employees: 250,
      companySize: '201-500',
      product: 'meter',
      dealType: 'new',
      amount: 5000,
      attributes: {},
      ...lead,
    },
    email: {
      kind: 'business',
      valid: true,
      test: false,
      corrected: false,
      address: 'ann.lee@acme.io',
      local: 'ann.lee',
      domain: 'acme.io',
      ...email,
    },
    phone: { kind: 'valid', valid: true, country: 'US', ...phone },
    quality: { completeness: 1, validity: 1, issues: [], ...quality },
  };
}

/** Codes of the findings for a lead. */
export const codesOf = (
  findings: (view: LeadView) => readonly { readonly code: string }[],
  changes: Changes,
) => findings(leadView(changes)).map(({ code }) => code);
