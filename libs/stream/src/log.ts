import { isTraceparent } from '@leadline/contracts';

/** Where the library tells what happens. Fields never hold payloads. */
export type StreamLog = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

export const silent: StreamLog = () => {};

/** The trace that a record belongs to, as a field of a log line. */
export function traceField(headers: Readonly<Record<string, string>>): { readonly traceId?: string } {
  const { traceparent } = headers;
  return isTraceparent(traceparent) ? { traceId: traceparent.slice(3, 35) } : {};
}
