import { codeOf, failureOf, isTransient, messageOf } from './errors.ts';
import type { Outcome, StreamRecord } from './port.ts';

type Handle = (batch: readonly StreamRecord[]) => Promise<readonly Outcome[]>;

/** Outcome of an error that a handler has thrown. */
export function outcomeOf(error: unknown): Outcome {
  return {
    kind: 'failed',
    failure: failureOf(error),
    code: codeOf(error, 'LEADLINE_UNEXPECTED'),
    message: messageOf(error),
  };
}

/**
 * Handles a batch; if the handler throws for a reason other than a broken dependency, halves the batch until the guilty
 * record stands alone, so that its neighbours are handled. Never rejects.
 */
export async function isolate(batch: readonly StreamRecord[], handle: Handle): Promise<readonly Outcome[]> {
  try {
    const outcomes = await handle(batch);
    if (outcomes.length === batch.length) return outcomes;
    throw new Error(`The handler gave ${outcomes.length} outcomes for ${batch.length} records.`);
  } catch (error) {
    if (isTransient(error) || batch.length === 1) return batch.map(() => outcomeOf(error));
    const middle = Math.ceil(batch.length / 2);
    const front = await isolate(batch.slice(0, middle), handle);
    return [...front, ...(await isolate(batch.slice(middle), handle))];
  }
}
