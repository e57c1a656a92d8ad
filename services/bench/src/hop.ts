/** Where a hop reads and writes. */
export interface Hop {
  readonly brokers: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** A record of the baselines: JSON, filled up to the size of the pipeline's own records. */
export interface HopRecord {
  readonly id: string;
  readonly filler: string;
  readonly hops: number;
}

/** All that a hop does with a record. */
export const advanced = (record: HopRecord): HopRecord => ({ ...record, hops: record.hops + 1 });
