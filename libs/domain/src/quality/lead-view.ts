import { filled } from '../shared/text.ts';
import type { AssessableLead, CanonicalLead, LeadContactData, QualityFacts } from './lead.ts';
import type { LeadView } from './rules.ts';

/** Longer messages say nothing more to a rule; a bound keeps hostile input cheap. */
const LONGEST_MESSAGE = 5_000;

/** The lead as rules see it. `contact`: without placeholders. */
export function leadView(
  lead: AssessableLead,
  facts: QualityFacts,
  contact: LeadContactData,
  canonical: CanonicalLead,
): LeadView {
  const { enrichment } = lead;
  return {
    lead: {
      tenant: lead.tenant,
      workspace: lead.workspace,
      source: canonical.source,
      medium: said(canonical.medium),
      flags: lead.flags,
      test: lead.test,
      consent: lead.consent,
      firstName: said(contact.firstName),
      lastName: said(contact.lastName),
      name: said(contact.name),
      fullName: said(fullName(contact)),
      message: said(contact.message).slice(0, LONGEST_MESSAGE),
      company: said(enrichment.company),
      companyDomain: said(enrichment.companyDomain),
      country: said(canonical.country),
      region: said(canonical.region),
      timeZone: said(canonical.timeZone),
      language: said(canonical.language),
      title: said(filled(lead.title)),
      seniority: said(canonical.seniority),
      department: said(canonical.department),
      industry: said(canonical.industry),
      employees: canonical.employees ?? 0,
      companySize: said(canonical.companySize),
      product: said(canonical.product),
      dealType: said(canonical.dealType),
      amount: canonical.amount ?? 0,
      attributes: lead.attributes,
    },
    email: emailView(enrichment.emailKind, facts.email),
    phone: {
      kind: enrichment.phoneKind,
      valid: enrichment.phoneE164 !== null,
      country: said(enrichment.phoneCountry),
    },
    quality: canonical.quality,
  };
}

/** First and last name, else the whole name. */
export function fullName({ firstName, lastName, name }: LeadContactData): string | null {
  const parts = [firstName, lastName].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' ') : name;
}

function emailView(kind: string, email: QualityFacts['email']): LeadView['email'] {
  const address = email?.address ?? '';
  const at = address.lastIndexOf('@');
  return {
    kind,
    valid: email !== null,
    test: email?.test ?? false,
    corrected: email?.corrected ?? false,
    address,
    local: address.slice(0, Math.max(0, at)),
    domain: address.slice(at + 1),
  };
}

function said(text: string | null): string {
  return text ?? '';
}
