import { createRequire } from 'node:module';
import { type Kafka, Partitioners, type Producer, type Transaction } from 'kafkajs';
import { type Placed, sends } from '../batching.ts';
import { messageOf, RecordRefused, StreamUnavailable } from '../errors.ts';
import type { RecordPosition } from '../port.ts';
import { within } from '../timing.ts';
import { type Finder, rememberCoordinators } from './coordinators.ts';
import { FAST, type KafkaOptions, type Link, openKafka } from './connection.ts';
import type { FetchPosition } from './log-reader.ts';
import { isRefusal, positionsOf, topicMessages } from './wire.ts';

rememberCoordinators(createRequire(import.meta.url)('kafkajs/src/cluster') as { readonly prototype: Finder });

/** A killed owner's open transaction holds up the readers of its outputs until the broker aborts it. */
const TIMEOUT_MS = 10_000;

/**
 * The transactional producer of one partition's owner. Its first transaction fences the former owner and resolves what
 * that one left open. After any error it must be closed: kafkajs has no way out of a failed commit, which may have worked.
 */
export class TransactionalProducer {
  readonly #producer: Producer;
  readonly #link: Link;
  readonly #group: string;

  private constructor(kafka: Kafka, link: Link, group: string, id: string) {
    this.#link = link;
    this.#group = group;
    this.#producer = kafka.producer({
      transactionalId: id,
      idempotent: true,
      maxInFlightRequests: 1,
      transactionTimeout: TIMEOUT_MS,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: FAST,
    });
  }

  /** @param id the transactional id: the same for all owners of the partition. */
  static async open(options: KafkaOptions, group: string, id: string): Promise<TransactionalProducer> {
    const { kafka, link } = openKafka(options, FAST);
    const opened = new TransactionalProducer(kafka, link, group, id);
    try {
      await opened.#producer.connect();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  /**
   * All of it or nothing: writes what `write` sends, and moves the group's offset. Positions as in the first send.
   * Throws {@link RecordRefused} if Kafka will never take one of the records.
   */
  async commit(
    write: (send: (records: readonly Placed[]) => Promise<RecordPosition[]>) => Promise<void>,
    offset: FetchPosition | null,
  ): Promise<void> {
    const lost = this.#link.lost;
    const transaction = await this.#producer.transaction();
    await write((records) => this.#send(transaction, records));
    if (offset !== null) await this.#moveOffset(transaction, offset);
    // A request of a lost connection may arrive late and land in the next transaction: only a new epoch shuts it out.
    if (this.#link.lost !== lost)
      throw new StreamUnavailable('A connection was lost during the transaction.');
    await transaction.commit();
  }

  async close(): Promise<void> {
    await within(
      3000,
      this.#producer.disconnect().catch(() => {}),
      () => undefined,
    );
    this.#link.close();
  }

  async #send(transaction: Transaction, records: readonly Placed[]): Promise<RecordPosition[]> {
    const positions: RecordPosition[] = [];
    for (const part of sends(records)) {
      const answers = await transaction
        .sendBatch({ acks: -1, topicMessages: topicMessages(part) })
        .catch(refused);
      positions.push(...positionsOf(part, answers));
    }
    return positions;
  }

  async #moveOffset(transaction: Transaction, { topic, partition, offset }: FetchPosition): Promise<void> {
    await transaction.sendOffsets({
      consumerGroupId: this.#group,
      topics: [{ topic, partitions: [{ partition, offset: offset.toString() }] }],
    });
  }
}

function refused(error: unknown): never {
  throw isRefusal(error) ? new RecordRefused(messageOf(error), { cause: error }) : error;
}

const FENCED = new Set<unknown>(['INVALID_PRODUCER_EPOCH', 'PRODUCER_FENCED', 'INVALID_PRODUCER_ID_MAPPING']);

/** Somebody else has the transactional id now, or the broker has timed the transaction out. */
export function isFenced(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('type' in error && FENCED.has(error.type)) || isFenced(error.cause);
}
