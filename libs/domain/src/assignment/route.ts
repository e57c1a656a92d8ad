import { MINUTE } from '../shared/instant.ts';
import { chosenOf, creditOf } from './credit.ts';
import { type Asked, decide, recordDecision, type Decision } from './decide.ts';
import { ENGINE } from './context.ts';
import { exclusionCounts, made } from './made.ts';
import { momentOf } from './moment.ts';
import { loadOf, type Lead, type Payload } from './state.ts';
import { scheduleStep } from './steps.ts';
import { schedule } from './timers.ts';
import { transfer } from './transfer.ts';
import { moveLead, originOf, setLoad, setMeta, type Turn } from './turn.ts';
import { restedChance, workOf, worthOf } from './value.ts';
import { wakeForOwned, wakeWhenRoom } from './wake.ts';
import { withOneExplored, withOneMore } from './windows.ts';
import { easedLine, reasonLine } from './words.ts';
import { giveWork } from './work.ts';

/** Counts the lead for its rep; returns the work that it brings. */
function countAssignment(turn: Turn, decision: Decision, repId: string): Pick<Lead, 'work'> {
  const { question, choice } = decision;
  const { state } = turn;
  const rep = state.reps.get(repId);
  const moment = momentOf(turn);
  const load = loadOf(state, repId);
  const count = { open: load.open + 1, ...withOneMore(load, rep?.timeZone ?? '', moment) };
  const rotates = choice.path !== 'owner' && choice.path !== 'manual';
  if (rotates) setMeta(turn, { turns: state.meta.turns + 1 });
  const credit = rotates ? { pointer: state.meta.turns, ...creditOf(decision) } : {};
  const tried = choice.path === 'explored' ? withOneExplored(load, rep?.timeZone ?? '', moment) : {};
  setLoad(turn, repId, { ...count, ...credit, ...tried });
  const minutes = workOf(question.lead, question.policy);
  const given = rep === undefined ? {} : { work: giveWork(turn, rep, minutes * MINUTE) };
  if (rep !== undefined) wakeWhenRoom(turn, rep, moment);
  wakeForOwned(turn, repId);
  return given;
}

function assign(turn: Turn, lead: Lead, payload: Payload, decision: Decision, repId: string): void {
  const { question, choice } = decision;
  const hash = recordDecision(turn, decision);
  const said = reasonLine({
    reason: choice.reason,
    among: choice.among,
    reps: question.roster.reps.length,
    objective: question.policy.objective,
    expectedValue: question.lead.expectedValue,
    match: chosenOf(choice) ?? choice.best[0],
    forgone: choice.forgone,
  });
  const eased = easedLine(choice, question.waited);
  const reason = eased === null ? said : `${said}, ${eased}`;
  turn.state.derived.line.delete(lead.status.leadId);
  const given = countAssignment(turn, decision, repId);
  const row = {
    kind: 'assigned',
    repId,
    reason: choice.reason,
    path: choice.path,
    capsuleHash: hash,
  } as const;
  const change = {
    ...made(turn, decision, hash),
    state: 'assigned',
    repId,
    reason,
    reasons: [],
    deadline: null,
  };
  const { status } = moveLead(turn, lead, row, change, { ...given, escalated: false, settled: null });
  const { score, segment, expectedValue, modelVersion } = payload.routable;
  turn.assigned.push({
    ...originOf(status),
    assignedAt: status.since,
    repId,
    path: choice.path,
    reason,
    engine: ENGINE,
    policyVersion: question.policy.version,
    modelVersion,
    propensity: choice.propensity,
    capsuleHash: hash,
    score,
    segment,
    expectedValue,
  });
}

function wait(turn: Turn, lead: Lead, payload: Payload, decision: Decision): void {
  const { question, choice } = decision;
  const { policy, lead: routable } = question;
  const hash = recordDecision(turn, decision);
  // A lead that comes with a deadline has waited before, and keeps its place.
  const again = lead.status.deadline !== null;
  const deadline = lead.status.deadline ?? question.at + policy.waiting.deadlineMinutes * MINUTE;
  const worth = worthOf(restedChance(routable.leadLogit), routable.expectedValue, policy.objective);
  const row = { kind: 'waiting', reason: choice.reason, path: choice.path, capsuleHash: hash } as const;
  const reasons = exclusionCounts(choice.codes);
  const change = { state: 'waiting', repId: null, reason: choice.reason, reasons, deadline };
  const kept = again ? { since: lead.status.since } : {};
  const anew = again || lead.waited === undefined ? {} : { waited: 0 };
  const facts = { worth, escalated: again && lead.escalated, settled: null, ...anew };
  const moved = moveLead(turn, lead, row, { ...made(turn, decision, hash), ...change, ...kept }, facts);
  const { status } = moved;
  turn.state.derived.line.add(status.leadId);
  scheduleStep(turn.state, moved);
  schedule(turn.state.derived.timers, { at: deadline, kind: 'deadline', id: status.leadId });
  turn.waiting.push({ ...originOf(status), since: status.since, deadline, reason: choice.reason });
}

/** Gives the lead a rep, or hands it on to another workspace, or gives it a place in the waiting line. */
export function route(turn: Turn, lead: Lead, payload: Payload, target: string | null = null): void {
  const decision = decide(turn, lead, payload, { target });
  if (!leave(turn, lead, payload, decision)) wait(turn, lead, payload, decision);
}

/** Gives a waiting lead a rep, or hands it on, if that can be now; false: it goes on waiting, and nothing is written. */
export function routeWaiting(turn: Turn, lead: Lead, payload: Payload, seats?: Asked['seats']): boolean {
  const asked = seats === undefined ? { target: null } : { target: null, seats };
  return leave(turn, lead, payload, decide(turn, lead, payload, asked));
}

/** What takes a lead out of the line, if the decision does; false: it does not. */
function leave(turn: Turn, lead: Lead, payload: Payload, decision: Decision): boolean {
  const { rep, to } = decision.choice;
  if (rep !== null) assign(turn, lead, payload, decision, rep);
  else if (to !== undefined) transfer(turn, lead, payload, decision, to);
  return rep !== null || to !== undefined;
}
