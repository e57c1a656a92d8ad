import { avroType, type Reader, readerFor } from './avro.ts';
import { CodecFailure } from './failure.ts';
import { SCHEMAS } from './generated/schemas.ts';
import { TOPICS } from './generated/topics.ts';
import type { Records } from './generated/records.ts';
import { headersOf } from './headers.ts';
import { workspacePartition } from './ids.ts';
import { Registry, type RegistryOptions } from './registry.ts';
import type { Emit, EventContext, RecordName, TopicName } from './types.ts';

/** A record ready to be written: what a stream producer takes. */
export interface EncodedRecord {
  readonly topic: TopicName;
  readonly key: string;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition?: number;
}

/** A record as its bytes say it, read with today's schema. */
export type DecodedRecord = {
  [R in RecordName]: { readonly record: R; readonly value: Records[R] };
}[RecordName];

/** Avro in the Confluent wire format. Goes on with a dead registry for every schema that it has met. */
export interface Codec {
  /** Throws {@link CodecFailure}: transient while the own schema's id cannot be had, bug if the value does not fit. */
  encode(emit: Emit, context: EventContext, stage: string): Promise<EncodedRecord>;
  /** `topic`: also refuse records that do not belong on it. Throws {@link CodecFailure}: transient or poison. */
  decode(bytes: Buffer, topic?: TopicName): Promise<DecodedRecord>;
  /**
   * Learns the ids of all own schemas. Throws LEADLINE_SCHEMA_NOT_REGISTERED, naming the record, if the registry
   * differs from this release, and LEADLINE_REGISTRY_UNAVAILABLE if nobody can tell: then start all the same.
   */
  warm(records?: readonly RecordName[]): Promise<void>;
}

export interface CodecOptions extends RegistryOptions {
  /** How long an id may stay unknown to a living registry before it is poison, ms. Default 60000. */
  readonly unknownAfterMs?: number;
  /** Wall clock, for tests. */
  readonly now?: () => number;
}

const HEADER = 5;
const names = Object.keys(SCHEMAS) as RecordName[];

export function createCodec(options: CodecOptions): Codec {
  const registry = new Registry(options);
  const { unknownAfterMs = 60_000, now = Date.now } = options;
  const ids = shared((record: RecordName) => registry.idOf(record));
  const firstMissed = new Map<number, number>();
  const readers = shared(async (id: number): Promise<Reader> => {
    const writer = await registry.typeOf(id);
    if (writer) return readerFor(writer);
    const missed = firstMissed.get(id) ?? now();
    firstMissed.set(id, missed);
    const failure = now() - missed >= unknownAfterMs ? 'poison' : 'transient';
    throw new CodecFailure(failure, 'LEADLINE_SCHEMA_UNKNOWN', `The registry has no schema with id ${id}.`);
  });

  return {
    async encode(emit, context, stage) {
      const value =
        emit.value === null ? null : wireBytes(emit, ids.known(emit.record) ?? (await ids.get(emit.record)));
      const partition = partitionOf(emit, context);
      const record = { topic: emit.topic, key: emit.key, value, headers: headersOf(emit, context, stage) };
      return partition === undefined ? record : { ...record, partition };
    },
    async decode(bytes, topic) {
      const id = idIn(bytes);
      const reader = readers.known(id) ?? (await readers.get(id));
      if (topic && !(TOPICS[topic].records as readonly string[]).includes(reader.record))
        throw new CodecFailure(
          'poison',
          'LEADLINE_RECORD_UNEXPECTED',
          `${reader.record} does not belong on ${topic}.`,
        );
      return { record: reader.record, value: readValue(reader, bytes) } as DecodedRecord;
    },
    async warm(records = names) {
      await Promise.all(records.map((record) => ids.get(record)));
    },
  };
}

/** Successes are kept for ever, failures not at all; parallel callers share one request. */
function shared<K, V>(load: (key: K) => Promise<V>) {
  const values = new Map<K, V>();
  const loading = new Map<K, Promise<V>>();
  const start = async (key: K): Promise<V> => {
    try {
      const value = await load(key);
      values.set(key, value);
      return value;
    } finally {
      loading.delete(key);
    }
  };
  return {
    known: (key: K): V | undefined => values.get(key),
    get(key: K): Promise<V> {
      const value = values.get(key);
      if (value !== undefined) return Promise.resolve(value);
      const waiting = loading.get(key) ?? start(key);
      loading.set(key, waiting);
      return waiting;
    },
  };
}

function wireBytes(emit: Emit, id: number): Buffer {
  const type = avroType(emit.record);
  try {
    const payload = type.toBuffer(emit.value);
    const bytes = Buffer.allocUnsafe(HEADER + payload.length);
    bytes[0] = 0;
    bytes.writeUInt32BE(id, 1);
    payload.copy(bytes, HEADER);
    return bytes;
  } catch {
    // Without the cause: avsc's errors quote the value, which may be about a person.
    const paths: string[] = [];
    type.isValid(emit.value, { errorHook: (path) => paths.push(path.join('.')) });
    const where = paths.join(', ');
    const message = `${emit.record} does not fit its schema: ${where || 'no field can be named'}.`;
    throw new CodecFailure('bug', 'LEADLINE_RECORD_INVALID', message, { where });
  }
}

function idIn(bytes: Buffer): number {
  if (bytes.length < HEADER || bytes[0] !== 0)
    throw new CodecFailure(
      'poison',
      'LEADLINE_RECORD_UNDECODABLE',
      'The record does not start as Avro records do.',
    );
  return bytes.readUInt32BE(1);
}

function readValue(reader: Reader, bytes: Buffer): unknown {
  try {
    return reader.read(bytes.subarray(HEADER));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CodecFailure('poison', 'LEADLINE_RECORD_UNDECODABLE', `Not a whole ${reader.record}: ${why}.`, {
      cause,
    });
  }
}

/** A workspace's log is one partition, chosen by name and not by Kafka's hash of the key. */
function partitionOf(emit: Emit, context: EventContext): number | undefined {
  const topic = TOPICS[emit.topic];
  if (emit.partition !== undefined || topic.partitionBy !== 'workspace') return emit.partition;
  const { tenant, workspace }: { tenant: string; workspace: string } =
    emit.topic === 'assignment.in' && emit.value !== null ? emit.value : context;
  return workspacePartition(tenant, workspace, topic.partitions);
}
