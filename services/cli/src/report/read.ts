import type { TopicName } from '@leadline/contracts';
import type { Cluster } from '../cluster.ts';
import { createLeadFold, READ } from './facts/fold.ts';
import type { LeadFacts } from './facts/lead-facts.ts';
import type { RepNames } from './figures/reps.ts';

/** Facts of every lead that the topics know, up to where they end now. */
export async function leadsOf(cluster: Cluster): Promise<readonly LeadFacts[]> {
  // What comes last in the flow ends first, so that whatever a topic tells, the one it follows from tells as well.
  const ends = new Map<TopicName, ReadonlyMap<number, bigint>>();
  for (const topic of READ.toReversed()) ends.set(topic, await cluster.client.endOffsets(topic));
  const fold = createLeadFold();
  for (const topic of READ)
    for await (const found of cluster.read(topic, { to: ends.get(topic)! })) fold.add(found);
  return fold.leads();
}

/** Names of all reps. */
export async function repNamesOf(cluster: Cluster): Promise<RepNames> {
  const names = new Map<string, string>();
  for await (const { value } of cluster.read('rep.contact'))
    names.set(`${value.tenant}/${value.repId}`, value.name);
  return names;
}
