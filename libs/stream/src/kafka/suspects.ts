import { codeOf, isTransient, messageOf } from '../errors.ts';
import { PoisonRecord, type StreamRecord } from '../port.ts';
import type { Failure } from '../retries.ts';

/** Tries of a record alone that makes the task throw, before it is put aside. */
const BUG_TRIES = 2;

/** What is known of bad records: it outlives one ownership of a partition within a lease. */
export interface Memory {
  /** Records that are known to be bad, by offset. */
  readonly bad: Map<bigint, Failure & { readonly attempts: number }>;
  /** Offset up to which records go one by one, to find the one that makes the task throw. */
  suspectUntil: bigint;
  readonly bugs: Map<bigint, number>;
}

/** As a lease begins: no record is known to be bad, or looked for. */
export const nothingKnown = (): Memory => ({ bad: new Map(), suspectUntil: -1n, bugs: new Map() });

/** From what the task throws, or Kafka refuses: next time the guilty record is put aside, or looked for. */
export function learn(error: unknown, chunk: readonly StreamRecord[], memory: Memory): void {
  const first = chunk[0]!.offset;
  if (error instanceof PoisonRecord) {
    memory.bad.set(error.record.offset, { code: error.code, message: error.message, attempts: 1 });
  } else if (!isTransient(error) && chunk.length > 1) {
    memory.suspectUntil = chunk.at(-1)!.offset;
  } else if (!isTransient(error)) {
    const attempts = (memory.bugs.get(first) ?? 0) + 1;
    memory.bugs.set(first, attempts);
    const code = codeOf(error, 'LEADLINE_UNEXPECTED');
    if (attempts >= BUG_TRIES) memory.bad.set(first, { code, message: messageOf(error), attempts });
  }
}

/** The task goes on with the rest of the chunk. A record from elsewhere would come back for ever. */
export function isCleanPoison(error: unknown, chunk: readonly StreamRecord[]): boolean {
  return (
    error instanceof PoisonRecord && error.clean && chunk.some(({ offset }) => offset === error.record.offset)
  );
}

/** Records up to the first bad one; a bad one alone; one by one while looking for a bad one. */
export function chunkSize(waiting: readonly StreamRecord[], { bad, suspectUntil }: Memory): number {
  const [first] = waiting;
  if (first === undefined) return 0;
  if (bad.has(first.offset) || first.offset <= suspectUntil) return 1;
  const firstBad = waiting.findIndex(({ offset }) => bad.has(offset));
  return firstBad < 0 ? waiting.length : firstBad;
}
