import type { FieldName } from './fields.ts';

/** What a source promises of a field. Shares are from 0 to 1; null: nothing is promised. */
export interface FieldContract {
  /** Share of the source's leads in which it is filled, at least. */
  readonly minFilled: number | null;
  /** Share of the filled ones whose text no vocabulary knows, at most. */
  readonly maxUnknown: number | null;
  /** Share of the filled ones that are not valid, at most. */
  readonly maxInvalid: number | null;
  /** Values that are expected, each with its share of the filled ones where that is known. */
  readonly values: Readonly<Record<string, number | null>> | null;
  /** Share of the filled ones whose value is none of `values`, at most. */
  readonly maxOther: number;
  /** Regular expression that every text matches; the texts themselves are never kept. */
  readonly pattern: string | null;
  /** Smallest and largest number. */
  readonly min: number | null;
  readonly max: number | null;
}

/** Leads of a whole day. */
export interface VolumeContract {
  readonly min: number | null;
  readonly max: number | null;
  /** Mean, where it is known. */
  readonly perDay: number | null;
  /** Variance of a day's count over its mean. */
  readonly dispersion: number | null;
}

/** What a source of leads promises; learned from its past traffic, or written by hand. */
export interface SourceContract {
  readonly tenant: string;
  /** See sourceName. */
  readonly source: string;
  /** What it was learned from; null: written by hand. Instants are epoch ms. */
  readonly learned: { readonly from: number; readonly to: number; readonly leads: number } | null;
  readonly volume: VolumeContract | null;
  readonly fields: Readonly<Partial<Record<FieldName, FieldContract>>>;
  /** Names of further fields that are expected; null: any. */
  readonly attributes: readonly string[] | null;
  /** Share of the judged leads that go to quarantine, at most. */
  readonly maxQuarantined: number | null;
}

/** Name of a contract, and of what is known of a source. */
export const contractKey = ({
  tenant,
  source,
}: {
  readonly tenant: string;
  readonly source: string;
}): string => `${tenant}/${source}`;
