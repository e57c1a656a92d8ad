import { LeadlineError, TOPICS, type TopicName } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';

/** Of a service: what it owns or works through. */
function topicsOf(service: string, groups: readonly string[]): TopicName[] {
  const names = new Set([service, ...groups]);
  return (Object.keys(TOPICS) as TopicName[]).filter(
    (topic) => names.has(TOPICS[topic].owner) || TOPICS[topic].consumers.some((group) => names.has(group)),
  );
}

/**
 * Compares the topics of a service with the topic table. Where a workspace has one partition for itself the number of
 * partitions must be the same: else it would have two logs.
 * @throws LeadlineError LEADLINE_TOPIC_MISSING, LEADLINE_TOPIC_PARTITIONS
 */
export async function checkTopics(
  stream: Pick<StreamClient, 'partitions' | 'topics'>,
  service: string,
  groups: readonly string[],
): Promise<void> {
  const wanted = topicsOf(service, groups);
  if (wanted.length === 0) return;
  const there = new Set(await stream.topics());
  const missing = wanted.filter((topic) => !there.has(topic));
  if (missing.length > 0)
    throw new LeadlineError('LEADLINE_TOPIC_MISSING', `Kafka has no topic ${missing.join(', ')}.`, {
      where: missing.join(', '),
    });
  for (const topic of wanted) {
    const { partitions, partitionBy } = TOPICS[topic];
    const found = await stream.partitions(topic);
    if (partitionBy === 'key' || found === partitions) continue;
    const message = `${topic} has ${found} partitions, and its workspaces count on ${partitions}.`;
    throw new LeadlineError('LEADLINE_TOPIC_PARTITIONS', message, { where: topic });
  }
}
