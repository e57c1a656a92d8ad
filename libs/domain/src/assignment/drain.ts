import { ownerHasRoom, ownerIsAway, type Moment } from './candidates.ts';
import { keeperOf } from './choose.ts';
import { ownersOf } from './decide.ts';
import { jointStep, type Waiting } from './joint.ts';
import { servingOrder } from './line.ts';
import { momentOf } from './moment.ts';
import { fitAfter, overflows } from './relax.ts';
import { hasRoom, hasTime } from './room.ts';
import type { RosterRep } from './roster.ts';
import { routeWaiting } from './route.ts';
import { loadOf, rosterOf, type Lead, type Payload } from './state.ts';
import { waitedOf } from './steps.ts';
import { beenIn, transferTo } from './transfer-to.ts';
import { setMeta, type Turn } from './turn.ts';
import { wakeWhenRoom } from './wake.ts';

/** Leads that one look at the line may assign; what is left comes at once after. */
const DRAIN_STEP = 100;

/** Reps that a look at the line is about, and whether each may take a lead now. */
interface Offer {
  readonly moment: Moment;
  /** 1 per rep of the roster who may take a lead. */
  readonly free: Uint8Array;
  /** 1 per rep who may, and for whom so little work waits that leads of the line are served. */
  readonly idle: Uint8Array;
  /** The one rep it is about; null: all. */
  readonly only: number | null;
}

function offerOf(turn: Turn, repId: string | null): Offer {
  const roster = rosterOf(turn.state);
  const moment = momentOf(turn);
  const only = repId === null ? null : (roster.positions.get(repId) ?? -1);
  const offered = (index: number): boolean => only === null || only === index;
  const free = Uint8Array.from(roster.reps, (rep, index) =>
    offered(index) && hasRoom(turn, rep, moment) ? 1 : 0,
  );
  const idle = free.map((one, index) =>
    one === 1 && hasTime(turn, roster.reps[index] as RosterRep, moment) ? 1 : 0,
  );
  return { moment, free, idle, only };
}

/**
 * Whether a decision for the lead would now find a rep, or hand it on: the rules of choose.ts without the ranking. And whether it
 * is time for it: what has waited long loses little by waiting on, and what it would lie before loses much.
 */
function servable(turn: Turn, offer: Offer, { lead, payload }: Waiting): boolean {
  const roster = rosterOf(turn.state);
  const { policy } = offer.moment;
  const waited = waitedOf(lead);
  if (transferTo(policy, waited, beenIn(turn.state, lead)) !== null) return true;
  if (payload.accountOwner !== null || lead.preferredRepId !== null) {
    const asked = { owners: ownersOf(lead, payload), declined: lead.declined, policy, roster };
    const openOf = (index: number): number => loadOf(turn.state, roster.reps[index]?.repId ?? '').open;
    const keeper = keeperOf(asked, openOf);
    const isAway = keeper !== null && ownerIsAway(roster.reps[keeper.index] as RosterRep, offer.moment);
    if (keeper !== null && !(isAway && overflows(policy, waited))) return !isAway;
  }
  const fit = fitAfter(roster, payload.routable, policy, waited);
  const ready = lead.escalated ? offer.free : offer.idle;
  const takes = (index: number): boolean =>
    ready[index] === 1 && fit[index] === 0 && !lead.declined.includes(roster.reps[index]?.repId ?? '');
  return offer.only === null ? ready.some((_, index) => takes(index)) : takes(offer.only);
}

/** Whether the one rep of the offer can take nothing at all, not even as an owner. */
function isVain(turn: Turn, { moment, free, only }: Offer): boolean {
  const rep = only === null ? undefined : rosterOf(turn.state).reps[only];
  if (rep === undefined || only === null || free[only] === 1) return false;
  return !ownerHasRoom(rep, loadOf(turn.state, rep.repId).open, moment.policy) || ownerIsAway(rep, moment);
}

/**
 * Serves the waiting line as far as there are reps: after a change of one rep (`repId`), or of many (null).
 * A long service goes on at once with a wake-up, so that no step grows without bound.
 */
export function drain(turn: Turn, repId: string | null): void {
  if (turn.state.derived.line.size === 0) return;
  const offer = offerOf(turn, repId);
  if (!isVain(turn, offer)) serveLine(turn, offer);
  // Less may wait for the rep than when the wake-up was set.
  const rep = rosterOf(turn.state).reps[offer.only ?? -1];
  const { backlogHours } = offer.moment.policy.waiting;
  if (rep?.active === true && backlogHours !== undefined) wakeWhenRoom(turn, rep, offer.moment);
}

function serveLine(turn: Turn, offer: Offer): void {
  const { state } = turn;
  const find = (leadId: string): Waiting => waitingLead(turn, leadId);
  const able = [...state.derived.line].map(find).filter((waiting) => servable(turn, offer, waiting));
  const inOrder = servingOrder(
    state,
    able.map(({ lead }) => lead),
  ).map(({ status }) => status.leadId);
  const first = inOrder.slice(0, DRAIN_STEP);
  const isTogether = isJoint(offer) && first.length > 1;
  const joint = isTogether ? jointStep(turn, first.map(find)) : null;
  let served = 0;
  for (const [place, leadId] of inOrder.entries()) {
    // Whoever comes after the leads that were looked at together is looked at together in the next step.
    const isOver = isTogether && place >= DRAIN_STEP && served > 0;
    if (served === DRAIN_STEP || isOver) return setMeta(turn, { wakeAt: state.meta.now });
    const { lead, payload } = find(leadId);
    const seats = joint?.seatsFor(leadId);
    if (!servable(turn, offer, { lead, payload }) || !routeWaiting(turn, lead, payload, seats)) continue;
    served += 1;
    const taker = state.leads.get(leadId)?.status.repId ?? '';
    joint?.took(taker);
    refresh(turn, offer, taker);
  }
}

/** Whether the line is decided together: with one rep there is nothing to choose. */
const isJoint = ({ only, moment: { policy } }: Offer): boolean =>
  only === null && policy.waiting.joint === true && policy.strategy === 'value';

const waitingLead = ({ state }: Turn, leadId: string): Waiting => ({
  lead: state.leads.get(leadId) as Lead,
  payload: state.payloads.get(leadId) as Payload,
});

/** Serves one lead of the line, for whom alone something has changed; when the line is due anyway, it will be. */
export function serve(turn: Turn, leadId: string): void {
  const { wakeAt, now } = turn.state.meta;
  if (wakeAt !== null && wakeAt <= now) return;
  const waiting = waitingLead(turn, leadId);
  if (servable(turn, offerOf(turn, null), waiting)) routeWaiting(turn, waiting.lead, waiting.payload);
}

/** Looks again whether the rep who has just got a lead may take another. */
function refresh(turn: Turn, offer: Offer, repId: string): void {
  const roster = rosterOf(turn.state);
  const index = roster.positions.get(repId) ?? -1;
  const rep = roster.reps[index];
  if (rep === undefined) return;
  if (!hasRoom(turn, rep, offer.moment)) offer.free[index] = 0;
  if (offer.free[index] === 0 || !hasTime(turn, rep, offer.moment)) offer.idle[index] = 0;
}
