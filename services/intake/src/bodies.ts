import type { Codec, LeadReceived } from '@leadline/contracts';
import type { BodyPlace } from '@leadline/live';
import type { StreamClient } from '@leadline/stream';

/** Reads the words of a lead from the log; null: they have passed their retention. Throws StreamUnavailable. */
export type ReadBody = (leadId: string, place: BodyPlace) => Promise<LeadReceived | null>;

/** One record is read by its place, so that no copy of what may be about a person has to be kept for it. */
export function bodiesOf(client: Pick<StreamClient, 'read'>, codec: Pick<Codec, 'decode'>): ReadBody {
  return async (leadId, { partition, offset }) => {
    const [from, to] = [new Map([[partition, offset]]), new Map([[partition, offset + 1n]])];
    for await (const batch of client.read({ topic: 'lead.received', partitions: [partition], from, to }))
      for (const { key, value } of batch) {
        if (key !== leadId || value === null) continue;
        const { record, value: said } = await codec.decode(value, 'lead.received');
        if (record === 'LeadReceived') return said;
      }
    return null;
  };
}
