import { PII_PATHS } from '@leadline/contracts';
import type { LoggerService } from '@nestjs/common';
import type { StreamLog } from '@leadline/stream';
import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

const HIDDEN = '[hidden]';
const PII_FIELDS = new Set([
  ...Object.values(PII_PATHS)
    .flat()
    .map((path) => path.split('.').at(-1)),
  'contact',
]);
const E_MAIL = /[\w.+%-]+@[\w-]+(\.[\w-]+)+/g;

/** How deep causes are told. */
const MAX_CAUSES = 5;

/** Name, code and message, which the line masks, of an error and its causes. No other field: libraries hang values there. */
function errorFields(error: Error, depth = 0): object {
  const { name, message, cause } = error;
  const code = 'code' in error ? { code: String(error.code) } : {};
  const told = cause instanceof Error && depth < MAX_CAUSES;
  return { name, ...code, message, ...(told ? { cause: errorFields(cause, depth + 1) } : {}) };
}

function hidePii(value: unknown): unknown {
  if (value instanceof Error) return { ...errorFields(value), stack: value.stack };
  if (Array.isArray(value)) return value.map(hidePii);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, PII_FIELDS.has(key) ? HIDDEN : hidePii(inner)]),
  );
}

/**
 * JSON logs on standard error, one object a line. Fields that the schemas mark as personal are hidden wherever they
 * stand, and so is whatever looks like an e-mail address in a text. Of an error only name, code, message and stack are told,
 * and of its causes name, code and message.
 */
export function createLog(service: string, level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => hidePii(fields) as Record<string, unknown>,
      },
      // Done above, for errors under any name.
      serializers: { err: (fields: unknown) => fields },
      hooks: { streamWrite: (line) => line.replace(E_MAIL, HIDDEN) },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}

/** Nest's own messages, in the service's log. What Nest tells at start is detail: debug. */
export class NestLog implements LoggerService {
  readonly #log: Logger;
  constructor(log: Logger) {
    this.#log = log;
  }
  log(message: unknown): void {
    this.#log.debug(String(message));
  }
  warn(message: unknown): void {
    this.#log.warn(String(message));
  }
  error(message: unknown): void {
    this.#log.error(message instanceof Error ? { err: message } : {}, String(message));
  }
}

/** What the stream library tells, in the service's log. */
export function streamLog(log: Logger): StreamLog {
  return (level, message, fields) => log[level](fields ?? {}, message);
}
