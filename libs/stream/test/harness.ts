import { randomUUID } from 'node:crypto';
import {
  connectKafka,
  type OutRecord,
  type Outcome,
  type PartitionTask,
  type StreamClient,
  type StreamRecord,
} from '../src/index.ts';
import type { KafkaOptions } from '../src/kafka/connection.ts';

export { until } from '../../testkit/src/until.ts';

export const BROKERS = process.env['LEADLINE_KAFKA'] ?? '127.0.0.1:9092';

/** Options for a client of our broker. */
export const kafka = (more: Partial<KafkaOptions> = {}): KafkaOptions => ({
  brokers: BROKERS,
  clientId: 'test',
  ...more,
});

export const fresh = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;
export const DONE: Outcome = { kind: 'done' };
export const failed = (failure: 'transient' | 'retryable' | 'poison' | 'bug'): Outcome => ({
  kind: 'failed',
  failure,
  code: `TEST_${failure.toUpperCase()}`,
  message: `made to fail: ${failure}`,
});

/** Clients and topics of one test file. */
export class Bench {
  readonly client: StreamClient;
  readonly #others: StreamClient[] = [];

  private constructor(client: StreamClient) {
    this.client = client;
  }

  static async open(): Promise<Bench> {
    return new Bench(await connectKafka(kafka()));
  }

  /** A client that closes with the bench: another process, as far as Kafka knows. */
  async another(more: Partial<KafkaOptions> = {}): Promise<StreamClient> {
    const client = await connectKafka(kafka(more));
    this.#others.push(client);
    return client;
  }

  async topic(name: string, partitions = 1): Promise<string> {
    const topic = fresh(name);
    await this.client.ensureTopics([{ name: topic, partitions, compact: false, retentionDays: 1 }]);
    return topic;
  }

  /** Sends numbered records, round robin over the partitions. */
  async fill(topic: string, values: readonly string[], partitions = 1): Promise<void> {
    const producer = await this.client.producer();
    await producer.send(values.map((value, index) => record(topic, value, index % partitions)));
    await producer.close();
  }

  async read(topic: string): Promise<StreamRecord[]> {
    const all: StreamRecord[] = [];
    for await (const records of this.client.read({ topic })) all.push(...records);
    return all;
  }

  async values(topic: string): Promise<string[]> {
    return (await this.read(topic)).map(text);
  }

  async lag(group: string, topic: string): Promise<bigint> {
    const lags = await this.client.lag(group, [topic]);
    return lags.reduce((sum, { committed, end }) => sum + end - committed, 0n);
  }

  async close(): Promise<void> {
    await Promise.all([this.client, ...this.#others].map((client) => client.close()));
  }
}

export const text = ({ value }: StreamRecord): string => value?.toString() ?? '';

export function record(topic: string, value: string, partition = 0): OutRecord {
  return { topic, key: value, value: Buffer.from(value), partition };
}

export const numbers = (count: number, prefix = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** A task that copies its input to a topic, partition by partition. */
export function copying(out: string, more: Partial<PartitionTask> = {}): PartitionTask {
  return {
    open: () => Promise.resolve(),
    process: (chunk) =>
      Promise.resolve(chunk.map((one) => ({ ...record(out, text(one)), partition: one.partition }))),
    committed: () => Promise.resolve(),
    idle: () => Promise.resolve(),
    close: () => Promise.resolve(),
    ...more,
  };
}
