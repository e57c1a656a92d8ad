import type { HistoricalDeal } from '@leadline/contracts';
import type { Cluster } from '../cluster.ts';

/** Writes deals to `deal.history`; a deal that comes again replaces itself. */
export async function writeHistory(
  { client, codec }: Cluster,
  deals: readonly HistoricalDeal[],
): Promise<void> {
  const producer = await client.producer();
  try {
    await producer.send(
      await Promise.all(
        deals.map((value) => {
          const { tenant, workspace, leadId } = value;
          const context = { tenant, workspace, subject: leadId, traceparent: null };
          const emit = { topic: 'deal.history', record: 'HistoricalDeal', key: leadId, value } as const;
          return codec.encode(emit, context, 'history');
        }),
      ),
    );
  } finally {
    await producer.close();
  }
}
