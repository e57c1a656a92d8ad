import type { Trait } from '../identity/index.ts';
import { entryBody, entryKey } from './entries.ts';
import { ENGINE, type FoldContext } from './context.ts';
import type { LogEvent } from './events.ts';
import { ledgerHash, type LedgerKind } from './ledger.ts';
import type {
  ContentStored,
  DecisionRecorded,
  FoldResult,
  LeadAssigned,
  LeadSettled,
  LeadStatus,
  LeadWaiting,
  LedgerEntry,
} from './rows.ts';
import type { Rows } from './stores.ts';
import { loadOf, type Lead, type Load, type Meta, type WorkspaceState } from './state.ts';

/** One event being folded: the state it changes and the rows it writes. */
export interface Turn {
  readonly state: WorkspaceState;
  readonly ctx: FoldContext;
  readonly changed: Set<string>;
  readonly ledger: LedgerEntry[];
  readonly decisions: DecisionRecorded[];
  readonly contents: ContentStored[];
  readonly assigned: LeadAssigned[];
  readonly waiting: LeadWaiting[];
  readonly settled: LeadSettled[];
  readonly statuses: LeadStatus[];
  readonly sent: LogEvent[];
}

/** Starts the turn of an event. */
export function beginTurn(state: WorkspaceState, ctx: FoldContext): Turn {
  const lists = {
    ledger: [],
    decisions: [],
    contents: [],
    assigned: [],
    waiting: [],
    settled: [],
    statuses: [],
    sent: [],
  };
  return { state, ctx, changed: new Set(), ...lists };
}

/** What the turn has brought about. */
export function endTurn(turn: Turn): FoldResult {
  const { state, changed } = turn;
  const entries = [...changed].toSorted().map((key) => ({ key, body: entryBody(state, key) }));
  const { ledger, decisions, contents, assigned, waiting, settled, statuses, sent } = turn;
  return { state: entries, ledger, decisions, contents, assigned, waiting, settled, statuses, sent };
}

type StoreName =
  'reps' | 'loads' | 'leads' | 'payloads' | 'traits' | 'merged' | 'lists' | 'deals' | 'held' | 'buffer';
type Stored<N extends StoreName> = WorkspaceState[N] extends Rows<infer V> ? V : never;

const KIND = {
  reps: 'rep',
  loads: 'load',
  leads: 'lead',
  payloads: 'payload',
  traits: 'traits',
  merged: 'merged',
  lists: 'list',
  deals: 'deal',
  held: 'held',
  buffer: 'buffer',
} as const;

/** Sets an entry of the state; undefined removes it. */
export function put<N extends StoreName>(
  turn: Turn,
  name: N,
  id: string,
  value: Stored<N> | undefined,
): void {
  const rows = turn.state[name] as Rows<Stored<N>>;
  if (value === undefined) rows.delete(id);
  else rows.set(id, value);
  turn.changed.add(entryKey(KIND[name], id));
}

/** Sets by what a lead's person can be met again; none: only by the person key. */
export function putTraits(turn: Turn, leadId: string, traits: readonly Trait[]): void {
  if (traits.length > 0) put(turn, 'traits', leadId, traits);
  else if (turn.state.traits.has(leadId)) put(turn, 'traits', leadId, undefined);
}

/** Changes the workspace's own entry. */
export function setMeta(turn: Turn, change: Partial<Meta>): void {
  turn.state.meta = { ...turn.state.meta, ...change };
  turn.changed.add('meta');
}

/** Changes a rep's load. */
export function setLoad(turn: Turn, repId: string, change: Partial<Load>): void {
  const load: Load = { ...loadOf(turn.state, repId), ...change };
  put(turn, 'loads', repId, load);
  const { loads, roster } = turn.state.derived;
  const position = roster?.positions.get(repId);
  if (loads !== null && position !== undefined) loads[position] = load;
}

/** What a ledger row says beyond its place in the chain. */
export interface LedgerRow {
  readonly kind: LedgerKind;
  readonly leadId?: string | null;
  readonly attempt?: number;
  readonly repId?: string | null;
  readonly reason?: string | null;
  readonly path?: string | null;
  readonly duplicateOf?: string | null;
  readonly capsuleHash?: string | null;
}

/** Writes a ledger row; the load of its rep must already be changed. */
export function record(turn: Turn, row: LedgerRow): void {
  const { state, ctx } = turn;
  const repId = row.repId ?? null;
  const entry: LedgerEntry = {
    tenant: state.tenant,
    workspace: state.workspace,
    seq: state.meta.seq + 1,
    at: state.meta.now,
    kind: row.kind,
    leadId: row.leadId ?? null,
    attempt: row.attempt ?? 0,
    repId,
    loadAfter: repId === null ? -1 : loadOf(state, repId).open,
    reason: row.reason ?? null,
    path: row.path ?? null,
    duplicateOf: row.duplicateOf ?? null,
    capsuleHash: row.capsuleHash ?? null,
    previousHash: state.meta.ledgerHash,
    engine: ENGINE,
    policyVersion: state.policy.policy.version,
    inputOffset: ctx.offset,
  };
  turn.ledger.push(entry);
  setMeta(turn, { seq: entry.seq, ledgerHash: ledgerHash(entry, ctx.sha256) });
}

/** A lead moves on: writes its ledger row, its new status and its entry; returns the lead as it now is. */
export function moveLead(
  turn: Turn,
  lead: Lead,
  row: LedgerRow,
  status: Partial<LeadStatus>,
  facts: Partial<Lead> = {},
): Lead {
  const attempt = status.attempt ?? lead.status.attempt;
  record(turn, { leadId: lead.status.leadId, attempt, ...row });
  const moved: Lead = { ...lead, ...facts, status: { ...lead.status, ...status, seq: turn.state.meta.seq } };
  put(turn, 'leads', moved.status.leadId, moved);
  turn.statuses.push(moved.status);
  return moved;
}

/** What every row about a lead says of it. */
export function originOf(status: LeadStatus) {
  const { leadId, tenant, workspace, attempt, occurredAt, receivedAt, seq, stages } = status;
  return { leadId, tenant, workspace, attempt, occurredAt, receivedAt, seq, stages };
}
