import type { Decision } from './decide.ts';
import type { LeadTransferred } from './events.ts';
import { exclusionCounts, made } from './made.ts';
import { recordDecision } from './decide.ts';
import type { Lead, Payload } from './state.ts';
import { moveLead, put, type Turn } from './turn.ts';
import { takenOf } from './arrival.ts';
import { beenIn } from './transfer-to.ts';

/**
 * Hands a lead on to another workspace: what is sent lies on its log in the transaction of all that says here that the lead is
 * gone. What stays is what tells who may repeat it, and where to send on what is yet to come for it.
 */
export function transfer(turn: Turn, lead: Lead, payload: Payload, decision: Decision, to: string): void {
  const { leadId } = lead.status;
  const value = handedOver(turn, lead, payload, to);
  const hash = recordDecision(turn, decision);
  const reasons = exclusionCounts(decision.choice.codes);
  turn.state.derived.line.delete(leadId);
  moveLead(
    turn,
    lead,
    { kind: 'transferred', reason: to, path: decision.choice.path, capsuleHash: hash },
    { ...made(turn, decision, hash), state: 'transferred', repId: null, reason: to, reasons, deadline: null },
    { to, escalated: false, settled: null },
  );
  put(turn, 'payloads', leadId, undefined);
  turn.sent.push({ record: 'LeadTransferred', value });
}

function handedOver(turn: Turn, lead: Lead, payload: Payload, to: string): LeadTransferred {
  const { leadId, tenant, attempt, occurredAt, receivedAt, since, deadline, stages } = lead.status;
  const { routable, accountOwner, list, logits } = payload;
  const { region = null, postalArea = null, account = null, ...facts } = routable;
  return {
    ...facts,
    leadId,
    tenant,
    workspace: to,
    attempt,
    taken: takenOf(lead),
    from: beenIn(turn.state, lead),
    at: turn.state.meta.now,
    since,
    deadline: deadline ?? turn.state.meta.now,
    declined: lead.declined,
    occurredAt,
    receivedAt,
    personKey: lead.personKey,
    identity: turn.state.traits.get(leadId) ?? [],
    accountKey: account,
    accountOwner,
    region,
    postalArea,
    repIds: turn.state.lists.get(list) ?? [],
    repLogits: logits,
    stages,
  };
}
