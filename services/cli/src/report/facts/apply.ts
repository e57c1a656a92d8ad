import type { LeadScored, LedgerEntry, RecordName, Records } from '@leadline/contracts';
import { sigmoid } from '@leadline/domain';
import type { LeadState } from '../../audit/lead-states.ts';
import { type Draft, earlier, isBefore } from './draft.ts';

/** Channel of messages to the lead; others go to the rep. */
const TO_LEAD = 'email';
/** Logits are whole numbers of this part. */
const MILLION = 1_000_000;
/** Kinds of ledger rows that end a wait. */
const WAIT_ENDS: ReadonlySet<string> = new Set([
  'assigned',
  'transferred',
  'quarantined',
  'duplicate',
  'parked',
  'closed',
]);

type Apply<R extends RecordName> = (draft: Draft, value: Records[R], timestamp: number) => void;

/** What each record tells of its lead. Other records say nothing that a report asks for. */
export const APPLY: { readonly [R in RecordName]?: Apply<R> } = {
  LeadReceived(draft, { occurredAt, receivedAt }) {
    draft.occurredAt ??= occurredAt;
    draft.receivedAt ??= receivedAt;
  },
  LeadStatus(draft, { occurredAt, receivedAt, workspace, state, reasons, outcome, hop }) {
    if (hop < draft.from.hop) return;
    draft.from.hop = hop;
    const now = state === 'transferred' ? 'inFlight' : (state as LeadState);
    Object.assign(draft, { occurredAt, receivedAt, workspace, state: now, reasons, outcome });
  },
  LeadAssigned(draft, { expectedValue, assignedAt: at, seq }, timestamp) {
    draft.assignedWallAt = earlier(draft.assignedWallAt, timestamp);
    if (isBefore({ at, seq }, draft.from.value)) return;
    draft.from.value = { at, seq };
    draft.value = expectedValue;
  },
  LedgerEntry(draft, row) {
    waited(draft, row);
    if (row.kind !== 'assigned') return;
    draft.assignedAt = earlier(draft.assignedAt, row.at);
    if (isBefore(row, draft.from.assigned)) return;
    draft.from.assigned = { at: row.at, seq: row.seq };
    Object.assign(draft, { repId: row.repId, path: row.path });
  },
  LeadScored(draft, value) {
    sourced(draft, value);
    // The first record of an attempt is the one that assignment has taken; later ones are redeliveries.
    if (value.attempt <= draft.from.chance || draft.repId === null) return;
    draft.from.chance = value.attempt;
    draft.chance = chanceOf(value, draft.repId);
  },
  LeadQuarantined: sourced,
  DealOutcome(draft, { outcome, occurredAt }) {
    if (outcome === 'contacted') draft.contactedAt = earlier(draft.contactedAt, occurredAt);
  },
  OutreachSent(draft, { channel, at }) {
    if (channel === TO_LEAD) draft.messagedAt = earlier(draft.messagedAt, at);
  },
  OutreachSkipped: (draft, value) => silent(draft, value, value.reason),
  OutreachFailed: (draft, value) => silent(draft, value, value.errorCode),
};

function silent(draft: Draft, { channel, attempt }: { channel: string; attempt: number }, why: string): void {
  if (channel !== TO_LEAD || attempt < draft.from.unmessaged) return;
  draft.from.unmessaged = attempt;
  draft.unmessaged = why;
}

function sourced(draft: Draft, { attempt, source }: { attempt: number; source: string }): void {
  if (attempt <= draft.from.source) return;
  draft.from.source = attempt;
  draft.source = source;
}

/** P(win) with a rep, 0 to 1; a rep that the model does not know counts as an average one. */
function chanceOf({ repIds, repLogits, leadLogit }: LeadScored, repId: string): number {
  return sigmoid((repLogits[repIds.indexOf(repId)] ?? leadLogit) / MILLION);
}

/** Opens, marks or ends a wait in a workspace. A lead in the line that is put there again goes on waiting. */
function waited({ waits, open }: Draft, { kind, at, reason, workspace }: LedgerEntry): void {
  const wait = open.get(workspace);
  if (kind === 'waiting' && wait === undefined) {
    const begun = { reason: reason ?? '', from: at, to: null, end: null, overdue: false };
    open.set(workspace, begun);
    waits.push(begun);
  }
  if (kind === 'escalated' && wait !== undefined) wait.overdue = true;
  if (!WAIT_ENDS.has(kind) || wait === undefined) return;
  Object.assign(wait, { to: at, end: kind });
  open.delete(workspace);
}
