import { sha256, TOPICS, workspacePartition } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';
import type { OutRecord, PartitionTask, StreamClient, StreamRecord } from '@leadline/stream';
import { assignmentLog, type AssignmentParts } from '../src/stage.ts';
import { context, EPOCH, type Scene } from './events.ts';
import { jsonCodec, MemoryLoads, MemoryLog } from './fakes.ts';
import { emitOf } from './emit.ts';

/** Assignment over topics and a live view in memory: the log of one scene's workspace, folded step by step. */
export class Bench {
  readonly log = new MemoryLog();
  readonly loads = new MemoryLoads();
  readonly alarms: (string | null)[] = [];
  readonly partition: number;
  now = EPOCH;
  #token = 0n;
  #next = 0;

  constructor(scene: Scene) {
    this.partition = workspacePartition(scene.tenant, scene.workspace, TOPICS['assignment.in'].partitions);
  }

  get parts(): AssignmentParts {
    return {
      client: this.log as unknown as StreamClient,
      codec: jsonCodec,
      producer: { send: async (records) => this.log.append(records) },
      store: this.loads,
      sha256,
      zone: () => ({ untils: [Infinity], offsets: [60] }),
      now: () => this.now,
      owner: 'test',
      alarm: (_, trouble) => void this.alarms.push(trouble && trouble.message),
    };
  }

  async send(...events: readonly LogEvent[]): Promise<void> {
    for (const event of events) {
      this.log.now = ++this.now;
      const record = await jsonCodec.encode(emitOf(event), context(event), 'test');
      this.log.append([{ ...record, partition: this.partition }]);
    }
  }

  /** A new owner, as after a takeover. */
  async own(parts: AssignmentParts = this.parts): Promise<PartitionTask> {
    const options = assignmentLog(parts);
    const [claim] = this.log.append([await options.claim(this.partition)]);
    this.#token = claim?.offset ?? 0n;
    const task = options.task({
      partition: this.partition,
      token: this.#token,
      committed: BigInt(this.#next),
    });
    await task.open();
    return task;
  }

  /** Folds all that is on the log, in chunks; the transaction of chunk `failing` is lost and a new owner takes over. */
  async fold(task: PartitionTask, chunkSize = 50, failing = -1): Promise<PartitionTask> {
    let owner = task;
    const input = this.log.records('assignment.in', this.partition);
    for (let chunk = 0; this.#next < input.length; chunk++) {
      const records = input.slice(this.#next, this.#next + chunkSize);
      let outputs = await owner.process(records);
      if (chunk === failing) {
        owner = await this.own();
        outputs = await owner.process(records);
      }
      this.commit(outputs, records.length);
      await owner.committed();
    }
    return owner;
  }

  commit(outputs: readonly OutRecord[], consumed: number): void {
    this.log.append(outputs);
    this.#next += consumed;
  }

  /** Everything that was written to a topic, claims left out. */
  written(topic: string): { key: string | null; value: string | null; headers: StreamRecord['headers'] }[] {
    return this.log
      .records(topic, this.partition)
      .filter(({ headers }) => headers['ce_type'] !== 'OwnerClaimed')
      .map(({ key, value, headers }) => ({ key, value: value?.toString() ?? null, headers }));
  }

  values<T>(topic: string): T[] {
    return this.written(topic).map(({ value }) => (JSON.parse(value ?? 'null') as { value: T }).value);
  }
}
