import { FIELD_NAMES, type FieldName } from './fields.ts';
import type { Observation } from './observation.ts';
import { addTo, createTally, mergeTallies, type Tally } from './tally.ts';

/** Counts of one field. */
export interface FieldProfile {
  filled: number;
  /** Filled, and in no vocabulary; 0 where the field has none. */
  unknown: number;
  invalid: number;
  /** Values that may be told. */
  values: Tally;
}

/** Counts of a source's leads, of a day as a rule. Holds no personal value. */
export interface SourceProfile {
  leads: number;
  /** Leads that data quality has judged. */
  judged: number;
  quarantined: number;
  /** Leads by reason of quarantine; one may have several. */
  reasons: Tally;
  readonly fields: Readonly<Record<FieldName, FieldProfile>>;
  /** Leads by name of a further field. */
  attributes: Tally;
}

const createField = (): FieldProfile => ({ filled: 0, unknown: 0, invalid: 0, values: createTally() });

export function createProfile(): SourceProfile {
  return {
    leads: 0,
    judged: 0,
    quarantined: 0,
    reasons: createTally(),
    fields: Object.fromEntries(FIELD_NAMES.map((name) => [name, createField()])) as SourceProfile['fields'],
    attributes: createTally(),
  };
}

/** Counts a lead. Changes the profile in place. */
export function count(profile: SourceProfile, { fields, attributes, reasons }: Observation): void {
  profile.leads += 1;
  if (reasons !== null) profile.judged += 1;
  if (reasons !== null && reasons.length > 0) profile.quarantined += 1;
  for (const reason of reasons ?? []) addTo(profile.reasons, reason);
  for (const name of attributes) addTo(profile.attributes, name);
  for (const [name, { value, isUnknown, isInvalid }] of fields) {
    const field = profile.fields[name];
    field.filled += 1;
    if (isUnknown) field.unknown += 1;
    if (isInvalid) field.invalid += 1;
    if (value !== null) addTo(field.values, value);
  }
}

/** A new profile of all leads of both: order and grouping do not matter, but for what a tally says of itself. */
export function mergeProfiles(a: SourceProfile, b: SourceProfile): SourceProfile {
  const field = (name: FieldName): FieldProfile => {
    const [one, other] = [a.fields[name], b.fields[name]];
    return {
      filled: one.filled + other.filled,
      unknown: one.unknown + other.unknown,
      invalid: one.invalid + other.invalid,
      values: mergeTallies(one.values, other.values),
    };
  };
  return {
    leads: a.leads + b.leads,
    judged: a.judged + b.judged,
    quarantined: a.quarantined + b.quarantined,
    reasons: mergeTallies(a.reasons, b.reasons),
    fields: Object.fromEntries(FIELD_NAMES.map((name) => [name, field(name)])) as SourceProfile['fields'],
    attributes: mergeTallies(a.attributes, b.attributes),
  };
}
