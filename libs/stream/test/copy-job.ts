import type { ExactlyOnceOptions, Ownership, PartitionTask, Running, StreamClient } from '../src/index.ts';
import { type Bench, copying, fresh, record } from './harness.ts';

export interface CopyJobOptions {
  readonly values: readonly string[];
  readonly partitions?: number;
  readonly client?: StreamClient;
  /** What the task does other than copy. `to` is the topic of the copies. */
  readonly task?: (to: string, ownership: Ownership) => Partial<PartitionTask>;
  readonly deadLettered?: ExactlyOnceOptions['deadLettered'];
}

export interface CopyJob {
  readonly from: string;
  readonly to: string;
  readonly claims: string;
  readonly group: string;
  /** Another owner of the same group. */
  start(client: StreamClient): Promise<Running>;
  readonly running: Running;
}

/** Fills a topic and starts an owner that copies it exactly once, ten records a transaction. */
export async function copyJob(bench: Bench, options: CopyJobOptions): Promise<CopyJob> {
  const { values, partitions = 1, client = bench.client, task, deadLettered } = options;
  const group = fresh('owners');
  const [from, to, claims] = await Promise.all([
    bench.topic('from', partitions),
    bench.topic('to', partitions),
    bench.topic('claims', partitions),
  ]);
  await bench.fill(from, values, partitions);
  const start = (owner: StreamClient): Promise<Running> =>
    owner.runExactlyOnce({
      group,
      topic: from,
      maxChunk: 10,
      claim: (partition) => record(claims, 'claim', partition),
      task: (ownership) => copying(to, task?.(to, ownership)),
      ...(deadLettered === undefined ? {} : { deadLettered }),
    });
  return { from, to, claims, group, start, running: await start(client) };
}
