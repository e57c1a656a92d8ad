import type { LeadReceived } from '@leadline/contracts';
import type { Command } from 'commander';
import { foldStates } from '../audit/lead-states.ts';
import { reconcile, type Reconciliation, reconciliationLines } from '../audit/reconcile.ts';
import { type Cluster, withCluster } from '../cluster.ts';
import { command, EXIT, type Io, whole } from '../output/command.ts';
import { FLOW, settled } from '../settled.ts';

interface ReconcileOptions {
  readonly maxAge: number;
  readonly settle?: boolean;
  readonly settleTimeout: number;
}

const USAGE =
  'is every accepted lead in exactly one state? exits 1 if one is lost, doubled, or told of differently';

/** `leadline reconcile`. */
export function reconcileCommand(io: Io): Command {
  return command<ReconcileOptions>(io, 'reconcile', USAGE, async (options) => {
    const result = await withCluster(io.env, async (cluster) => {
      if (options.settle) await settled(cluster.client, FLOW, options.settleTimeout * 1000);
      return reconcileCluster(cluster, options.maxAge * 1000);
    });
    const code = result.findings.length === 0 ? EXIT.well : EXIT.amiss;
    return { code, json: result, lines: reconciliationLines(result) };
  })
    .option('--max-age <seconds>', 'a lead in flight for longer counts as lost', whole(0), 60)
    .option('--settle', 'first wait until the pipeline has finished what it has')
    .option('--settle-timeout <seconds>', 'longest such wait', whole(0), 120);
}

/**
 * Reconciles what lies on the topics now. The ends are read in this order, so that what one topic owes to another is in the
 * cut: ledger, then what is written with it, then what it is about.
 */
export async function reconcileCluster(cluster: Cluster, maxAgeMs: number): Promise<Reconciliation> {
  const now = Date.now();
  const ledgerEnd = await cluster.client.endOffsets('assignment.ledger');
  const statusEnd = await cluster.client.endOffsets('lead.status');
  const settledEnd = await cluster.client.endOffsets('lead.settled');
  const receivedEnd = await cluster.client.endOffsets('lead.received');
  const ledger = await collect(cluster.read('assignment.ledger', { to: ledgerEnd }));
  const received = new Map<string, Pick<LeadReceived, 'leadId' | 'receivedAt'>>();
  for await (const { value } of cluster.read('lead.received', { to: receivedEnd })) {
    const { leadId, receivedAt } = value;
    if (!received.has(leadId)) received.set(leadId, { leadId, receivedAt });
  }
  const view = foldStates(ledger.flatMap((row) => (row.record === 'LedgerEntry' ? [row.value] : [])));
  const statuses = (await collect(cluster.read('lead.status', { to: statusEnd }))).map((row) => row.value);
  const settledRows = (await collect(cluster.read('lead.settled', { to: settledEnd }))).map(
    (row) => row.value,
  );
  return reconcile({ received, ledger: view, statuses, settled: settledRows }, now, maxAgeMs);
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
