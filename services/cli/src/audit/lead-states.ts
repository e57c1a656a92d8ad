import type { LedgerEntry } from '@leadline/contracts';

/** States that exclude one another; `inFlight` leads have no ledger row yet. */
export const STATES = [
  'inFlight',
  'offered',
  'assigned',
  'waiting',
  'quarantined',
  'duplicate',
  'parked',
  'closed',
] as const;
export type LeadState = (typeof STATES)[number];

/** State after a row of this kind. Other kinds change no lead's state. One that was handed on is in flight to its next workspace. */
const STATE_AFTER: Readonly<Partial<Record<string, LeadState>>> = {
  transferred: 'inFlight',
  offered: 'offered',
  assigned: 'assigned',
  restored: 'assigned',
  waiting: 'waiting',
  escalated: 'waiting',
  quarantined: 'quarantined',
  duplicate: 'duplicate',
  parked: 'parked',
  closed: 'closed',
  // The lead has lost its rep; the row after it says what became of it.
  released: 'waiting',
};

/** What the ledger says of one lead. */
export interface LedgerLead {
  readonly workspace: string;
  readonly state: LeadState;
  readonly repId: string | null;
  readonly seq: number;
  /** When it came to that, clock of the workspace, epoch ms. */
  readonly at: number;
}

/** What the ledger says, taken together. */
export interface LedgerView {
  readonly leads: ReadonlyMap<string, LedgerLead>;
  readonly everAssigned: ReadonlySet<string>;
  readonly redelivered: number;
  /** Leads that got a rep while they had one, in this workspace or in another. */
  readonly doubled: readonly string[];
  /** Places where a row is missing or doubled, in words. */
  readonly gaps: readonly string[];
  /** Last seq per `tenant/workspace`. */
  readonly ends: ReadonlyMap<string, number>;
}

type Row = Pick<LedgerEntry, 'tenant' | 'workspace' | 'seq' | 'at' | 'kind' | 'leadId' | 'repId'>;

/** Folds the rows of the ledger, each workspace's in order; those of two workspaces may come in any order. */
export function foldStates(rows: Iterable<Row>): LedgerView {
  const byWorkspace = new Map<string, Map<string, LedgerLead>>();
  const ends = new Map<string, number>();
  const everAssigned = new Set<string>();
  const doubled = new Set<string>();
  const gaps: string[] = [];
  let redelivered = 0;
  for (const { tenant, workspace, seq, at, kind, leadId, repId } of rows) {
    const name = `${tenant}/${workspace}`;
    const last = ends.get(name);
    // The oldest rows may have passed their retention: the first that is there begins the count.
    if (last !== undefined && seq !== last + 1) gaps.push(`${name}: row ${seq} follows row ${last}`);
    ends.set(name, seq);
    if (kind === 'redelivered') redelivered += 1;
    const state = STATE_AFTER[kind];
    if (leadId === null || state === undefined) continue;
    const leads = byWorkspace.get(name) ?? new Map<string, LedgerLead>();
    byWorkspace.set(name, leads);
    if (state === 'assigned' && leads.get(leadId)?.state === 'assigned') doubled.add(leadId);
    if (state === 'assigned') everAssigned.add(leadId);
    leads.set(leadId, { workspace: name, state, repId: state === 'assigned' ? repId : null, seq, at });
  }
  return {
    leads: together(byWorkspace.values(), doubled),
    everAssigned,
    redelivered,
    doubled: [...doubled],
    gaps,
    ends,
  };
}

/** Where each lead is, over all workspaces: not where it was handed on, unless nobody has it yet. */
function together(
  workspaces: Iterable<ReadonlyMap<string, LedgerLead>>,
  doubled: Set<string>,
): ReadonlyMap<string, LedgerLead> {
  const leads = new Map<string, LedgerLead>();
  for (const own of workspaces)
    for (const [leadId, lead] of own) {
      const other = leads.get(leadId);
      if (lead.state === 'assigned' && other?.state === 'assigned') doubled.add(leadId);
      if (other === undefined || isLater(lead, other)) leads.set(leadId, lead);
    }
  return leads;
}

/** Of two places in which a lead has been, in flight from both, the one that it left last is the later. */
const isLater = (lead: LedgerLead, other: LedgerLead): boolean =>
  lead.state === 'inFlight' ? other.state === 'inFlight' && lead.at > other.at : true;
