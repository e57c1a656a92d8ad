import { LeadlineError, type LedgerEntry } from '@leadline/contracts';
import {
  connectLive,
  type LiveConnection,
  readLoads,
  readWaiting,
  startNewIncarnation,
} from '@leadline/live';
import { Command } from 'commander';
import { loadLines, type PartitionReport, verifyPartition } from '../audit/load.ts';
import { type Cluster, redisIn, withCluster } from '../cluster.ts';
import { type OrderOptions, putOnRecord, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io } from '../output/command.ts';

const USAGE = 'is the live load in Redis the fold of the ledger? exits 1 if not';
const REBUILD_USAGE = 'after the log has lost data: let Redis be loaded again from the log as it is now';

/** `leadline load verify|rebuild`. */
export function loadCommand(io: Io): Command {
  const verify = command(io, 'verify', USAGE, async () => {
    const redis = await redisIn(io.env);
    const reports = await withCluster(io.env, (cluster) => verifyLoads(cluster, redis));
    const well = reports.every((report) => report.findings.length === 0);
    return { code: well ? EXIT.well : EXIT.amiss, json: reports, lines: loadLines(reports) };
  });
  const rebuild = command<OrderOptions & { readonly newIncarnation?: boolean }>(
    io,
    'rebuild',
    REBUILD_USAGE,
    async (options) => {
      if (options.newIncarnation !== true)
        throw new LeadlineError(
          'LEADLINE_LOAD_INCARNATION',
          'Nothing was done: --new-incarnation is not said.',
        );
      const redis = await redisIn(io.env);
      const partitions = await withCluster(io.env, async (cluster) => {
        await putOnRecord(cluster, 'load rebuild', null, options, Date.now());
        return rebuildLoads(cluster, redis);
      });
      return {
        code: EXIT.well,
        json: partitions,
        lines: partitions.map(
          ({ partition, incarnation }) =>
            `partition ${partition}: incarnation ${incarnation}, its owner loads it again`,
        ),
      };
    },
  ).option('--new-incarnation', 'the log has lost data, and what is left of it is the truth from here on');
  return new Command('load')
    .description('open leads per rep')
    .addCommand(verify)
    .addCommand(withOrderOptions(rebuild));
}

/** Lets every partition's owner load Redis again from the log as it is now. Throws LEADLINE_REDIS_UNAVAILABLE. */
async function rebuildLoads({ client }: Cluster, redis: Redis) {
  const { url, ...access } = redis;
  const live = await connectLive(url, { timeoutMs: 5_000, ...access });
  try {
    const partitions = await client.partitions('assignment.ledger');
    const rebuilt = Array.from({ length: partitions }, async (_, partition) => ({
      partition,
      incarnation: known(live, await startNewIncarnation(live, partition)),
    }));
    return await Promise.all(rebuilt);
  } finally {
    live.close();
  }
}

type Redis = Awaited<ReturnType<typeof redisIn>>;

function known<T>({ trouble }: LiveConnection, answer: T | 'unavailable'): T {
  if (answer !== 'unavailable') return answer;
  if (trouble === null) throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'Redis does not answer.');
  throw new LeadlineError(trouble.code, `Redis does not take this client: ${trouble.why}`, {
    where: 'LEADLINE_REDIS',
  });
}

/** One report per partition of the ledger. Throws LEADLINE_REDIS_UNAVAILABLE. */
export async function verifyLoads(
  cluster: Cluster,
  { url, ...access }: Redis,
): Promise<readonly PartitionReport[]> {
  const live = await connectLive(url, { timeoutMs: 5_000, ...access });
  try {
    const partitions = await cluster.client.partitions('assignment.ledger');
    // Redis first: it is never ahead of the ledger, so what is read after it holds all that it knows.
    const views = await Promise.all(
      Array.from({ length: partitions }, (_, partition) => liveState(live, partition)),
    );
    const ledger = await ledgerOf(cluster);
    return views.map((view, partition) => verifyPartition(partition, ledger.get(partition) ?? [], view));
  } finally {
    live.close();
  }
}

async function liveState(live: LiveConnection, partition: number) {
  return {
    loads: known(live, await readLoads(live, partition)),
    waiting: known(live, await readWaiting(live, partition)),
  };
}

async function ledgerOf(cluster: Cluster): Promise<ReadonlyMap<number, readonly LedgerEntry[]>> {
  const rows = new Map<number, LedgerEntry[]>();
  for await (const found of cluster.read('assignment.ledger')) {
    if (found.record !== 'LedgerEntry') continue;
    const partition = rows.get(found.partition);
    if (partition) partition.push(found.value);
    else rows.set(found.partition, [found.value]);
  }
  return rows;
}
