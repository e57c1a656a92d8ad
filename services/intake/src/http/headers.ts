import type { IncomingMessage } from 'node:http';

/** A header that is there once and not empty, else null. */
export function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
