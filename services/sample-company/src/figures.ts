import type { LedgerEntry } from '@leadline/contracts';
import type { Evidence } from './evidence.ts';
import { spread } from './percentile.ts';

/** States that exclude each other; their sum is `received`. */
export const STATES = [
  'assigned',
  'offered',
  'waiting',
  'quarantined',
  'duplicate',
  'parked',
  'closed',
] as const;
type StateName = (typeof STATES)[number];

/** The figures of a run, as `--json` writes them. */
export type Figures = Readonly<Record<StateName, number>> & {
  /** Distinct lead ids that intake accepted. */
  readonly received: number;
  /** Accepted and not yet in a state. */
  readonly inFlight: number;
  /** Submissions that were a repetition of one with the same key, at intake or on the log. */
  readonly redelivered: number;
  readonly everAssigned: number;
  /** Accepted leads of which the ledger knows nothing. */
  readonly lost: number;
  /** Leads that had two owners at one time. */
  readonly doubled: number;
  readonly outreachSent: number;
  readonly outreachSkipped: number;
  /** E-mails sent a second time in the crash window. */
  readonly outreachResent: number;
  /** Leads through the whole pipeline per second of the run, wall clock. */
  readonly leadsPerSecond: number;
  /** Receipt to assigned, wall clock, ms; the wait for the step of the event clock to close is part of it. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
};

export function figuresOf(evidence: Evidence, submissions: number, wallMs: number): Figures {
  const received = new Set(evidence.received.map(({ value }) => value.leadId));
  const entries = [...evidence.ledger.values()].flat();
  const known = new Set(entries.map(({ leadId }) => leadId));
  const states = [...received].map((id) => evidence.statuses.get(id)?.value.state ?? 'inFlight');
  const count = (state: string): number => states.filter((one) => one === state).length;
  const latency = spread(latencies(evidence));
  return {
    received: received.size,
    ...(Object.fromEntries(STATES.map((state) => [state, count(state)])) as Record<StateName, number>),
    inFlight: count('inFlight'),
    redelivered: submissions - received.size + entries.filter(({ kind }) => kind === 'redelivered').length,
    everAssigned: new Set(entries.filter(({ kind }) => kind === 'assigned').map(({ leadId }) => leadId)).size,
    lost: [...received].filter((id) => !known.has(id)).length,
    doubled: doubledIn(entries),
    outreachSent: evidence.sent.size,
    outreachSkipped: evidence.skipped.size,
    outreachResent: evidence.resent,
    leadsPerSecond: Math.round((received.size / wallMs) * 1000),
    p50Ms: latency.p50,
    p95Ms: latency.p95,
    p99Ms: latency.p99,
  };
}

/** Leads that were given to a rep while another held them. */
export function doubledIn(entries: readonly LedgerEntry[]): number {
  const owner = new Map<string, string>();
  const doubled = new Set<string>();
  for (const { kind, leadId, repId } of entries) {
    if (leadId === null) continue;
    const gives = kind === 'assigned' || kind === 'restored';
    if (gives && owner.has(leadId)) doubled.add(leadId);
    if (gives && repId !== null) owner.set(leadId, repId);
    if (['released', 'closed', 'duplicate'].includes(kind)) owner.delete(leadId);
  }
  return doubled.size;
}

/** From intake's acceptance to the broker's acceptance of the first `lead.assigned`, ms. */
function latencies(evidence: Evidence): readonly number[] {
  const first = new Map<string, number>();
  for (const { value, timestamp } of evidence.assigned)
    if (!first.has(value.leadId)) first.set(value.leadId, timestamp - value.receivedAt);
  return [...first.values()];
}

/** Time from the end of one stage to the end of the next, ms, by name of the later stage. */
export function stageSpreads(evidence: Evidence): ReadonlyMap<string, ReturnType<typeof spread>> {
  const times = new Map<string, number[]>();
  for (const { value } of evidence.assigned) {
    let before = value.receivedAt;
    for (const { stage, at } of value.stages) {
      if (stage !== 'intake') push(times, stage, at - before);
      before = at;
    }
  }
  return new Map([...times].map(([stage, durations]) => [stage, spread(durations)]));
}

function push(groups: Map<string, number[]>, key: string, value: number): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
