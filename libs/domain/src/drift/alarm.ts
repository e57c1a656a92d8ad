/** What of a contract is broken. */
export type AlarmKind =
  /** A field is filled less often than promised. */
  | 'FIELD_EMPTY'
  /** A further field has come that nobody expects. */
  | 'FIELD_NEW'
  | 'FIELD_INVALID'
  /** Values of a field have come that are not expected. */
  | 'VALUE_NEW'
  /** More texts than promised are in no vocabulary. */
  | 'VALUE_UNKNOWN'
  /** The values are the expected ones, in other shares. */
  | 'VALUES_SHIFTED'
  | 'QUARANTINE_HIGH'
  | 'VOLUME_LOW'
  | 'VOLUME_HIGH';

/** A contract that is broken, or was. */
export interface Alarm {
  readonly tenant: string;
  readonly source: string;
  readonly kind: AlarmKind;
  /** Null: it is about the source as a whole. */
  readonly field: string | null;
  /** Best estimate of when the change began, epoch ms. */
  readonly since: number;
  /** When there was enough evidence, epoch ms. */
  readonly raisedAt: number;
  /** Since when the contract is kept again, epoch ms; null: it is broken still. */
  readonly until: number | null;
  /** Share, or leads a day, that was promised, and what was found since then. */
  readonly promised: number;
  readonly found: number;
  /** Trials since the change began until the alarm was raised. */
  readonly of: number;
  /** At most the chance that 30 days of unchanged traffic of this source raise an alarm of such strength, 0 to 1. */
  readonly chance: number;
  /** Values or names that have come anew or shifted, most frequent first. */
  readonly examples: readonly string[];
}

/**
 * Chance that 30 days of unchanged traffic of a source raise any alarm at all, at most. It is shared out between the tests of
 * fields, values and days beforehand (a Bonferroni bound), so that many of them raise no more alarms than one.
 */
export const ALARM_CHANCE = 0.001;
/** Days for which that holds. */
export const ALARM_DAYS = 30;
