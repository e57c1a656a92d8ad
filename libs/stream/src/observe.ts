import type { Delivery, Emit } from '@leadline/contracts';
import type { Outcome, StreamRecord } from './port.ts';

/** Told what becomes of the records of a stage, for metrics and traces. Must not throw, and must cost little. */
export interface StageObserver {
  /** A batch has come; it is told apart from others that are in hand at the same moment. */
  batch(stage: string, records: readonly StreamRecord[]): BatchObserver;
  /** A record lies in the dead letters of the stage. */
  deadLetter(stage: string, record: StreamRecord, code: string): void;
}

/** Told of one batch, in this order. */
export interface BatchObserver {
  /** The same deliveries in the same order, each in the context under which its outputs are to be written. */
  decoded<D extends Delivery>(deliveries: readonly D[]): readonly D[];
  /** Records are acknowledged by the broker. */
  sent(emits: readonly Emit[]): void;
  /** The end: one outcome per record of the batch. */
  ended(outcomes: readonly Outcome[]): void;
  /** The other end: the batch comes again in halves; for a batch of one record this is its outcome. */
  threw(outcome: Outcome): void;
}
