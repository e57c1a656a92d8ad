import type { ModelReleased } from '@leadline/contracts';

let count = 0;

/** A release of a version for all tenants, each with an id of its own; null: none is in charge. */
export function released(version: string | null, over: Partial<ModelReleased> = {}): ModelReleased {
  count += 1;
  return {
    eventId: `e${count}`,
    tenant: '*',
    action: 'release',
    version,
    replaces: null,
    by: 'ops-7',
    reason: 'because',
    forced: false,
    comparison: null,
    occurredAt: count,
    ...over,
  };
}
