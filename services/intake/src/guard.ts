import type { Logger } from '@leadline/service-kit';
import type { Config } from './config.ts';
import { type Authorize, withKeys, withoutKeys } from './http/access.ts';
import { KeyRing } from './key-ring.ts';
import { Refusals } from './refusals.ts';

/** Says who may do what, until it is closed. */
export interface Guard {
  readonly authorize: Authorize;
  close(): void;
}

/** By the settings: with keys, or without. Throws LEADLINE_API_KEYS_INVALID, LEADLINE_FILE_UNREADABLE. */
export function openGuard(config: Config, log: Logger): Guard {
  const { LEADLINE_API_KEYS: lines, LEADLINE_API_KEYS_FILE: file, LEADLINE_API_PEPPER: pepper } = config;
  if (pepper === undefined || (lines === undefined && file === undefined)) {
    log.warn('intake asks for no API key: whoever reaches it may do everything');
    return { authorize: withoutKeys, close: () => {} };
  }
  const ring = file === undefined ? new KeyRing(() => lines ?? '', log) : KeyRing.ofFile(file, log);
  const refusals = new Refusals(log, Date.now);
  return {
    authorize: withKeys({
      keys: () => ring.keys,
      pepper,
      now: Date.now,
      refused: (code, keyId) => refusals.note(code, keyId),
    }),
    close() {
      ring.close();
      refusals.flush('at once');
    },
  };
}
