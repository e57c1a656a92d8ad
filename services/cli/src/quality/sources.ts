import {
  contractKey,
  createProfile,
  FIELD_NAMES,
  type FieldName,
  fieldOf,
  LEAST_LEADS,
  mergeProfiles,
  ranked,
  type SourceContract,
  type SourceProfile,
} from '@leadline/domain';
import { type Rate, rateOf } from '../report/figures/statistics.ts';
import type { SourceDay } from './days.ts';

/** A field of a source against what its contract promises. */
export interface FieldQuality {
  readonly field: FieldName;
  readonly filled: Rate;
  /** Least share; null: not promised. */
  readonly promised: number | null;
  /** Of the filled ones, those whose text a vocabulary knows; null: the field has none. */
  readonly known: Rate | null;
  readonly invalid: Rate;
  /** Values that some leads have, most frequent first, each of all values that may be told; empty for other fields. */
  readonly values: readonly {
    readonly value: string;
    readonly leads: Rate;
    readonly promised: number | null;
  }[];
}

/** A day of a source. */
export interface DayQuality {
  /** First instant, epoch ms. */
  readonly day: number;
  readonly leads: number;
  readonly quarantined: Rate;
  readonly duplicates: Rate;
  /** Of the texts for which there is a vocabulary, those that it knows. */
  readonly known: Rate;
  /** Share of leads in which each field is filled. */
  readonly filled: Readonly<Partial<Record<FieldName, number>>>;
}

/** What a source sends. */
export interface SourceQuality extends Omit<DayQuality, 'day' | 'filled'> {
  readonly tenant: string;
  readonly source: string;
  readonly hasContract: boolean;
  readonly reasons: readonly { readonly reason: string; readonly leads: Rate }[];
  /** Fields that are filled at times, or promised. */
  readonly fields: readonly FieldQuality[];
  /** Further fields by name. */
  readonly attributes: readonly { readonly name: string; readonly leads: Rate }[];
  readonly days: readonly DayQuality[];
}

/** Quality of each source, the largest first. */
export function sourcesOf(
  days: readonly SourceDay[],
  contracts: ReadonlyMap<string, SourceContract>,
): readonly SourceQuality[] {
  return [...Map.groupBy(days, contractKey)]
    .map(([key, own]) => sourceOf(own, contracts.get(key) ?? null))
    .toSorted((a, b) => b.leads - a.leads || (contractKey(a) < contractKey(b) ? -1 : 1));
}

function sourceOf(days: readonly SourceDay[], contract: SourceContract | null): SourceQuality {
  const { tenant, source } = days[0]!;
  const all = days.map(({ profile }) => profile).reduce(mergeProfiles, createProfile());
  const fields = FIELD_NAMES.filter(
    (name) => all.fields[name].filled > 0 || contract?.fields[name] !== undefined,
  );
  return {
    tenant,
    source,
    hasContract: contract !== null,
    ...totalsOf(
      all,
      days.reduce((sum, { duplicates }) => sum + duplicates, 0),
    ),
    reasons: ranked(all.reasons).map(([reason, count]) => ({ reason, leads: rateOf(count, all.judged) })),
    fields: fields.map((name) => fieldQuality(name, all, contract)),
    attributes: ranked(all.attributes)
      .filter(([, count]) => count >= LEAST_LEADS)
      .map(([name, count]) => ({ name, leads: rateOf(count, all.leads) })),
    days: days.map(({ day, profile, duplicates }) => ({
      day,
      ...totalsOf(profile, duplicates),
      filled: Object.fromEntries(fields.map((name) => [name, profile.fields[name].filled / profile.leads])),
    })),
  };
}

function totalsOf(profile: SourceProfile, duplicates: number): Omit<DayQuality, 'day' | 'filled'> {
  const read = FIELD_NAMES.filter((name) => fieldOf(name).kind === 'vocabulary').map(
    (name) => profile.fields[name],
  );
  const texts = read.reduce((sum, { filled }) => sum + filled, 0);
  const unknown = read.reduce((sum, field) => sum + field.unknown, 0);
  return {
    leads: profile.leads,
    quarantined: rateOf(profile.quarantined, profile.judged),
    duplicates: rateOf(duplicates, profile.leads),
    known: rateOf(texts - unknown, texts),
  };
}

function fieldQuality(
  field: FieldName,
  { leads, fields }: SourceProfile,
  contract: SourceContract | null,
): FieldQuality {
  const { filled, unknown, invalid, values } = fields[field];
  const promise = contract?.fields[field];
  return {
    field,
    filled: rateOf(filled, leads),
    promised: promise?.minFilled ?? null,
    known: fieldOf(field).kind === 'vocabulary' ? rateOf(filled - unknown, filled) : null,
    invalid: rateOf(invalid, filled),
    values: ranked(values)
      .filter(([, count]) => count >= LEAST_LEADS)
      .map(([value, count]) => ({
        value,
        leads: rateOf(count, filled - unknown),
        promised: promise?.values?.[value] ?? null,
      })),
  };
}
