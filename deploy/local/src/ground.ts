import type { Say } from './download.ts';
import type { Security } from './secured/security.ts';
import type { Watchdog } from './watchdog.ts';

/** What a stack gives to the resources that it runs itself. */
export interface Ground {
  /** Temporary folder of this stack. */
  readonly folder: string;
  readonly say: Say;
  readonly watchdog: Watchdog;
  /** Claims a free port that stays this stack's until it goes down. */
  readonly port: () => Promise<number>;
  /** Null: servers speak without TLS and know no users. */
  readonly security: Security | null;
  /** Whether servers are to be as fast as in production after some minutes, and not at once. */
  readonly lasting: boolean;
}
