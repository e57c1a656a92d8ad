import { Partitioners, type Producer } from 'kafkajs';
import { type Placed, sendable } from '../batching.ts';
import { messageOf, RecordRefused, StreamUnavailable } from '../errors.ts';
import type { OutRecord, RecordPosition, StreamProducer } from '../port.ts';
import { within } from '../timing.ts';
import { type KafkaOptions, type Link, openKafka, PATIENT } from './connection.ts';
import type { Placement } from './placement.ts';
import { isRefusal, positionsOf, topicMessages } from './wire.ts';

/** Callers get their answer after this in any case. */
const SEND_MS = 15_000;

interface Waiting {
  readonly records: readonly Placed[];
  readonly resolve: (positions: readonly RecordPosition[]) => void;
  readonly reject: (error: Error) => void;
  expired: boolean;
}

/**
 * Idempotent, acks = all, and strictly one send at a time: with concurrent sends kafkajs hands a failed send's sequence
 * numbers to another one, and acknowledged records are lost. Whatever queues up meanwhile goes together in the next send.
 */
export class QueueingProducer implements StreamProducer {
  readonly #options: KafkaOptions;
  readonly #placement: Placement;
  #producer: Producer | null = null;
  #link: Link | null = null;
  #queue: Waiting[] = [];
  #pending = 0;
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(options: KafkaOptions, placement: Placement) {
    this.#options = options;
    this.#placement = placement;
  }

  get pending(): number {
    return this.#pending;
  }

  async send(records: readonly OutRecord[]): Promise<readonly RecordPosition[]> {
    if (this.#closed) throw new StreamUnavailable('The producer is closed.');
    if (records.length === 0) return [];
    this.#pending += records.length;
    try {
      return await this.#enqueue(await this.#placement.place(records));
    } finally {
      this.#pending -= records.length;
    }
  }

  /** Connects now instead of at the first send. */
  async open(): Promise<void> {
    this.#producer = await this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await within(SEND_MS, this.#draining ?? Promise.resolve(), () => undefined);
    await this.#discard();
  }

  #enqueue(records: readonly Placed[]): Promise<readonly RecordPosition[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly RecordPosition[]>();
    const waiting: Waiting = { records, resolve, reject, expired: false };
    this.#queue.push(waiting);
    this.#draining ??= this.#drain();
    return within(SEND_MS, promise, () => {
      waiting.expired = true;
      throw new StreamUnavailable('Kafka has not acknowledged in time.');
    });
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // lets all senders of this turn of the event loop into one batch
    try {
      while (this.#queue.length > 0) await this.#deliver(this.#nextBatch());
    } finally {
      this.#draining = null; // in the same turn as the last look at the queue: nobody can queue up in between, unseen
    }
  }

  /** What waits, as far as it fits into one send; a caller's records stay together. */
  #nextBatch(): Waiting[] {
    const live = this.#queue.filter(({ expired }) => !expired);
    const fits = sendable(live.flatMap(({ records }) => records));
    let count = 0;
    for (let total = live[0]?.records.length ?? 0; count < live.length && (count === 0 || total <= fits);) {
      count += 1;
      total += live[count]?.records.length ?? 0;
    }
    this.#queue = live.slice(count);
    return live.slice(0, count);
  }

  /** A record that the broker refuses must not take its neighbours with it. */
  async #deliver(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#sendBatch(batch);
    } catch (error) {
      await this.#discard(); // it is uncertain what the broker has of it: a new producer shares no sequence with it
      if (!isRefusal(error))
        fail(batch, new StreamUnavailable(`Not acknowledged: ${messageOf(error)}`, { cause: error }));
      else if (batch.length === 1) fail(batch, new RecordRefused(messageOf(error), { cause: error }));
      else for (const one of batch) await this.#deliver([one]);
    }
  }

  async #sendBatch(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    this.#producer ??= await this.#connect();
    const all = batch.flatMap(({ records }) => records);
    const positions: RecordPosition[] = [];
    for (let from = 0; from < all.length;) {
      const part = all.slice(from, from + sendable(all.slice(from)));
      const answers = await this.#producer.sendBatch({ acks: -1, topicMessages: topicMessages(part) });
      positions.push(...positionsOf(part, answers));
      from += part.length;
    }
    let from = 0;
    for (const { records, resolve } of batch) resolve(positions.slice(from, (from += records.length)));
  }

  async #connect(): Promise<Producer> {
    const { kafka, link } = openKafka(this.#options, PATIENT);
    this.#link = link;
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: PATIENT,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      link.close();
      throw new StreamUnavailable(`Kafka does not answer: ${messageOf(error)}`, { cause: error });
    }
  }

  async #discard(): Promise<void> {
    const producer = this.#producer;
    this.#producer = null;
    await producer?.disconnect().catch(() => {});
    this.#link?.close();
  }
}

function fail(batch: readonly Waiting[], error: Error): void {
  for (const { reject } of batch) reject(error);
}
