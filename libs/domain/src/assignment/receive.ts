import { admit } from './admit.ts';
import { isUnfit, leadOf } from './arrival.ts';
import type { TransferEvent } from './events.ts';
import { applyHeld } from './follow-up.ts';
import { part } from './identify.ts';
import { repeat } from './repeat.ts';
import { unsettle } from './settled.ts';
import type { Lead } from './state.ts';
import { record, type Turn } from './turn.ts';

/**
 * A lead comes from another workspace: it is decided by the policy of this one, with the deadline that it has, and its steps count
 * from when its wait began. One that is here already, as its sender named both workspaces, stays as it is, and does not go back to
 * where it has also been.
 */
export function receive(turn: Turn, event: TransferEvent): void {
  const { leadId, attempt, taken, from, since, deadline, declined } = event.value;
  const known = turn.state.leads.get(leadId);
  if (known !== undefined && isKept(turn, known, from)) {
    const been = [...new Set([...from, ...(known.from ?? [])])];
    return repeat(turn, known, { from: been }, { hop: Math.max(known.status.hop, been.length) });
  }
  unsettle(turn.state, known);
  // It may come back as somebody else: whom it met as before, it meets no more.
  if (known !== undefined) part(turn.state, known);
  record(turn, { kind: 'received', leadId, attempt, reason: from.at(-1) ?? null });
  const came = leadOf(turn, event, known);
  const status = { ...came.status, since, deadline, hop: from.length };
  admit(turn, { ...came, status, taken, from, declined }, event.value);
  applyHeld(turn, leadId);
}

/**
 * Whether what comes in changes nothing of a lead that is here. One that was handed on is taken in again, unless the two workspaces
 * have handed it to each other at once: then the one whose name comes first has it.
 */
function isKept({ state }: Turn, known: Lead, from: readonly string[]): boolean {
  if (isUnfit(known)) return false;
  if (known.status.state !== 'transferred') return true;
  return known.to !== undefined && known.to === from.at(-1) && known.to < state.workspace;
}
