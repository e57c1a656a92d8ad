import type { TopicName } from '@leadline/contracts';
import { countryOf, loadVocabularies, valueReader, zoneName, type Contracts } from '@leadline/reference';
import type { Cluster } from '../cluster.ts';
import type { QualityFacts } from './facts.ts';
import { createQualityFold, READ } from './fold.ts';

/** Facts about the quality of all data that the topics hold, up to where they end now. `vocabulary`: folder of one's own. */
export async function qualityOf(
  cluster: Cluster,
  contracts: Contracts,
  vocabulary: string | null,
): Promise<QualityFacts> {
  const fold = createQualityFold({
    contracts,
    read: valueReader(loadVocabularies(vocabulary)),
    lookups: {
      isCountry: (code) => /^[A-Z]{2}$/.test(code) && countryOf(code) !== null,
      isZone: (name) => zoneName(name) !== null,
    },
  });
  const ends = new Map<TopicName, ReadonlyMap<number, bigint>>();
  for (const topic of READ) ends.set(topic, await cluster.client.endOffsets(topic));
  for (const topic of READ)
    for await (const found of cluster.read(topic, { to: ends.get(topic)! })) fold.add(found);
  return fold.facts();
}
