import { filled, textKey } from '../shared/text.ts';
import type { Canonical } from '../vocabulary/index.ts';
import type { AssessableLead, LeadContactData, QualityFacts } from './lead.ts';
import { withoutContact } from './report.ts';

/** What the vocabularies say of the lead's texts. Null: nothing was said, or nothing that they know. */
export interface Readings {
  readonly country: Canonical | null;
  readonly region: Canonical | null;
  readonly source: Canonical | null;
  readonly medium: Canonical | null;
  /** Of the lead's own industry, else of its account's. */
  readonly industry: Canonical | null;
  readonly seniority: Canonical | null;
  readonly department: Canonical | null;
  readonly companySize: Canonical | null;
  readonly product: Canonical | null;
  readonly dealType: Canonical | null;
}

/** A value that was changed: one line of the lead's quality report. */
export interface Change {
  readonly field: string;
  /** As it was given; null where it was inferred. */
  readonly from: string | null;
  readonly to: string;
  /** Vocabulary and way, such as `industry.misspelt`. */
  readonly rule: string;
  readonly match: Canonical['match'];
  /** Probability that it is what was meant, 0 to 1. */
  readonly confidence: number;
  /** Says who the person is: must not leave the contact block. */
  readonly personal: boolean;
}

/** Probability that a phone number or e-mail address is the one that was meant, by how it was read. */
const PHONE = { international: 0.995, national: 0.98 } as const;
const CORRECTED_DOMAIN = 0.97;

/** What canonicalisation has changed in a lead, in a fixed order. A value that was canonical already is no change. */
export function changesOf(lead: AssessableLead, facts: QualityFacts): readonly Change[] {
  const isPersonal = personalTexts(lead.contact);
  const texts = Object.entries(facts.readings).flatMap(
    ([field, reading]: readonly [string, Canonical | null]) =>
      reading === null || reading.from === reading.value ? [] : [change(field, reading, lead, isPersonal)],
  );
  return [...texts, ...inferred(lead, facts, isPersonal), ...contactChanges(lead.contact, lead, facts)];
}

/** Whether a text says who the person is. */
type IsPersonal = (text: string) => boolean;

function change(field: string, reading: Canonical, lead: AssessableLead, isPersonal: IsPersonal): Change {
  const { value, rule, match, confidence } = reading;
  // A region may be that of the postal code, which is nobody's business in a report.
  const from = field === 'region' && filled(lead.region) === null ? null : reading.from;
  const personal = from !== null && isPersonal(from);
  return { field, from, to: value, rule, match, confidence, personal };
}

/** A country and time zone that the lead did not say itself. */
function inferred(
  { enrichment, timeZone }: AssessableLead,
  { timeZone: named }: QualityFacts,
  isPersonal: IsPersonal,
): readonly Change[] {
  const { country, countrySource, countryConfidence: confidence } = enrichment;
  const by = { from: null, match: 'fuzzy', confidence: confidence ?? 0.5, personal: false } as const;
  const found: Change[] = [];
  if (country !== null && countrySource !== null && countrySource !== 'submitted')
    found.push({ ...by, field: 'country', to: country, rule: `country.by-${countrySource}` });
  if (enrichment.timeZone !== null && named === null) {
    const from = filled(timeZone);
    const personal = from !== null && isPersonal(from);
    found.push({
      ...by,
      personal,
      field: 'timeZone',
      from,
      to: enrichment.timeZone,
      rule: 'time-zone.by-place',
    });
  }
  return found;
}

function contactChanges(
  contact: LeadContactData,
  { enrichment }: AssessableLead,
  { email }: QualityFacts,
): readonly Change[] {
  const found: Change[] = [];
  if (email !== null && contact.email !== null && contact.email !== email.address) {
    const [match, confidence] = email.corrected
      ? (['fuzzy', CORRECTED_DOMAIN] as const)
      : (['alias', 0.999] as const);
    const rule = email.corrected ? 'email.domain-typo' : 'email.form';
    found.push({
      field: 'email',
      from: contact.email,
      to: email.address,
      rule,
      match,
      confidence,
      personal: true,
    });
  }
  const { phoneE164 } = enrichment;
  if (phoneE164 !== null && contact.phone !== null && contact.phone !== phoneE164) {
    const way = /^\s*(\+|00)/.test(contact.phone) ? 'international' : 'national';
    const confidence = PHONE[way];
    found.push({
      field: 'phone',
      from: contact.phone,
      to: phoneE164,
      rule: `phone.${way}`,
      match: 'alias',
      confidence,
      personal: true,
    });
  }
  return found;
}

/** Finds the lead's e-mail address or phone number in a text, or a part of the person's name (`CEO Ann Lee`). */
function personalTexts(contact: LeadContactData): IsPersonal {
  const parts = [contact.firstName, contact.lastName, contact.name]
    .flatMap((name) => textKey(name ?? '').split(' '))
    .filter((part) => part.length > 1);
  // Scripts without spaces: the name stands within a longer word.
  const within = parts.filter((part) => /\P{ASCII}/u.test(part));
  return (text) => {
    if (withoutContact(text, contact) === null) return true;
    const key = textKey(text);
    const words = new Set(key.split(' '));
    return parts.some((part) => words.has(part)) || within.some((part) => key.includes(part));
  };
}
