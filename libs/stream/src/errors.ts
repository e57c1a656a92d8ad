import { type ErrorCode, refusalOf } from '@leadline/contracts';
import type { FailureClass } from './port.ts';
import { Transient } from './stage.ts';

/**
 * Kafka does not answer, has answered too late, or refuses this client: then its code says how, as far as the cause tells.
 * What was asked may or may not have happened.
 */
export class StreamUnavailable extends Transient {
  constructor(message: string, options?: ErrorOptions, code?: ErrorCode) {
    super(code ?? refusalOf(options?.cause)?.code ?? 'LEADLINE_KAFKA_UNAVAILABLE', message, options);
    this.name = 'StreamUnavailable';
  }
}

/** Kafka will never take this record: it is too large, say. */
export class RecordRefused extends Error {
  readonly code = 'LEADLINE_RECORD_REFUSED';
}

/** A failure of which a try later may be free: anything else is a defect or a bad record. */
export function isTransient(error: unknown): error is Error {
  return (
    error instanceof Transient ||
    (error instanceof Error && 'failure' in error && error.failure === 'transient')
  );
}

const NAMED: readonly unknown[] = [
  'transient',
  'retryable',
  'poison',
  'bug',
] satisfies readonly FailureClass[];

/** How an error that a handler has thrown counts: as it says itself (`failure`), else as a defect. */
export function failureOf(error: unknown): FailureClass {
  if (isTransient(error)) return 'transient';
  const named = error instanceof Error && 'failure' in error ? error.failure : null;
  return NAMED.includes(named) ? (named as FailureClass) : 'bug';
}

/** Code of an error, for logs and dead letters. */
export function codeOf(error: unknown, otherwise: string): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : otherwise;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
