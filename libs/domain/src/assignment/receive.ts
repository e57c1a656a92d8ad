import { admit } from './admit.ts';
import { leadOf } from './arrival.ts';
import type { TransferEvent } from './events.ts';
import { applyHeld } from './follow-up.ts';
import { unsettle } from './settled.ts';
import { moveLead, record, type Turn } from './turn.ts';

/**
 * A lead comes from another workspace: it is decided by the policy of this one, with the deadline that it has, and its steps count
 * from when its wait began. One that is here already, as its sender named both workspaces, stays as it is.
 */
export function receive(turn: Turn, event: TransferEvent): void {
  const { leadId, attempt, taken, from, since, deadline, declined } = event.value;
  const known = turn.state.leads.get(leadId);
  const isUnfit = known?.status.state === 'parked' || known?.status.state === 'quarantined';
  if (known !== undefined && !isUnfit) {
    const redelivered = known.status.redelivered + 1;
    moveLead(turn, known, { kind: 'redelivered' }, { redelivered });
    return;
  }
  unsettle(turn.state, known);
  record(turn, { kind: 'received', leadId, attempt, reason: from.at(-1) ?? null });
  const came = leadOf(turn, event, known);
  const status = { ...came.status, since, deadline, hop: from.length };
  admit(turn, { ...came, status, taken, from, declined }, event.value);
  applyHeld(turn, leadId);
}
