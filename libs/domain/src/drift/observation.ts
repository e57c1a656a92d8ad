import { slug } from '../shared/text.ts';
import { withoutContact } from '../quality/report.ts';
import type { SourceContract } from './contract.ts';
import { FIELD_NAMES, type FieldName, fieldOf, type ProfiledLead, textsOf } from './fields.ts';

/** Canonical value of a field's text, or null: what vocabularies and language codes say of it. */
export type ReadValue = (field: FieldName, text: string) => string | null;

/** What data quality found in a lead. */
export interface Judgement {
  /** Why it is in quarantine; empty if it is not. */
  readonly reasons: readonly string[];
  /** Codes, see the rules of data quality. */
  readonly issues: readonly string[];
}

/** A filled field of one lead, without anything that says who the person is. */
export interface Seen {
  /** Null: the field's kind tells no values, or the text has none that may be told. */
  readonly value: string | null;
  /** The field has a vocabulary, which does not know the text. */
  readonly isUnknown: boolean;
  /** Data quality or the contract finds it not valid. */
  readonly isInvalid: boolean;
}

/** One lead as profiles and alarms see it. */
export interface Observation {
  /** Filled fields only. */
  readonly fields: ReadonlyMap<FieldName, Seen>;
  /** Names of further fields. */
  readonly attributes: readonly string[];
  /** Null: data quality has not judged the lead. */
  readonly reasons: readonly string[] | null;
}

/** Issues that say of a field that it is filled and not valid. */
const INVALID: ReadonlyMap<string, FieldName> = new Map([
  ['EMAIL_INVALID', 'email'],
  ['PHONE_INVALID', 'phone'],
  ['TIME_ZONE_UNKNOWN', 'timeZone'],
  ['EMPLOYEES_INVALID', 'employees'],
  ['AMOUNT_INVALID', 'amount'],
]);
/** Whether data quality says of the field's text whether it is valid. */
export const isJudged = (name: FieldName): boolean => [...INVALID.values()].includes(name);

/** Names of further fields that look like one; anything else might be a value. */
const ATTRIBUTE = /^[\p{L}_][\p{L}\p{N}_.:\- ]{0,59}$/u;
const OTHER = 'other';

/** Sees a lead. `contract`: patterns and ranges of its source; null: none. */
export function observe(
  lead: ProfiledLead,
  read: ReadValue,
  judgement: Judgement | null,
  contract: SourceContract | null,
): Observation {
  const invalid = new Set(judgement?.issues.map((issue) => INVALID.get(issue)));
  const textOf = textsOf(lead);
  const isPersonal = personalIn(lead);
  const fields = new Map<FieldName, Seen>();
  for (const name of FIELD_NAMES) {
    const text = textOf(name);
    if (text === null) continue;
    const value = valueOf(name, text, read, isPersonal);
    const isUnknown = fieldOf(name).kind === 'vocabulary' && value === null;
    fields.set(name, { value, isUnknown, isInvalid: invalid.has(name) || breaks(text, name, contract) });
  }
  return {
    fields,
    attributes: Object.keys(lead.attributes).map((name) =>
      ATTRIBUTE.test(name) && !isPersonal(name) ? name : OTHER,
    ),
    reasons: judgement?.reasons ?? null,
  };
}

/**
 * Name under which a source is known: its own, as lower-case words joined by hyphens. One that holds contact data is
 * `unknown`.
 */
export function sourceName({ source, contact }: Pick<ProfiledLead, 'source' | 'contact'>): string {
  const text = withoutContact(source, contact);
  return text === null ? 'unknown' : slug(text) || 'unknown';
}

function valueOf(
  name: FieldName,
  text: string,
  read: ReadValue,
  isPersonal: (text: string) => boolean,
): string | null {
  const { kind } = fieldOf(name);
  if (kind === 'counted') return null;
  const canonical = read(name, text);
  if (canonical !== null || kind === 'vocabulary') return canonical;
  return isPersonal(text) ? null : slug(text) || null;
}

/** Words of a text between spaces, so that whole words can be looked for. */
const wordsOf = (text: string): string => ` ${slug(text).replaceAll('-', ' ')} `;

/** Whether words of a source may be about the person: they hold contact data, or a name that the lead gives. */
function personalIn({ contact }: ProfiledLead): (text: string) => boolean {
  let names: readonly string[] | null = null;
  return (text) => {
    if (withoutContact(text, contact) === null) return true;
    names ??= [contact.firstName, contact.lastName, contact.name]
      .map((name) => wordsOf(name ?? ''))
      .filter((name) => name.trim() !== '');
    const said = wordsOf(text);
    return names.some((name) => said.includes(name));
  };
}

function breaks(text: string, name: FieldName, contract: SourceContract | null): boolean {
  const rule = contract?.fields[name];
  if (rule === undefined) return false;
  const { pattern, min, max } = rule;
  if (pattern !== null && !new RegExp(pattern, 'u').test(text)) return true;
  if (min === null && max === null) return false;
  const value = Number(text);
  return Number.isNaN(value) || value < (min ?? -Infinity) || value > (max ?? Infinity);
}
