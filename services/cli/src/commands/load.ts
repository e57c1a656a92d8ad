import { LeadlineError, type LedgerEntry } from '@leadline/contracts';
import { connectLive, type LiveConnection, readLoads, readWaiting } from '@leadline/live';
import { Command } from 'commander';
import { loadLines, type PartitionReport, verifyPartition } from '../audit/load.ts';
import { type Cluster, environment, setting, withCluster } from '../cluster.ts';
import { command, EXIT, type Io } from '../output/command.ts';

const USAGE = 'is the live load in Redis the fold of the ledger? exits 1 if not';

/** `leadline load verify`. */
export function loadCommand(io: Io): Command {
  const verify = command(io, 'verify', USAGE, async () => {
    const redis = setting(await environment(io.env), 'LEADLINE_REDIS');
    const reports = await withCluster(io.env, (cluster) => verifyLoads(cluster, redis));
    const well = reports.every((report) => report.findings.length === 0);
    return { code: well ? EXIT.well : EXIT.amiss, json: reports, lines: loadLines(reports) };
  });
  return new Command('load').description('open leads per rep').addCommand(verify);
}

/** One report per partition of the ledger. Throws LEADLINE_REDIS_UNAVAILABLE. */
export async function verifyLoads(cluster: Cluster, redisUrl: string): Promise<readonly PartitionReport[]> {
  const live = await connectLive(redisUrl, { timeoutMs: 5_000 });
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
  const loads = await readLoads(live, partition);
  const waiting = await readWaiting(live, partition);
  if (loads === 'unavailable' || waiting === 'unavailable')
    throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'Redis does not answer.');
  return { loads, waiting };
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
