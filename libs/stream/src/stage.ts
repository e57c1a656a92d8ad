import type { Delivery, Emit, RecordName, TopicName } from '@leadline/contracts';

/**
 * One stage of the pipeline: `gather` (I/O, whole batch) → `decide` (pure) → `act` (optional, one idempotent effect) →
 * `conclude` (pure). The runner decodes before, encodes, sends and commits after.
 */
export interface Stage<
  In extends RecordName = RecordName,
  Facts = unknown,
  Decision = unknown,
  Done = unknown,
> {
  /** Also the consumer group. */
  readonly name: string;
  readonly inputs: readonly TopicName[];
  /**
   * Takes records from the stage before in the same process, too, before they lie on their topic. Not for a stage to
   * which partition, offset or order across batches mean something.
   */
  readonly inline?: true;
  /** See {@link AtLeastOnceOptions.lingerMs}. */
  readonly lingerMs?: number;
  /** Everything `decide` needs for the whole batch. Throws {@link Transient} when a dependency is down. */
  gather(batch: readonly Delivery<In>[], signal: AbortSignal): Promise<Facts>;
  decide(delivery: Delivery<In>, facts: Facts): Decision;
  /** The effects, batch-wise, one result per decision. `emit` sends records and resolves when they are acknowledged. */
  act?(
    decisions: readonly Decision[],
    emit: (records: readonly Emit[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<readonly Done[]>;
  conclude(delivery: Delivery<In>, decision: Decision, done: Done | undefined): readonly Emit[];
  /** See {@link AtLeastOnceOptions.idle}. */
  idle?(): Promise<'ok' | 'rewind'>;
  /** Tombstones of compacted inputs: what is known by these keys is to be forgotten. Without it they are passed over. */
  erased?(keys: readonly { readonly topic: TopicName; readonly key: string }[]): Promise<void>;
  /** Once, before the first batch. */
  open?(): Promise<void>;
}

/** A dependency is down: the partition pauses and the batch is tried again, without end and without dead letters. */
export class Transient extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
