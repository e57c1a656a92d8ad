import { countryText } from '../enrichment/index.ts';
import type { ReceivedLead } from '../intake/index.ts';
import { filled } from '../shared/text.ts';

/** What of a lead, as its source sent it, a profile looks at. */
export type ProfiledLead = Omit<
  ReceivedLead,
  | 'leadId'
  | 'workspace'
  | 'attempt'
  | 'occurredAt'
  | 'receivedAt'
  | 'submissionHash'
  | 'stages'
  | 'flags'
  | 'test'
>;

/**
 * What a profile may know of a field beside whether it is filled. `counted`: nothing, as its text may be about a person or is
 * free. `vocabulary`: its canonical value, or that it has none. `words`: its value in the source's own words.
 */
export type FieldKind = 'counted' | 'vocabulary' | 'words';

interface Field {
  readonly kind: FieldKind;
  /** Its text; null where nothing is said. */
  readonly text: (lead: ProfiledLead) => string | null;
}

const counted = (text: Field['text']): Field => ({ kind: 'counted', text });
const vocabulary = (text: Field['text']): Field => ({ kind: 'vocabulary', text });
const words = (text: Field['text']): Field => ({ kind: 'words', text });
const title: Field['text'] = (lead) => filled(lead.title);
const number = (value: number | null): string | null => (value === null ? null : String(value));

/** Fields of a profile, in the order of reports. A title is read twice: for seniority and for department. */
const FIELDS = {
  email: counted(({ contact }) => filled(contact.email)),
  phone: counted(({ contact }) => filled(contact.phone)),
  firstName: counted(({ contact }) => filled(contact.firstName)),
  lastName: counted(({ contact }) => filled(contact.lastName)),
  name: counted(({ contact }) => filled(contact.name)),
  message: counted(({ contact }) => filled(contact.message)),
  company: counted(({ company }) => filled(company)),
  companyDomain: counted(({ companyDomain }) => filled(companyDomain)),
  country: vocabulary(({ country }) => countryText(country)),
  region: counted(({ region }) => filled(region)),
  postalCode: counted(({ postalCode }) => filled(postalCode)),
  ipCountry: vocabulary(({ ipCountry }) => countryText(ipCountry)),
  timeZone: counted(({ timeZone }) => filled(timeZone)),
  language: vocabulary(({ language }) => filled(language)),
  title: counted(title),
  seniority: vocabulary(title),
  department: vocabulary(title),
  industry: vocabulary(({ industry }) => filled(industry)),
  employees: counted(({ employees }) => number(employees)),
  companySize: vocabulary(({ companySize }) => filled(companySize)),
  product: words(({ product }) => filled(product)),
  dealType: words(({ dealType }) => filled(dealType)),
  amount: counted(({ amount }) => number(amount)),
  medium: vocabulary(({ medium }) => filled(medium)),
  campaign: words(({ campaign }) => filled(campaign)),
  accountId: counted(({ accountId }) => filled(accountId)),
  consent: words(({ consent }) => filled(consent === 'unknown' ? null : consent)),
} as const satisfies Readonly<Record<string, Field>>;

/** A field of a lead that a contract may speak of. */
export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

export const fieldOf = (name: FieldName): Field => FIELDS[name];

/** Texts of a lead's fields; those that are read twice are looked up once. */
export function textsOf(lead: ProfiledLead): (name: FieldName) => string | null {
  const known = new Map<Field['text'], string | null>();
  return (name) => {
    const { text } = FIELDS[name];
    const before = known.get(text);
    if (before !== undefined) return before;
    const own = text(lead);
    known.set(text, own);
    return own;
  };
}

/** Whether a profile knows values of the field. */
export const hasValues = (name: FieldName): boolean => FIELDS[name].kind !== 'counted';
