import type { HistoricalDeal } from '@leadline/contracts';
import type { Cluster } from '../cluster.ts';

type Write = (deals: readonly HistoricalDeal[]) => Promise<void>;

/** Runs with what writes deals to `deal.history`; a deal that comes again replaces itself. */
export async function withHistory<T>(
  { client, codec }: Cluster,
  run: (write: Write) => Promise<T>,
): Promise<T> {
  const producer = await client.producer();
  const encoded = (value: HistoricalDeal) => {
    const { tenant, workspace, leadId } = value;
    const context = { tenant, workspace, subject: leadId, traceparent: null };
    const emit = { topic: 'deal.history', record: 'HistoricalDeal', key: leadId, value } as const;
    return codec.encode(emit, context, 'history');
  };
  try {
    return await run(async (deals) => void (await producer.send(await Promise.all(deals.map(encoded)))));
  } finally {
    await producer.close();
  }
}
