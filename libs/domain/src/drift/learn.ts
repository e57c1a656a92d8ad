import type { FieldContract, SourceContract, VolumeContract } from './contract.ts';
import { type FieldName, FIELD_NAMES, fieldOf, hasValues } from './fields.ts';
import { isJudged } from './observation.ts';
import { createProfile, type FieldProfile, mergeProfiles, type SourceProfile } from './profile.ts';
import { ranked } from './tally.ts';
import { spreadOfDays } from './volume.ts';

/** A learned limit leaves room for so many standard errors: what was seen was a sample too. */
const Z = 3;
/** A value that fewer leads have is not expected by name: it may be a slip, or somebody's. */
export const LEAST_LEADS = 5;
/** A field that is filled less often promises nothing. */
const LEAST_FILLED = 0.02;
/** Share of the leads that data quality must have judged, before invalid values are promised. */
const MOSTLY = 0.95;
/** Fewer days say nothing of how days differ. */
const LEAST_DAYS = 5;

/** Profile of one whole day of a source; `day` is its first instant, epoch ms. */
export interface DayProfile {
  readonly day: number;
  readonly profile: SourceProfile;
}

/**
 * Contract that traffic of the past keeps. Limits are ends of Wilson score intervals (E. B. Wilson, 1927), so that few leads
 * promise little. `days`: whole days, those without a lead among them.
 */
export function learnContract(
  { tenant, source }: { readonly tenant: string; readonly source: string },
  days: readonly DayProfile[],
  period: { readonly from: number; readonly to: number },
): SourceContract {
  const all = days.map(({ profile }) => profile).reduce(mergeProfiles, createProfile());
  const fields = FIELD_NAMES.map((name) => [name, learnField(name, all)] as const);
  return {
    tenant,
    source,
    learned: { ...period, leads: all.leads },
    volume: learnVolume(days),
    fields: Object.fromEntries(fields.filter(([, promise]) => promise !== null)),
    attributes: ranked(all.attributes)
      .filter(([, leads]) => leads >= LEAST_LEADS)
      .map(([name]) => name),
    maxQuarantined: upTo(all.quarantined, all.judged),
  };
}

function learnVolume(days: readonly DayProfile[]): VolumeContract | null {
  if (days.length < LEAST_DAYS) return null;
  const { perDay, dispersion } = spreadOfDays(days.map(({ profile }) => profile.leads));
  return { min: null, max: null, perDay: rounded(perDay, 1), dispersion: rounded(dispersion, 2) };
}

function learnField(name: FieldName, { leads, judged, fields }: SourceProfile): FieldContract | null {
  const field = fields[name];
  const minFilled = 1 - upTo(leads - field.filled, leads);
  if (minFilled < LEAST_FILLED) return null;
  const values = hasValues(name) ? sharesOf(field) : null;
  const told = field.filled - field.unknown;
  const others = told - listedOf(field);
  return {
    minFilled: rounded(minFilled, 4),
    maxUnknown: fieldOf(name).kind === 'vocabulary' ? upTo(field.unknown, field.filled) : null,
    maxInvalid: isJudged(name) && judged >= MOSTLY * leads ? upTo(field.invalid, field.filled) : null,
    values,
    maxOther: values === null ? 0 : upTo(others, told),
    pattern: null,
    min: null,
    max: null,
  };
}

/** Shares among the values that are told; null where they are too many to expect any. */
function sharesOf(field: FieldProfile): Readonly<Record<string, number>> | null {
  const told = field.filled - field.unknown;
  if (listedOf(field) < told / 2) return null;
  return Object.fromEntries(expected(field).map(([value, leads]) => [value, rounded(leads / told, 4)]));
}

const expected = (field: FieldProfile) => ranked(field.values).filter(([, leads]) => leads >= LEAST_LEADS);
const listedOf = (field: FieldProfile): number => expected(field).reduce((sum, [, leads]) => sum + leads, 0);

/** Upper end of the Wilson score interval of a share, rounded up to four decimals; 1 of nothing. */
function upTo(count: number, of: number): number {
  if (of === 0) return 1;
  const share = count / of;
  const square = (Z * Z) / of;
  const half = Z * Math.sqrt((share * (1 - share)) / of + square / of / 4);
  return Math.min(1, Math.ceil(((share + square / 2 + half) / (1 + square)) * 10_000) / 10_000);
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
