import {
  actorOf,
  CodecFailure,
  type Codec,
  contextOf,
  type DecodedRecord,
  type Emit,
  TOPICS,
  workspacePartition,
} from '@leadline/contracts';
import { foldEvent, type LogEvent, waitingOf, type ZoneOffsets } from '@leadline/domain';
import {
  type ExactlyOnceOptions,
  isTransient,
  type OutRecord,
  type Ownership,
  type PartitionTask,
  PoisonRecord,
  type StreamClient,
  type StreamProducer,
  type StreamRecord,
} from '@leadline/stream';
import { Checkpoints } from './checkpoints.ts';
import { claimRecord } from './claim.ts';
import type { Keeping } from './disk.ts';
import { LoadMirror, type LoadStore } from './load-mirror.ts';
import type { LogObserver, OwnerView } from './observe.ts';
import { emitsOf, encodeAll, STAGE } from './outputs.ts';
import { parkedRecord } from './parked.ts';
import { Ticker } from './ticker.ts';
import { LOG_LOST, Workspaces } from './workspaces.ts';

/** What assignment needs of the world. */
export interface AssignmentParts {
  readonly client: StreamClient;
  readonly codec: Codec;
  /** Plain producer for `assignment.in`: ticks and parked leads never travel in a transaction. */
  readonly producer: Pick<StreamProducer, 'send'>;
  readonly store: LoadStore;
  readonly sha256: (text: string) => string;
  /** Secret of exploration; undefined: nothing is explored. */
  readonly salt?: string | undefined;
  readonly zone: (name: string) => ZoneOffsets | null;
  /** Wall clock, epoch ms. For stage times and timers' wake-up, never for a decision. */
  readonly now: () => number;
  /** Name of this process, for claim records. */
  readonly owner: string;
  /** Told what is wrong with a partition, and null when it is well again. */
  readonly alarm: (partition: number, trouble: Error | null) => void;
  readonly maxChunk?: number;
  /** Where what is restored stays for the next owner on this machine; nowhere unless given. */
  readonly keeping?: Keeping | null;
  readonly observe?: LogObserver;
}

/** The exactly-once owner of `assignment.in`: one task per partition folds its log. */
export function assignmentLog(parts: AssignmentParts): ExactlyOnceOptions {
  return {
    group: STAGE,
    topic: 'assignment.in',
    ...(parts.maxChunk === undefined ? {} : { maxChunk: parts.maxChunk }),
    claim: (partition) => claimRecord(parts.codec, partition, parts.owner, parts.now()),
    task: (ownership) => new PartitionOwner(parts, ownership),
    deadLettered: async (record, position, code) => {
      const parked = await parkedRecord(parts.codec, record, position, code);
      if (parked !== null) await parts.producer.send([parked]);
      return [];
    },
  };
}

/** Of a record that is found to be poison before anything is folded: the state in memory is still good. */
const CLEAN = { clean: true };

interface Input {
  readonly record: StreamRecord;
  readonly event: LogEvent;
}

/**
 * Folds the log of one partition: state in memory, outputs for the transaction, and after the commit the live view.
 * After any error the runner throws it away and a new one starts from what is committed.
 */
