import type { TopicName } from '@leadline/contracts';
import type { KnownDeal } from '@leadline/models';
import type { Cluster } from '../cluster.ts';
import { createDealFold, READ } from './fold.ts';

/** All deals that the topics know of, up to where they end now. */
export async function knownDeals(cluster: Cluster): Promise<readonly KnownDeal[]> {
  const fold = createDealFold();
  const ends = new Map<TopicName, ReadonlyMap<number, bigint>>();
  for (const topic of READ) ends.set(topic, await cluster.client.endOffsets(topic));
  for (const topic of READ)
    for await (const found of cluster.read(topic, { to: ends.get(topic)! })) fold.add(found);
  return fold.deals();
}
