import type { LeadReceived, LeadSettled, LeadStatus } from '@leadline/contracts';
import { type LeadState, type LedgerView, STATES } from './lead-states.ts';

type Received = Pick<LeadReceived, 'leadId' | 'receivedAt'>;
type Status = Pick<LeadStatus, 'leadId' | 'tenant' | 'workspace' | 'state' | 'repId' | 'seq'>;
type Settled = Pick<LeadSettled, 'leadId' | 'tenant' | 'workspace' | 'state' | 'seq'>;

/** A lead that is not as it should be, and how. */
export interface Finding {
  readonly leadId: string;
  readonly what: string;
}

export interface Reconciliation {
  /** Different leads accepted. */
  readonly received: number;
  /** Exclusive: they sum up to `received`. */
  readonly states: Readonly<Record<LeadState, number>>;
  readonly everAssigned: number;
  readonly redelivered: number;
  /** Accepted, and in flight for longer than the age allowed. */
  readonly lost: number;
  readonly doubled: number;
  /** Age of the oldest lead in flight, seconds. */
  readonly oldestInFlight: number;
  /** Every lost or doubled lead, every topic that says otherwise than the ledger, every gap in the ledger. */
  readonly findings: readonly Finding[];
}

/** All that the topics say, up to one cut. */
export interface Evidence {
  readonly received: ReadonlyMap<string, Received>;
  readonly ledger: LedgerView;
  readonly statuses: readonly Status[];
  readonly settled: readonly Settled[];
}

/** Of a lead that no ledger names. */
const NOWHERE = { state: 'inFlight', at: 0, workspace: '' } as const;

const ENDS: ReadonlySet<string> = new Set(['quarantined', 'duplicate', 'parked', 'closed']);

/** Every accepted lead in exactly one state? `now` and `maxAgeMs` judge those in flight. */
export function reconcile(evidence: Evidence, now: number, maxAgeMs: number): Reconciliation {
  const { received, ledger } = evidence;
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<LeadState, number>;
  const findings: Finding[] = ledger.doubled.map((leadId) => ({
    leadId,
    what: 'got a rep while it had one',
  }));
  let oldest = 0;
  let lost = 0;
  for (const { leadId, receivedAt } of received.values()) {
    const { state, at, workspace } = ledger.leads.get(leadId) ?? NOWHERE;
    states[state] += 1;
    if (state !== 'inFlight') continue;
    const age = now - Math.max(receivedAt, at);
    oldest = Math.max(oldest, age);
    if (age <= maxAgeMs) continue;
    lost += 1;
    const what = workspace === '' ? 'accepted' : `handed on by ${workspace}`;
    findings.push({ leadId, what: `${what} ${Math.round(age / 1000)} s ago and in no state` });
  }
  findings.push(...ledger.gaps.map((what) => ({ leadId: '', what })));
  findings.push(...statusFindings(evidence), ...settledFindings(evidence));
  return {
    received: received.size,
    states,
    everAssigned: ledger.everAssigned.size,
    redelivered: ledger.redelivered,
    lost,
    doubled: ledger.doubled.length,
    oldestInFlight: Math.round(oldest / 1000),
    findings,
  };
}

/** The last status of each lead says what the ledger says. Statuses written after the cut do not count. */
function statusFindings({ ledger, statuses }: Evidence): readonly Finding[] {
  const last = new Map<string, Status>();
  const beyond = new Set<string>();
  for (const status of statuses) {
    const workspace = `${status.tenant}/${status.workspace}`;
    if (status.seq > (ledger.ends.get(workspace) ?? 0)) beyond.add(status.leadId);
    else last.set(`${workspace}/${status.leadId}`, status);
  }
  return [...ledger.leads].flatMap(([leadId, lead]): Finding[] => {
    if (lead.state === 'inFlight') return [];
    const status = last.get(`${lead.workspace}/${leadId}`);
    // Compaction may have taken the status of the cut once there is a later one.
    if (status === undefined)
      return beyond.has(leadId) ? [] : [{ leadId, what: `is ${lead.state}, but has no lead.status` }];
    if (status.state !== lead.state)
      return beyond.has(leadId)
        ? []
        : [{ leadId, what: `is ${lead.state} in the ledger, ${status.state} in lead.status` }];
    if (lead.state === 'assigned' && status.repId !== lead.repId && !beyond.has(leadId))
      return [{ leadId, what: `is with ${lead.repId} in the ledger, with ${status.repId} in lead.status` }];
    return [];
  });
}

/** Each lead that has ended has a lead.settled that says so; those of the past may have passed their retention. */
function settledFindings({ ledger, settled }: Evidence): readonly Finding[] {
  const last = new Map(settled.map((row) => [row.leadId, row]));
  const first = new Map<string, number>();
  for (const { tenant, workspace, seq } of settled) {
    const name = `${tenant}/${workspace}`;
    first.set(name, Math.min(first.get(name) ?? Infinity, seq));
  }
  return [...ledger.leads].flatMap(([leadId, lead]): Finding[] => {
    if (!ENDS.has(lead.state) || lead.seq < (first.get(lead.workspace) ?? Infinity)) return [];
    return last.has(leadId) ? [] : [{ leadId, what: `is ${lead.state}, but has no lead.settled` }];
  });
}

const SHOWN = 20;

/** The reconciliation in lines that a person reads. */
export function reconciliationLines(result: Reconciliation): readonly string[] {
  const states = STATES.filter((state) => result.states[state] > 0).map(
    (state) => `${result.states[state]} ${state}`,
  );
  return [
    `${result.received} leads accepted: ${states.join(', ') || 'none'}`,
    `${result.everAssigned} have had a rep, ${result.redelivered} redeliveries without effect`,
    ...result.findings
      .slice(0, SHOWN)
      .map(({ leadId, what }) => `  ${[leadId, what].filter(Boolean).join(' ')}`),
    ...(result.findings.length > SHOWN ? [`  … and ${result.findings.length - SHOWN} more`] : []),
    result.findings.length === 0
      ? 'every lead is in exactly one state'
      : `${result.findings.length} findings`,
  ];
}
