import { keyedHash, type LeadReceived } from '@leadline/contracts';
import { type LeadView, type PersonFacts, traitsOf } from '@leadline/domain';
import type { AccountIndex } from '@leadline/enrichment';
import {
  compileRules,
  emailOf,
  languageOf,
  latin,
  phoneOf,
  postalPlace,
  readRules,
  shippedVocabularies,
  zoneName,
} from '@leadline/reference';

/** A part of the work, done for all leads of a round. */
export interface Family {
  readonly name: string;
  readonly work: () => unknown;
}

/** What a round is about. */
export interface Round {
  readonly received: readonly LeadReceived[];
  /** The leads as rules see them. */
  readonly views: readonly LeadView[];
  readonly index: AccountIndex;
}

const DIMENSIONS = ['completeness', 'validity', 'consistency', 'uniqueness', 'timeliness'] as const;

/** The parts that enrichment and data quality are made of. What joins them is measured with the stages alone. */
export function familiesOf({ received, views, index }: Round): readonly Family[] {
  const read = received.map(personOf);
  const hash = keyedHash('a secret for the bench');
  const each = (name: string, work: (lead: LeadReceived, at: number) => unknown): Family => ({
    name,
    work: () => received.map(work),
  });
  return [
    each('vocabularies', readTexts),
    each('e-mail', ({ contact }) => emailOf(contact.email ?? '')),
    each('phone', ({ contact: { phone } }, at) => phone && phoneOf(phone, read[at]?.country ?? null)),
    each('postal code, zone, language', readPlace),
    each(`account among ${index.size.toLocaleString('en')}`, (lead, at) =>
      index.find(lead, {
        accountId: null,
        domain: read[at]?.person.companyDomain ?? null,
        name: lead.company,
      }),
    ),
    each('identity', (_lead, at) => read[at] && traitsOf('default', read[at].person, hash, latin)),
    ...rulesByDimension(views),
  ];
}

function readTexts(lead: LeadReceived): void {
  const { country, region, ...texts } = shippedVocabularies();
  const found = country(lead.country ?? '');
  if (found !== null) region(found.value, lead.region ?? '');
  for (const name of ['source', 'medium', 'industry', 'companySize', 'product', 'dealType'] as const)
    texts[name](lead[name] ?? '');
  texts.seniority(lead.title ?? '');
  texts.department(lead.title ?? '');
}

function readPlace(lead: LeadReceived): void {
  postalPlace(lead.postalCode ?? '', null);
  zoneName(lead.timeZone ?? '');
  languageOf(lead.language ?? '');
}

function personOf({ contact, country, company }: LeadReceived): {
  readonly country: string | null;
  readonly person: PersonFacts;
} {
  const found = shippedVocabularies().country(country ?? '')?.value ?? null;
  const email = emailOf(contact.email ?? '');
  return {
    country: found,
    person: {
      email: email?.address ?? null,
      phoneE164: phoneOf(contact.phone ?? '', found)?.e164 ?? null,
      name: `${contact.firstName} ${contact.lastName}`,
      accountId: null,
      companyDomain: email?.kind === 'business' ? email.domain : null,
      company,
    },
  };
}

function rulesByDimension(views: readonly LeadView[]): readonly Family[] {
  const { rules, lists } = readRules(null);
  return DIMENSIONS.map((dimension) => {
    const own = rules.filter((rule) => rule.dimension === dimension);
    const findings = compileRules({ rules: own, lists });
    return { name: `rules: ${dimension} (${own.length})`, work: () => views.map(findings) };
  });
}
