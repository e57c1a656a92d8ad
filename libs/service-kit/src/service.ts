import type { Relay } from '@leadline/stream';
import type { Environment } from './config.ts';

/** A service that runs in this process. */
export interface HostedService {
  readonly name: string;
  /** Address of its HTTP side (health, and the API where there is one), such as http://127.0.0.1:41234 */
  readonly url: string;
  /** Null while well; else why not. */
  unhealthy(): string | null;
  /** Finishes what is in flight, commits, leaves the consumer groups. Never rejects; safe to call twice. */
  stop(): Promise<void>;
  /** Rejects when the service has died for good; never resolves. */
  readonly died: Promise<never>;
}

/** A service as a value: `main.ts` boots one, `npm start` hosts several in one process. */
export interface ServiceDefinition {
  readonly name: string;
  /**
   * `relay`: shared by the services of this process, so that their stages hand on in memory.
   * @throws LeadlineError when the service refuses to start (settings, handlers, schemas).
   */
  start(env: Environment, relay?: Relay): Promise<HostedService>;
}
