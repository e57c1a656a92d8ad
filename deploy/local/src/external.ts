import { LeadlineError } from '@leadline/contracts';
import { waitUntil } from './health.ts';
import type { Resource, ResourceName } from './resource.ts';

const PATIENCE_MS = 5000;

/** A server that somebody else runs, found by its address in the environment. It is used, never stopped. */
export function externalResource(
  name: ResourceName,
  variable: string,
  address: string,
  healthy: () => Promise<boolean>,
): Resource {
  return {
    name,
    origin: 'environment',
    address,
    log: null,
    pid: () => null,
    healthy,
    async start() {
      if (await waitUntil(healthy, PATIENCE_MS)) return;
      throw new LeadlineError(
        'LEADLINE_STACK_UNHEALTHY',
        `${name} does not answer at ${address}, which ${variable} names.`,
      );
    },
    kill() {
      throw new LeadlineError('LEADLINE_STACK_FOREIGN', `${name} at ${address} is given by ${variable}.`);
    },
    stop: () => Promise.resolve(),
  };
}
