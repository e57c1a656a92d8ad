import { drain } from './drain.ts';
import { route } from './route.ts';
import { freeLoad, settle } from './settle.ts';
import { unsettle } from './settled.ts';
import { loadOf, type Lead } from './state.ts';
import { moveLead, put, record, setLoad, type Turn } from './turn.ts';
import { countUsual } from './usual.ts';
import { wakeForOwned } from './wake.ts';
import { giveWork, takeWork } from './work.ts';

function refusal(turn: Turn, { status }: Lead, otherId: string | null): string | null {
  if (otherId === null || otherId === status.leadId) return 'OTHER_LEAD_MISSING';
  const state = turn.state.leads.get(otherId)?.status.state;
  if (state === undefined) return 'OTHER_LEAD_UNKNOWN';
  return ['assigned', 'waiting', 'closed'].includes(state) ? null : 'OTHER_LEAD_UNFIT';
}

/** A person says that an open lead repeats another: it leaves its rep or the line, as that lead's duplicate. */
export function merge(turn: Turn, lead: Lead, otherId: string | null): void {
  const { leadId, attempt, state, repId, previousRepId } = lead.status;
  const reason = refusal(turn, lead, otherId);
  if (otherId === null || reason !== null) return record(turn, { kind: 'ignored', leadId, attempt, reason });
  const from = state === 'assigned' ? repId : null;
  put(turn, 'merged', leadId, lead.status);
  const left = from === null ? {} : leave(turn, lead, from);
  const status = { ...lead.status, repId: null, previousRepId: from ?? previousRepId };
  const ending = { reason: 'MERGED', duplicateOf: otherId };
  settle(turn, { ...lead, ...left, status }, 'duplicate', ending, { repId: from });
  if (from !== null) drain(turn, from);
}

/** The rep has the lead no more, nor what is undone of its work: that comes back with the lead if it is split. */
function leave(turn: Turn, lead: Lead, repId: string): Pick<Lead, 'work'> {
  freeLoad(turn, repId);
  return { work: { length: takeWork(turn, repId, lead), until: 0 } };
}

/** The lead is with its rep as before it was merged; nothing counts twice but the attempt. */
function restore(turn: Turn, lead: Lead, attempt: number, repId: string): void {
  const { leadId, redelivered } = lead.status;
  const before = turn.state.merged.get(leadId);
  setLoad(turn, repId, { open: loadOf(turn.state, repId).open + 1 });
  const [rep, undone] = [turn.state.reps.get(repId), lead.work?.length ?? 0];
  const given = rep === undefined || undone === 0 ? {} : { work: giveWork(turn, rep, undone) };
  moveLead(
    turn,
    lead,
    { kind: 'restored', repId },
    { ...before, attempt, redelivered },
    { ...given, settled: null },
  );
  put(turn, 'merged', leadId, undefined);
  wakeForOwned(turn, repId);
}

/**
 * A person says that a duplicate is none. A lead that was merged from a rep goes back there; any other is routed as if it
 * came now, without regard to the lead that it was taken for.
 */
export function split(turn: Turn, lead: Lead): void {
  const { leadId, state, attempt, duplicateOf } = lead.status;
  const payload = turn.state.payloads.get(leadId);
  if (state !== 'duplicate' || payload === undefined)
    return record(turn, { kind: 'ignored', leadId, attempt, reason: 'NOT_A_DUPLICATE' });
  const next = attempt + 1;
  unsettle(turn.state, lead);
  record(turn, { kind: 'split', leadId, attempt: next, duplicateOf, reason: 'COMMANDED' });
  const before = turn.state.merged.get(leadId);
  if (before?.state === 'assigned' && before.repId !== null) return restore(turn, lead, next, before.repId);
  if (before !== undefined) put(turn, 'merged', leadId, undefined);
  route(turn, { ...lead, status: { ...(before ?? lead.status), attempt: next, deadline: null } }, payload);
  // One that was taken for another on arrival was not counted then.
  if (before === undefined) countUsual(turn, payload.routable);
}