class PartitionOwner implements PartitionTask {
  readonly #parts: AssignmentParts;
  readonly #partition: number;
  readonly #mirror: LoadMirror;
  readonly #ticker: Ticker;
  readonly #checkpoints: Checkpoints;
  readonly #view: OwnerView = {
    waiting: () => this.#waiting(),
    mirror: () => this.#mirror.state,
  };
  #workspaces = new Workspaces();
  /** Rows of the last chunk, until its transaction is committed. */
  #uncommitted: readonly Emit[] = [];
  /** The same as it goes to the ledger. */
  #ledgerRows: readonly OutRecord[] = [];
  /** Why nothing may be folded any more. */
  #trouble: Error | null = null;

  constructor(parts: AssignmentParts, { partition, token }: Ownership) {
    const { client, store, now, producer, codec, keeping = null } = parts;
    this.#parts = parts;
    this.#partition = partition;
    this.#checkpoints = new Checkpoints({ client, codec, partition, keeping, now });
    this.#ticker = new Ticker(producer, codec, partition);
    const ledgerEnd = async () => (await client.endOffsets('assignment.ledger')).get(partition) ?? 0n;
    this.#mirror = new LoadMirror({ store, partition, token, ledgerEnd, now });
  }

  async open(): Promise<void> {
    await this.#guarded(async () => {
      this.#workspaces.close();
      this.#workspaces = await this.#checkpoints.load();
      await this.#mirror.open(this.#workspaces);
    });
    this.#parts.alarm(this.#partition, null);
    this.#parts.observe?.owns(this.#view);
  }

  /** Decodes all records before it folds the first: a poison record must not cost the state in memory. */
  async process(chunk: readonly StreamRecord[]): Promise<readonly OutRecord[]> {
    if (this.#trouble !== null) throw this.#trouble;
    this.#checkpoints.check();
    const inputs: Input[] = [];
    for (const record of chunk) inputs.push({ record, event: await this.#decode(record) });
    const outputs = this.#checkpoints.guard(() =>
      inputs.map(({ record, event }) => ({ record, event, emits: this.#fold(record, event) })),
    );
    this.#uncommitted = outputs.flatMap(({ emits }) => emits);
    const encoded = await Promise.all(
      outputs.map(({ record, event, emits }) => {
        const { tenant, workspace } = event.value;
        const { subject, traceparent } = contextOf(record.headers);
        return encodeAll(this.#parts.codec, emits, { tenant, workspace, subject, traceparent });
      }),
    );
    this.#ledgerRows = encoded.flat().filter(({ topic }) => topic === 'assignment.ledger');
    return encoded.flat();
  }

  async committed(): Promise<void> {
    this.#parts.observe?.emitted(this.#uncommitted);
    this.#uncommitted = [];
    await this.#guarded(() => this.#mirror.publish(this.#workspaces));
    await this.#checkpoints.committed(this.#workspaces, this.#ledgerRows);
  }

  async idle(now: number): Promise<void> {
    this.#checkpoints.check();
    if (this.#trouble !== null) throw this.#trouble;
    await this.#ticker.tick(this.#workspaces.all(), now);
    await this.#guarded(() => this.#mirror.beat(this.#workspaces));
  }

  async close(): Promise<void> {
    this.#parts.observe?.leaves(this.#view);
    this.#workspaces.close();
  }

  #waiting(): number {
    let sum = 0;
    for (const state of this.#workspaces.all()) sum += waitingOf(state).length;
    return sum;
  }

  #fold(record: StreamRecord, event: LogEvent) {
    const { sha256, salt, zone, now } = this.#parts;
    const state = this.#workspaces.of(event.value.tenant, event.value.workspace);
    const key = actorOf(record.headers);
    const context = { offset: Number(record.offset), appendedAt: record.timestamp, key, sha256, salt, zone };
    const rows = foldEvent(state, event, context);
    this.#workspaces.keep(state, rows.state);
    this.#mirror.touch(state);
    if (event.record === 'Ticked') this.#ticker.folded(state);
    return emitsOf(state, rows, this.#partition, now());
  }

  async #decode(record: StreamRecord): Promise<LogEvent> {
    if (record.value === null)
      throw new PoisonRecord(record, 'LEADLINE_RECORD_UNDECODABLE', 'The record has no value.', CLEAN);
    const decoded = await this.#parts.codec.decode(record.value, 'assignment.in').catch((error: unknown) => {
      if (error instanceof CodecFailure && error.failure === 'poison')
        throw new PoisonRecord(record, error.code, error.message, CLEAN);
      throw error;
    });
    const event = decoded as Extract<DecodedRecord, { record: LogEvent['record'] }>;
    const { tenant, workspace } = event.value;
    if (workspacePartition(tenant, workspace, TOPICS['assignment.in'].partitions) === record.partition)
      return event;
    const message = `The log of ${tenant}/${workspace} is not partition ${record.partition}.`;
    throw new PoisonRecord(record, 'LEADLINE_ASSIGNMENT_WRONG_LOG', message, CLEAN);
  }

  /** If the log and its views contradict each other, nothing is folded until somebody has looked. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isTransient(error) && !('code' in error && error.code === LOG_LOST)) throw error;
      this.#trouble = error instanceof Error ? error : new Error(String(error));
      this.#parts.alarm(this.#partition, this.#trouble);
      throw error;
    }
  }
}
