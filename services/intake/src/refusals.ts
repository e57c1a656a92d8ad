import type { Refused } from './http/access.ts';

/** The part of a log that is written to. */
interface Log {
  warn(fields: object, message: string): void;
}

/** At most one line in this time, ms: whoever guesses keys must not fill the log. */
const QUIET_MS = 60_000;

/** Tells the log of refused keys: the first at once, then how many there were since. Never the key. */
export class Refusals {
  readonly #log: Log;
  readonly #now: () => number;
  #count = 0;
  #last: { readonly code: Refused; readonly keyId: string | null } | null = null;
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(log: Log, now: () => number) {
    this.#log = log;
    this.#now = now;
  }

  note(code: Refused, keyId: string | null): void {
    this.#count += 1;
    this.#last = { code, keyId };
    this.flush();
  }

  /** Tells what has not been told, once its time has come; `at once` when intake ends. */
  flush(when: 'in time' | 'at once' = 'in time'): void {
    if (this.#last === null || (when === 'in time' && this.#now() < this.#quietUntil)) return;
    this.#log.warn({ refused: this.#count, ...this.#last }, 'requests without a valid API key');
    [this.#count, this.#last, this.#quietUntil] = [0, null, this.#now() + QUIET_MS];
  }
}
