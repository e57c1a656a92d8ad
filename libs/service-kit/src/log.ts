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

function hidePii(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidePii);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, PII_FIELDS.has(key) ? HIDDEN : hidePii(inner)]),
  );
}

/**
 * JSON logs on standard error, one object a line. Fields that the schemas mark as personal are hidden wherever they
 * stand, and so is whatever looks like an e-mail address in a text.
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
