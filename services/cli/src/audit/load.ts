import type { LedgerEntry } from '@leadline/contracts';
import { foldLedger } from '@leadline/domain';
import type { LiveView, LoadRow, WaitingRow } from '@leadline/live';
import { foldStates } from './lead-states.ts';

/** What Redis holds of one partition; null: nothing. */
export interface LiveState {
  readonly loads: LiveView<LoadRow> | null;
  readonly waiting: LiveView<WaitingRow> | null;
}

export interface PartitionReport {
  readonly partition: number;
  readonly rows: number;
  /** Ledger rows that Redis has not got yet; negative: Redis knows rows that the ledger has not. */
  readonly behind: number;
  readonly reps: number;
  readonly open: number;
  /** What differs, in words. */
  readonly findings: readonly string[];
}

/**
 * Compares Redis with the fold of the ledger as far as Redis says it has got. `ledger` holds all rows of the partition, in
 * order, and was read after Redis.
 */
export function verifyPartition(
  partition: number,
  ledger: readonly LedgerEntry[],
  live: LiveState,
): PartitionReport {
  const { loads, waiting } = live;
  const findings: string[] = [];
  const seq = loads?.seq ?? 0;
  if (loads === null && ledger.length > 0) findings.push('Redis holds nothing of this partition');
  if (seq > ledger.length) findings.push(`Redis is at row ${seq}, the ledger ends at ${ledger.length}`);
  if (loads?.stale && seq < ledger.length)
    findings.push(`Redis stands still at row ${seq} of ${ledger.length}`);
  const expected = openLoads(ledger.slice(0, seq));
  const actual = new Map(loads?.rows.map((row) => [`${row.tenant}/${row.workspace}/${row.repId}`, row.open]));
  for (const rep of new Set([...expected.keys(), ...actual.keys()])) {
    const [should, does] = [expected.get(rep) ?? 0, actual.get(rep) ?? 0];
    if (should !== does) findings.push(`${rep} has ${should} open leads by the ledger, ${does} in Redis`);
  }
  if (waiting !== null && waiting.seq <= ledger.length)
    findings.push(...waitingFindings(ledger.slice(0, waiting.seq), waiting));
  const open = [...expected.values()].reduce((sum, count) => sum + count, 0);
  return { partition, rows: ledger.length, behind: ledger.length - seq, reps: expected.size, open, findings };
}

/** Open leads by `tenant/workspace/rep`. */
function openLoads(ledger: readonly LedgerEntry[]): ReadonlyMap<string, number> {
  const byWorkspace = Map.groupBy(ledger, (row) => `${row.tenant}/${row.workspace}`);
  const open = [...byWorkspace].flatMap(([workspace, rows]) =>
    [...foldLedger(rows)].map(([repId, count]) => [`${workspace}/${repId}`, count] as const),
  );
  return new Map(open);
}

function waitingFindings(ledger: readonly LedgerEntry[], view: LiveView<WaitingRow>): readonly string[] {
  const { leads } = foldStates(ledger);
  const expected = new Set(
    [...leads].filter(([, lead]) => lead.state === 'waiting').map(([leadId]) => leadId),
  );
  const actual = new Set(view.rows.map((row) => row.leadId));
  const missing = [...expected]
    .filter((leadId) => !actual.has(leadId))
    .map((leadId) => `${leadId} waits by the ledger, not in Redis`);
  const extra = [...actual]
    .filter((leadId) => !expected.has(leadId))
    .map((leadId) => `${leadId} waits in Redis, not by the ledger`);
  return [...missing, ...extra];
}

const SHOWN = 20;

/** The reports in lines that a person reads. */
export function loadLines(reports: readonly PartitionReport[]): readonly string[] {
  const findings = reports.flatMap((report) =>
    report.findings.map((what) => `  partition ${report.partition}: ${what}`),
  );
  const sum = (pick: (report: PartitionReport) => number) =>
    reports.reduce((total, report) => total + pick(report), 0);
  return [
    `${sum((report) => report.open)} open leads of ${sum((report) => report.reps)} reps after ${sum((report) => report.rows)} ledger rows`,
    ...findings.slice(0, SHOWN),
    ...(findings.length > SHOWN ? [`  … and ${findings.length - SHOWN} more`] : []),
    findings.length === 0 ? 'Redis is the fold of the ledger' : `${findings.length} findings`,
  ];
}
