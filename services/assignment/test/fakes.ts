import { type Codec, type DecodedRecord, headersOf, TOPICS, workspacePartition } from '@leadline/contracts';
import { canonicalJson } from '@leadline/domain';
import type { LoadStore } from '../src/load-mirror.ts';
import type { LoadChanges, LoadReply, LoadWriter } from '@leadline/live';
import type { OutRecord, RecordPosition, StreamClient, StreamRecord } from '@leadline/stream';

/** Codec whose bytes are JSON; like Avro's, they don't depend on the order of a value's keys. A value that is no JSON cannot be decoded. */
export const jsonCodec: Codec = {
  async encode(emit, context, stage) {
    const value =
      emit.value === null ? null : Buffer.from(canonicalJson({ record: emit.record, value: emit.value }));
    const byWorkspace = emit.topic === 'assignment.in' && emit.value !== null;
    const partition = byWorkspace
      ? workspacePartition(emit.value.tenant, emit.value.workspace, TOPICS['assignment.in'].partitions)
      : emit.partition;
    const record = { topic: emit.topic, key: emit.key, value, headers: headersOf(emit, context, stage) };
    return partition === undefined ? record : { ...record, partition };
  },
  async decode(bytes) {
    return JSON.parse(bytes.toString()) as DecodedRecord;
  },
  async warm() {},
};

type Log = Pick<StreamClient, 'read' | 'endOffsets'>;

/** Topics in memory: what is appended is committed at once. */
export class MemoryLog implements Log {
  readonly #records = new Map<string, StreamRecord[]>();
  now = 0;

  /** Appends to the given partition; returns where the records lie. */
  append(records: readonly OutRecord[]): RecordPosition[] {
    return records.map(({ topic, partition = 0, key, value, headers = {} }) => {
      const log = this.records(topic, partition);
      const offset = BigInt(log.length);
      log.push({ topic, partition, offset, key, value, headers, timestamp: this.now });
      return { topic, partition, offset };
    });
  }

  records(topic: string, partition: number): StreamRecord[] {
    const name = `${topic}/${partition}`;
    const known = this.#records.get(name) ?? [];
    this.#records.set(name, known);
    return known;
  }

  async *read({ topic, partitions = [], from }: Parameters<StreamClient['read']>[0]) {
    for (const partition of partitions)
      yield this.records(topic, partition).filter(({ offset }) => offset >= (from?.get(partition) ?? 0n));
  }

  async endOffsets(topic: string) {
    const partitions = Array.from({ length: 16 }, (_, partition) => partition);
    return new Map(partitions.map((partition) => [partition, BigInt(this.records(topic, partition).length)]));
  }
}

/** A live view in memory that can be down, or be emptied. Follows the rules of the scripts in `@leadline/live`. */
export class MemoryLoads implements LoadStore {
  down = false;
  calls: string[] = [];
  held: { token: bigint; seq: number } | null = null;
  readonly loads = new Map<string, number>();
  readonly waiting = new Set<string>();

  flush(): void {
    this.held = null;
    this.loads.clear();
    this.waiting.clear();
  }

  async adopt(writer: LoadWriter) {
    return this.#answer('adopt', writer, writer.seq, () => {});
  }

  async write(writer: LoadWriter, expectedSeq: number, changes: LoadChanges) {
    return this.#answer('write', writer, expectedSeq, () => this.#put(changes));
  }

  async reload(writer: LoadWriter, state: Omit<LoadChanges, 'left'>) {
    return this.#answer('reload', writer, null, () => {
      this.flush();
      this.#put({ ...state, left: [] });
    });
  }

  #answer(
    call: string,
    writer: LoadWriter,
    expected: number | null,
    apply: () => void,
  ): LoadReply | 'unavailable' {
    this.calls.push(call);
    if (this.down) return 'unavailable';
    const { token = null, seq = null } = this.held ?? {};
    if (token !== null && token > writer.token) return { answer: 'FENCED', token, seq };
    if (seq !== null && seq > writer.seq) return { answer: 'AHEAD', token, seq };
    if (expected !== null && (seq !== expected || (call === 'write' && token !== writer.token)))
      return { answer: 'STALE', token, seq };
    apply();
    this.held = { token: writer.token, seq: writer.seq };
    return { answer: 'OK', ...this.held };
  }

  #put({ loads, waiting, left }: LoadChanges): void {
    for (const { repId, open } of loads) this.loads.set(repId, open);
    for (const { leadId } of waiting) this.waiting.add(leadId);
    for (const { leadId } of left) this.waiting.delete(leadId);
  }
}
