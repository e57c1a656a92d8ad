import { DAY } from '../shared/instant.ts';
import type { Moment } from './candidates.ts';
import { encodeCapsule } from './capsule.ts';
import { choose, type Choice } from './choose.ts';
import { ENGINE } from './context.ts';
import { momentOf } from './moment.ts';
import { byDuty } from './duty.ts';
import { drawn, lateness } from './exploration.ts';
import { givenTo } from './opportunity.ts';
import { policyBody } from './policy.ts';
import { pricesBody } from './prices.ts';
import { provenanceContent } from './provenance.ts';
import type { Owner, Question } from './question.ts';
import { capsuleHash } from './replay.ts';
import { byShift, columnOf, rosterBody } from './roster.ts';
import { softFacts } from './soft-facts.ts';
import { loadOf, rosterLoads, rosterOf, type Lead, type Load, type Payload } from './state.ts';
import { waitedOf } from './steps.ts';
import { beenIn } from './transfer-to.ts';
import { setMeta, type Turn } from './turn.ts';
import { yardstickOf } from './usual.ts';
import { exploredToday, gotIn, windowsNow } from './windows.ts';
import { backlogOf, workedAt } from './work.ts';

/** Contents are written again after this time, so that they outlive every capsule that names them. */
const CONTENT_AGE = 30 * DAY;

/** A decision made for a lead, not yet acted on. */
export interface Decision {
  readonly question: Question;
  readonly choice: Choice;
  /** Workspaces that the lead has been in before. */
  readonly hop: number;
}

/** Reps who come before all others for a lead. */
export function ownersOf(lead: Lead, payload: Payload): Owner[] {
  const { accountOwner } = payload;
  const { preferredRepId } = lead;
  const owners: Owner[] = [];
  if (accountOwner !== null) owners.push({ repId: accountOwner, why: 'ACCOUNT_OWNER' });
  if (preferredRepId !== null && preferredRepId !== accountOwner)
    owners.push({ repId: preferredRepId, why: 'EARLIER_REP' });
  return owners;
}

function hashes(turn: Turn): Pick<Question, 'policyHash' | 'rosterHash' | 'pricesHash'> {
  const { derived, policy, prices } = turn.state;
  derived.policyHash ??= turn.ctx.sha256(policyBody(policy.policy));
  derived.rosterHash ??= turn.ctx.sha256(rosterBody(rosterOf(turn.state)));
  if (prices !== null) derived.pricesHash ??= turn.ctx.sha256(pricesBody(prices));
  return { policyHash: derived.policyHash, rosterHash: derived.rosterHash, pricesHash: derived.pricesHash };
}

/** What is asked of a lead beyond what is known of it. */
export interface Asked {
  /** The rep of a command; null: nobody was named. */
  readonly target: string | null;
  /** See {@link Question.seats}. */
  readonly seats?: Question['seats'];
}

/** Asks for the best rep as things stand. */
export function decide(turn: Turn, lead: Lead, payload: Payload, asked: Asked): Decision {
  const question = ask(turn, lead, payload, asked);
  return { question, choice: choose(question), hop: lead.status.hop };
}

/** All that a decision for the lead would now see. */
export function ask(turn: Turn, lead: Lead, payload: Payload, { target, seats }: Asked): Question {
  const { state } = turn;
  const roster = rosterOf(state);
  const moment = momentOf(turn);
  const column = columnOf(roster, payload.list, state.lists.get(payload.list) ?? []);
  const windows = byShift(roster, ({ timeZone }) => windowsNow(timeZone, moment));
  const worked = byDuty(roster, moment.policy, (rep) => workedAt(rep, moment));
  const loads = rosterLoads(state);
  return {
    ...moment,
    ...hashes(turn),
    leadId: lead.status.leadId,
    attempt: lead.status.attempt,
    lead: payload.routable,
    roster,
    logits: roster.reps.map((_, index) => payload.logits[column[index] ?? -1] ?? null),
    open: loads.map(({ open }) => open),
    today: loads.map((load, index) => gotIn(load, windows(index)).day),
    pointers: loads.map(({ pointer }) => pointer),
    backlog: loads.map((load, index) => backlogOf(load, worked(index))),
    prices: state.prices,
    yardstick: yardstickOf(moment.policy, state.meta.usual),
    owners: ownersOf(lead, payload),
    declined: lead.declined,
    waited: waitedOf(lead),
    ...(moment.policy.transfer === undefined ? {} : { been: beenIn(state, lead) }),
    target,
    ...(seats === undefined ? {} : { seats }),
    ...softFacts(moment.policy, () =>
      roster.reps.map((rep, index) => {
        const load = loads[index] as Load;
        return { load, got: gotIn(load, windows(index)), given: givenTo(load, rep, moment) };
      }),
    ),
    ...drawOf(turn, lead, moment),
  };
}

