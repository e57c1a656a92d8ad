import { type Codec, sha256 } from '@leadline/contracts';
import {
  createWorkspace,
  defaultPolicy,
  foldEvent,
  type LogEvent,
  type Policy,
  type WorkspaceState,
} from '@leadline/domain';
import { zoneOffsets } from '@leadline/reference';
import type { StreamClient } from '@leadline/stream';

/** Who would have got which lead: lead id to rep id. */
export type Assignments = ReadonlyMap<string, string>;

/**
 * Folds the recorded log of every workspace once more, under another policy. Outcomes stay at their recorded times, so
 * capacity frees as it did; only who gets which lead changes.
 */
export async function routeAgain(client: StreamClient, codec: Codec, policy: Policy): Promise<Assignments> {
  const states = new Map<string, WorkspaceState>();
  const assigned = new Map<string, string>();
  for await (const batch of client.read({ topic: 'assignment.in' })) {
    for (const raw of batch) {
      if (raw.value === null) continue;
      const event = (await codec.decode(raw.value, 'assignment.in')) as LogEvent;
      const { tenant, workspace } = event.value;
      const key = `${tenant}/${workspace}`;
      const state = states.get(key) ?? createWorkspace(tenant, workspace, { policy });
      states.set(key, state);
      const context = { offset: Number(raw.offset), appendedAt: raw.timestamp, sha256, zone: zoneOffsets };
      for (const { leadId, repId } of foldEvent(state, event, context).assigned)
        if (!assigned.has(leadId)) assigned.set(leadId, repId);
    }
  }
  return assigned;
}

/** The default policy with round robin in place of value. */
export const roundRobin: Policy = { ...defaultPolicy, version: 'round-robin', strategy: 'round-robin' };
