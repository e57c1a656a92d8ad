import { countryText } from '../enrichment/index.ts';
import { filled } from '../shared/text.ts';
import type { AssessableLead, CanonicalLead, LeadContactData, QualityFacts, QualityReport } from './lead.ts';

interface Check {
  readonly issue: string;
  readonly filled: boolean;
  readonly valid: boolean;
}

const MAX_EMPLOYEES = 10_000_000;

/** Completeness, validity and issues of a lead whose canonical values are known. */
export function qualityReport(
  lead: AssessableLead,
  facts: QualityFacts,
  canonical: Omit<CanonicalLead, 'quality'>,
): QualityReport {
  const needed = neededFields(lead, canonical);
  const given = checks(lead, facts, canonical).filter((check) => check.filled);
  const invalid = given.filter((check) => !check.valid);
  return {
    completeness: share(needed.filter(Boolean).length, needed.length),
    validity: share(given.length - invalid.length, given.length),
    issues: [...invalid.map((check) => check.issue), ...remarks(lead, facts)],
  };
}

/** Number of employees if it is one that a company can have, else null. */
export function headcount(employees: number | null): number | null {
  return employees !== null && Number.isInteger(employees) && employees > 0 && employees <= MAX_EMPLOYEES
    ? employees
    : null;
}

/** The text unless it holds an e-mail address or the lead's phone number: free text must not carry a person into decisions. */
export function withoutContact(text: string | null, contact: LeadContactData): string | null {
  if (text === null || text.includes('@')) return null;
  const phone = digits(contact.phone ?? '').slice(-7);
  return phone.length === 7 && digits(text).includes(phone) ? null : text;
}

function neededFields(lead: AssessableLead, canonical: Omit<CanonicalLead, 'quality'>): readonly boolean[] {
  const { contact, enrichment } = lead;
  return [
    enrichment.emailKind !== 'none' || enrichment.phoneKind !== 'none',
    [contact.firstName, contact.lastName, contact.name].some(isFilled),
    enrichment.company !== null,
    canonical.country !== null,
    canonical.industry !== null,
    canonical.employees !== null,
    isFilled(lead.title),
    canonical.product !== null,
  ];
}

function checks(
  lead: AssessableLead,
  facts: QualityFacts,
  canonical: Omit<CanonicalLead, 'quality'>,
): readonly Check[] {
  const { enrichment } = lead;
  return [
    { issue: 'EMAIL_INVALID', filled: enrichment.emailKind !== 'none', valid: facts.email !== null },
    {
      issue: 'PHONE_INVALID',
      filled: enrichment.phoneKind !== 'none',
      valid: enrichment.phoneKind === 'valid',
    },
    {
      issue: 'COUNTRY_UNKNOWN',
      filled: countryText(lead.country) !== null,
      valid: enrichment.countrySource === 'submitted',
    },
    { issue: 'TIME_ZONE_UNKNOWN', filled: isFilled(lead.timeZone), valid: facts.timeZone !== null },
    { issue: 'LANGUAGE_UNKNOWN', filled: isFilled(lead.language), valid: facts.language !== null },
    { issue: 'INDUSTRY_UNKNOWN', filled: isFilled(lead.industry), valid: canonical.industry !== null },
    {
      issue: 'TITLE_UNKNOWN',
      filled: isFilled(lead.title),
      valid: canonical.seniority !== null || canonical.department !== null,
    },
    {
      issue: 'COMPANY_SIZE_UNKNOWN',
      filled: isFilled(lead.companySize),
      valid: facts.readings.companySize !== null,
    },
    {
      issue: 'EMPLOYEES_INVALID',
      filled: lead.employees !== null,
      valid: headcount(lead.employees) !== null,
    },
    { issue: 'AMOUNT_INVALID', filled: lead.amount !== null, valid: canonical.amount !== null },
  ];
}

/** What is worth knowing of a source, though no field is wrong. */
function remarks(lead: AssessableLead, facts: QualityFacts): readonly string[] {
  const { contact, enrichment } = lead;
  const elsewhere = enrichment.phoneCountry !== null && enrichment.phoneCountry !== enrichment.country;
  const free = [lead.source, lead.region, lead.product, lead.dealType];
  const found: readonly (readonly [string, boolean])[] = [
    ['EMAIL_CORRECTED', facts.email?.corrected ?? false],
    ['EMAIL_DISPOSABLE', enrichment.emailKind === 'disposable'],
    ['COUNTRY_PHONE_MISMATCH', elsewhere],
    ['ACCOUNT_UNSURE', enrichment.possibleAccounts.length > 0],
    ['CONTACT_IN_TEXT', free.some((text) => text !== withoutContact(text, contact))],
  ];
  return found.filter(([, holds]) => holds).map(([issue]) => issue);
}

function isFilled(text: string | null): boolean {
  return filled(text) !== null;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 1000) / 1000;
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '');
}
