import { setTimeout as pause } from 'node:timers/promises';
import {
  type Codec,
  createCodec,
  type DecodedRecord,
  type Emit,
  registerSchemas,
  topicSpecs,
  type TopicName,
} from '@leadline/contracts';
import {
  connectKafka,
  type OutRecord,
  type RecordPosition,
  type StreamClient,
  type StreamRecord,
} from '@leadline/stream';

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/** A record that came out: its place, its key and headers, and what it says. */
export interface Seen {
  readonly record: StreamRecord;
  readonly decoded: DecodedRecord;
}

/** Writes to topics as a neighbouring stage would, and waits for what comes out. Sees only what is written after it opened. */
export class TopicProbe {
  readonly #client: StreamClient;
  readonly #codec: Codec;
  readonly #start = new Map<string, ReadonlyMap<number, bigint>>();

  private constructor(client: StreamClient, codec: Codec) {
    this.#client = client;
    this.#codec = codec;
  }

  /** Connects to the stack that LEADLINE_KAFKA and LEADLINE_REGISTRY name, with all topics and schemas there. */
  static async open(outputs: readonly string[]): Promise<TopicProbe> {
    const { LEADLINE_KAFKA: brokers = '', LEADLINE_REGISTRY: registryUrl = '' } = process.env;
    const client = await connectKafka({ brokers, clientId: 'topic-probe' });
    try {
      await client.ensureTopics(topicSpecs());
      await registerSchemas({ registryUrl });
      const probe = new TopicProbe(client, createCodec({ registryUrl }));
      for (const topic of outputs) probe.#start.set(topic, await client.endOffsets(topic));
      return probe;
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** Writes records with the headers of a stage called `probe`. */
  async send(emits: readonly Emit[]): Promise<readonly RecordPosition[]> {
    const records: OutRecord[] = [];
    for (const emit of emits) {
      const { tenant = 'default', workspace = '' } = {
        ...(emit.value as { tenant?: string; workspace?: string } | null),
      };
      records.push(
        await this.#codec.encode(emit, { tenant, workspace, subject: emit.key, traceparent: null }, 'probe'),
      );
    }
    return this.sendRaw(records);
  }

  /** Writes bytes as they are. */
  async sendRaw(records: readonly OutRecord[]): Promise<readonly RecordPosition[]> {
    const producer = await this.#client.producer();
    try {
      return await producer.send(records);
    } finally {
      await producer.close();
    }
  }

  /** The first `count` records of a topic that satisfy the condition. Throws, saying what there was, if they do not come. */
  async waitForRaw(
    topic: string,
    wanted: (record: StreamRecord) => boolean,
    count = 1,
  ): Promise<readonly StreamRecord[]> {
    const from = this.#start.get(topic);
    if (from === undefined) throw new Error(`The probe was not opened for ${topic}.`);
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found: StreamRecord[] = [];
      for await (const batch of this.#client.read({ topic, from })) found.push(...batch.filter(wanted));
      if (found.length >= count) return found;
      if (Date.now() > deadline)
        throw new Error(`${found.length} of ${count} expected records are on ${topic}.`);
      await pause(POLL_MS);
    }
  }

  /** The first `count` records of a topic with one of the keys. */
  async waitFor(topic: TopicName, keys: readonly string[], count = keys.length): Promise<readonly Seen[]> {
    const records = await this.waitForRaw(topic, ({ key }) => key !== null && keys.includes(key), count);
    return Promise.all(
      records.map(async (record) => ({
        record,
        decoded: await this.#codec.decode(record.value ?? Buffer.alloc(0), topic),
      })),
    );
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