/** What the lead draws, if the policy explores. */
function drawOf(turn: Turn, lead: Lead, moment: Moment): Pick<Question, 'draw'> {
  const { state, ctx } = turn;
  const { exploration, strategy } = state.policy.policy;
  if (exploration === undefined || strategy !== 'value' || ctx.salt === undefined) return {};
  const { policyHash } = hashes(turn);
  const { leadId, attempt } = lead.status;
  const top = state.meta.usual?.top ?? null;
  const late = lateness(lead, state.meta.now);
  const draw = { ...drawn(ctx, ctx.salt, { policyHash, leadId, attempt }), top, late };
  if (exploration.perDay === undefined) return { draw };
  return { draw: { ...draw, explored: exploredIn(turn, moment) } };
}

/** Leads of the workspace that were explored today: each counts in the day of the rep who got it, so no zone has more in a day. */
function exploredIn({ state }: Turn, moment: Moment): number {
  return rosterOf(state)
    .reps.map(({ repId, timeZone }) => exploredToday(loadOf(state, repId), timeZone, moment))
    .reduce((sum, leads) => sum + leads, 0);
}

function storeContent(turn: Turn, kind: string, hash: string, body: () => string): void {
  const { tenant, workspace, meta } = turn.state;
  const last = meta.contents[kind];
  if (last?.hash === hash && meta.appendedAt - last.at < CONTENT_AGE) return;
  turn.contents.push({ tenant, workspace, hash, kind, body: body() });
  setMeta(turn, { contents: { ...meta.contents, [kind]: { hash, at: meta.appendedAt } } });
}

/** Writes who has set what the decision goes by; returns its hash, null: nobody has said so. */
function storeProvenance(turn: Turn): string | null {
  const content = provenanceContent(turn.state.meta.provenance, turn.ctx.sha256);
  if (content === null) return null;
  storeContent(turn, 'provenance', content.hash, () => content.body);
  return content.hash;
}

/** Writes the decision's capsule and what it names; returns the capsule's hash. */
export function recordDecision(turn: Turn, { question, choice, hop }: Decision): string {
  const { tenant, workspace, meta, policy, prices } = turn.state;
  storeContent(turn, 'policy', question.policyHash, () => policyBody(policy.policy));
  storeContent(turn, 'roster', question.rosterHash, () => rosterBody(rosterOf(turn.state)));
  if (prices !== null && question.pricesHash !== null)
    storeContent(turn, 'prices', question.pricesHash, () => pricesBody(prices));
  const capsule = encodeCapsule(question, choice);
  const hash = capsuleHash(capsule, meta.capsuleHash, turn.ctx.sha256);
  turn.decisions.push({
    tenant,
    workspace,
    leadId: question.leadId,
    attempt: question.attempt,
    decidedAt: question.at,
    engine: ENGINE,
    policyVersion: question.policy.version,
    modelVersion: question.lead.modelVersion,
    path: choice.path,
    repId: choice.rep,
    hop,
    propensity: choice.propensity,
    capsule,
    capsuleHash: hash,
    previousHash: meta.capsuleHash,
    provenance: storeProvenance(turn),
  });
  setMeta(turn, { capsuleHash: hash });
  return hash;
}
