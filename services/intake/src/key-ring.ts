import { readFileSync } from 'node:fs';
import { type ApiKey, LeadlineError, parseApiKeys } from '@leadline/contracts';

/** The part of a log that is written to. */
interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** How often the file of the keys is looked at, ms. */
const LOOK_MS = 5_000;

/** The API keys as they are now: a file is read again when it has changed, without a restart. */
export class KeyRing {
  readonly #read: () => string;
  readonly #log: Log;
  #text: string;
  #keys: ReadonlyMap<string, ApiKey>;
  #timer: NodeJS.Timeout | undefined;

  /** Throws LEADLINE_API_KEYS_INVALID. */
  constructor(read: () => string, log: Log) {
    this.#read = read;
    this.#log = log;
    this.#text = read();
    this.#keys = parseApiKeys(this.#text);
  }

  /** Keys of a file, looked at again and again until `close`. Throws LEADLINE_API_KEYS_INVALID, LEADLINE_FILE_UNREADABLE. */
  static ofFile(file: string, log: Log): KeyRing {
    const ring = new KeyRing(() => textOf(file), log);
    ring.#timer = setInterval(() => ring.look(), LOOK_MS);
    ring.#timer.unref();
    return ring;
  }

  /** By id. */
  get keys(): ReadonlyMap<string, ApiKey> {
    return this.#keys;
  }

  /** Takes what the file now says; if that cannot be used, the keys before stay good. */
  look(): void {
    try {
      const text = this.#read();
      if (text === this.#text) return;
      this.#text = text;
      this.#keys = parseApiKeys(text);
      this.#log.info({ keys: this.#keys.size }, 'the API keys have changed');
    } catch (error) {
      this.#log.error({ err: error }, 'the API keys cannot be read; those from before stay good');
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `The API keys cannot be read from ${file}.`;
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', message, { where: 'LEADLINE_API_KEYS_FILE', cause });
  }
}
