import { type Latin, nameWords, traitsOf } from '../identity/index.ts';
import type { KeyedHash } from '../shared/keyed-hash.ts';
import { filled } from '../shared/text.ts';
import { bandOf, type Canonical, headcountOf } from '../vocabulary/index.ts';
import { accountKey, personKey } from './keys.ts';
import type { AssessableLead, Assessment, LeadContactData, QualityFacts } from './lead.ts';
import { fullName, leadView } from './lead-view.ts';
import { changesOf } from './readings.ts';
import { headcount, qualityReport, withoutContact } from './report.ts';
import { reasonsOf, type Rules } from './rules.ts';
import { canonicalSource } from './source.ts';

/** How what a decision must not read is written for it. */
export interface Writing {
  readonly hash: KeyedHash;
  readonly latin: Latin;
}

/** Puts a lead into canonical values, reports on its quality, and says whether it is routed. */
export function assessLead(
  lead: AssessableLead,
  facts: QualityFacts,
  writing: Writing,
  rules: Rules,
): Assessment {
  const email = facts.email?.address ?? null;
  const contact = cleanContact(lead.contact, email);
  const fields = { ...canonicalFields(lead, facts), ...identity(lead, email, fullName(contact), writing) };
  const canonical = { ...fields, quality: qualityReport(lead, facts, fields) };
  const findings = rules.findings(leadView(lead, facts, contact, canonical));
  return {
    reasons: reasonsOf(findings, rules.bar),
    findings,
    lead: canonical,
    changes: changesOf(lead, facts),
    contact,
    consent: /^(granted|denied)$/.test(lead.consent) ? lead.consent : 'unknown',
  };
}

function canonicalFields(lead: AssessableLead, { readings, language, postalArea }: QualityFacts) {
  const { enrichment } = lead;
  const free = (text: string | null) => withoutContact(filled(text), lead.contact);
  const said = (text: string | null, reading: Canonical | null) =>
    free(text) === null ? null : (reading?.value ?? free(text));
  const medium = readings.medium?.value ?? null;
  const employees = employeesOf(lead);
  return {
    source: canonicalSource(free(lead.source), readings.source?.value ?? null, medium),
    medium,
    flags: lead.flags.filter((flag) => /^[A-Z_]{1,40}$/.test(flag)),
    country: enrichment.country,
    region: readings.region?.value ?? free(lead.region),
    postalArea,
    timeZone: enrichment.timeZone,
    language,
    industry: readings.industry?.value ?? null,
    employees,
    companySize: readings.companySize?.value ?? (employees === null ? null : bandOf(employees)),
    seniority: readings.seniority?.value ?? null,
    department: readings.department?.value ?? null,
    product: said(lead.product, readings.product),
    dealType: said(lead.dealType, readings.dealType),
    amount: lead.amount !== null && lead.amount >= 0 && Number.isFinite(lead.amount) ? lead.amount : null,
    emailKind: enrichment.emailKind,
    phoneKind: enrichment.phoneKind,
  };
}

/** A number, else the middle of a range, else what the account has. */
function employeesOf({ employees, companySize, enrichment }: AssessableLead): number | null {
  const size = filled(companySize);
  return (
    headcount(employees) ??
    (size === null ? null : headcountOf(size)) ??
    headcount(enrichment.accountEmployees)
  );
}

function identity(
  { tenant, accountId, enrichment }: AssessableLead,
  email: string | null,
  name: string | null,
  { hash, latin }: Writing,
) {
  const { phoneE164, companyDomain, company } = enrichment;
  const account = { known: enrichment.accountId, named: filled(accountId), domain: companyDomain };
  const person = { email, phoneE164, name: nameWords(latin(name ?? '')) };
  return {
    personKey: personKey(tenant, person, hash),
    identity: traitsOf(
      tenant,
      { email, phoneE164, name, accountId: account.known ?? account.named, companyDomain, company },
      hash,
      latin,
    ),
    accountKey: accountKey(tenant, account, hash),
    accountOwner: enrichment.accountOwner,
  };
}

function cleanContact(contact: LeadContactData, address: string | null): LeadContactData {
  return {
    email: address ?? filled(contact.email),
    phone: filled(contact.phone),
    firstName: filled(contact.firstName),
    lastName: filled(contact.lastName),
    name: filled(contact.name),
    message: filled(contact.message),
  };
}
