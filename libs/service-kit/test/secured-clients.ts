import { randomUUID } from 'node:crypto';
import { checkSchemas, createCodec, type LeadWaiting, topicSpecs } from '@leadline/contracts';
import { connectLive } from '@leadline/live';
import { connectKafka } from '@leadline/stream';
import { until } from '@leadline/testkit';
import { kafkaOf, liveTransportIn, redisOf, registryOf } from '../src/index.ts';

/** Settings of a service by name; an empty one is not set. */
export type Settings = Readonly<Record<string, string>>;
export const SERVERS = ['KAFKA', 'REGISTRY', 'REDIS'] as const;
export type Server = (typeof SERVERS)[number];

/** What each server is asked to tell that its client is in. */
export const ASK: Readonly<Record<Server, (settings: Settings) => Promise<unknown>>> = {
  async KAFKA(settings) {
    const client = await connectKafka({ ...kafkaOf(liveTransportIn(settings)), clientId: 'secured-test' });
    try {
      return await client.topics();
    } finally {
      await client.close();
    }
  },
  REGISTRY: async (settings) => checkSchemas(registryOf(liveTransportIn(settings))),
  async REDIS(settings) {
    const config = liveTransportIn(settings);
    const live = await connectLive(config.LEADLINE_REDIS, { timeoutMs: 1_000, ...redisOf(config) });
    try {
      await until('Redis lets us in or not', () => live.ready || live.trouble !== null);
      const answer = await live.run((redis) => redis.get('ll:nothing'));
      if (answer !== 'unavailable') return answer;
      throw Object.assign(new Error(live.trouble?.why ?? 'no answer'), { code: live.trouble?.code });
    } finally {
      live.close();
    }
  },
};

/** How a server refuses. */
export async function refusal(asked: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error: unknown = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && 'code' in error) return { code: error.code, message: error.message };
  throw new Error(`It was let in, or failed without a code: ${String(error)}`);
}

/** A lead's record goes out through registry and Kafka, and comes back through both; answers it as written and as read. */
export async function lead(settings: Settings) {
  const config = liveTransportIn(settings);
  const client = await connectKafka({ ...kafkaOf(config), clientId: 'secured-test' });
  try {
    const topic = 'lead.waiting';
    await client.ensureTopics(topicSpecs().filter(({ name }) => name === topic));
    const written = waiting();
    const { leadId: key, tenant, workspace } = written;
    const emit = { topic, record: 'LeadWaiting', key, value: written } as const;
    const context = { tenant, workspace, subject: key, traceparent: null };
    const record = await createCodec(registryOf(config)).encode(emit, context, 'test');
    await (await client.producer()).send([record]);
    // A codec of its own: it has to ask the registry what it reads.
    const reader = createCodec(registryOf(config));
    for await (const batch of client.read({ topic }))
      for (const { key: read, value } of batch)
        if (read === key) return { written, read: (await reader.decode(value!, topic)).value };
    throw new Error('The record is not there.');
  } finally {
    await client.close();
  }
}

const waiting = (): LeadWaiting => ({
  leadId: randomUUID(),
  tenant: 'default',
  workspace: 'main',
  attempt: 1,
  occurredAt: 1_790_000_000_000,
  receivedAt: 1_790_000_000_500,
  since: 1_790_000_001_000,
  deadline: 1_790_000_601_000,
  reason: 'NOBODY',
  seq: 1,
  stages: [],
});
