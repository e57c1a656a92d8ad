import type { Codec, LeadAssigned } from '@leadline/contracts';
import { type Running, settle, type StreamClient } from '@leadline/stream';

/** An assignment as a reader of `lead.assigned` sees it. */
export interface SeenAssignment {
  readonly value: LeadAssigned;
  /** Broker's time of the record, epoch ms, wall clock. */
  readonly timestamp: number;
}

/** Follows `lead.assigned`, as a company's CRM would. */
export interface AssignedFeed {
  /** Everything that is new since the last call and was committed before this one. */
  take(): Promise<readonly SeenAssignment[]>;
  stop(): Promise<void>;
}

const TOPIC = 'lead.assigned';

export async function followAssigned(
  client: StreamClient,
  codec: Codec,
  group: string,
): Promise<AssignedFeed> {
  let fresh: SeenAssignment[] = [];
  const running: Running = await client.runAtLeastOnce({
    group,
    topics: [TOPIC],
    handle: async (batch) => {
      for (const raw of batch) {
        if (raw.value === null) continue;
        const { record, value } = await codec.decode(raw.value, TOPIC);
        if (record === 'LeadAssigned') fresh.push({ value, timestamp: raw.timestamp });
      }
      return batch.map(() => ({ kind: 'done' as const }));
    },
  });
  return {
    async take() {
      await settle(client, group, [TOPIC]);
      const taken = fresh;
      fresh = [];
      return taken;
    },
    stop: () => running.stop(),
  };
}
