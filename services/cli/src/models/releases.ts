import type { ModelReleased } from '@leadline/contracts';
import { ReleaseLog } from '@leadline/models';
import { type Cluster, environment, withCluster } from '../cluster.ts';
import type { Io } from '../output/command.ts';

/** All releases and rollbacks up to now. */
export async function readReleases(cluster: Cluster): Promise<ReleaseLog> {
  const log = new ReleaseLog();
  for await (const { value } of cluster.read('model.released')) log.add(value);
  return log;
}

/** The same, or null where no address of Kafka is known: a card can be read without it. */
export async function releasesIfKnown(io: Io): Promise<ReleaseLog | null> {
  const env = await environment(io.env);
  return env['LEADLINE_KAFKA'] || env['LEADLINE_KAFKA_FILE'] ? withCluster(env, readReleases) : null;
}

/** Resolves when all in-sync replicas have the event: from then on every scoring instance follows it. */
export async function announce({ client, codec }: Cluster, value: ModelReleased): Promise<void> {
  const { eventId, tenant } = value;
  const context = { tenant, workspace: '', subject: null, traceparent: null };
  const emit = { topic: 'model.released', record: 'ModelReleased', key: eventId, value } as const;
  const producer = await client.producer();
  try {
    await producer.send([await codec.encode(emit, context, 'models')]);
  } finally {
    await producer.close();
  }
}
