import { daysBetween, type Example, hasEnded, maturityDays, type WatchedDeal } from '@leadline/models';
import type { Desk, Handled } from './routing/desk.ts';
import { PLACE } from './routing/engine.ts';
import { rankedRouter } from './routing/ranked.ts';
import { rollOut, type Router } from './routing/roll-out.ts';
import { createLeads, LEADS_PER_REP, type WorldLead } from './world/leads.ts';
import { EPOCH, type World } from './world/world.ts';

/** Deals on record. */
export interface Records {
  /** Those that have closed. */
  readonly examples: readonly Example[];
  /** All that are too young for nine of ten to have closed: these, and those that are open. */
  readonly watched: readonly WatchedDeal[];
}

/** What a firm has on record when it begins. */
export interface History extends Records {
  /** Epoch ms: all was known before. */
  readonly cutAt: number;
}

/** Share of the leads that went by territory. */
const BY_TERRITORY = 0.3;
/** What a manager sees and no field says, in standard deviations, and how often it goes to the two favourites. */
const HOT = 0.8;
const FAVOUR = 0.8;
const FAVOURITES = 2;
/** Whoever takes over what is about to be won. */
const CLOSER = 0;
/** Share of the lost deals that a closer had taken over, in proportion to the won ones. */
const LOST_AFTER_ALL = 0.1;

/** Plays the past until so many deals have closed. */
export function historyOf(world: World, closed: number): History {
  const { reps, hours } = world.spec;
  const days = 7 * Math.ceil(closed / (reps * LEADS_PER_REP * 7) + (world.spec.cycle === 'long' ? 20 : 8));
  const leads = createLeads(`${world.seed}/past`, { from: EPOCH, days }, { reps, hours });
  return playedPast(world, leads, pastRouter, closed);
}

/** Routes leads until so many deals have closed, and cuts there. */
export function playedPast(
  world: World,
  leads: readonly WorldLead[],
  router: (desk: Desk) => Router,
  closed: number,
): History {
  const handled = rollOut(world, leads, router, (count) => count > closed * 1.05);
  const ends = handled.map((deal) => deal.closesAt).toSorted((a, b) => a - b);
  const cutAt = ends[closed - 1] ?? ends.at(-1) ?? EPOCH;
  return { ...recordsOf(world, handled, cutAt), cutAt };
}

/** Deals as training takes them. An open deal is no loss. `path`: of the decisions, where the records tell it. */
export function recordsOf(world: World, handled: readonly Handled[], cutAt: number, path?: string): Records {
  const told = path === undefined ? {} : { path };
  const known = handled
    .filter(({ at }) => at <= cutAt)
    .map((deal) => ({ ...recordOf(world, deal, cutAt), ...told }));
  const maturity = maturityDays(
    known.map((deal) => ({
      days: daysBetween(deal.occurredAt, hasEnded(deal) ? deal.closedAt! : cutAt),
      ended: hasEnded(deal),
    })),
  );
  return {
    examples: known.filter(hasEnded),
    watched: known.filter(({ occurredAt }) => daysBetween(occurredAt, cutAt) < (maturity ?? 0)),
  };
}

function recordOf(world: World, deal: Handled, cutAt: number): WatchedDeal {
  const { lead, at, strain, won, closesAt } = deal;
  const isOpen = closesAt > cutAt;
  const { repId, tier } = world.reps[isOpen ? deal.rep : creditedOf(world, deal)]!;
  const decided = {
    ...PLACE,
    repId,
    tier,
    lead: lead.lead,
    occurredAt: lead.occurredAt,
    decidedAt: at,
    strain,
  };
  return isOpen
    ? { ...decided, won: null }
    : { ...decided, won, amount: won ? lead.value : 0, closedAt: closesAt };
}

/** Whom the records name: the rep of the decision, as Leadline's own do, or whoever had the deal at its end. */
function creditedOf({ spec }: World, { lead, rep, won }: Handled): number {
  if (spec.credit === 'decision') return rep;
  const share = won ? spec.handedOver : spec.handedOver * LOST_AFTER_ALL;
  return lead.whims[2] < share ? CLOSER : rep;
}

function pastRouter(desk: Desk): Router {
  const { spec, reps } = desk.world;
  return rankedRouter(desk, ({ lead, hidden, whims }, rep) => {
    const byTerritory = whims[0] < BY_TERRITORY && reps[rep]!.home === lead.country;
    const byFavour = spec.history === 'favour' && hidden > HOT && whims[1] < FAVOUR && rep < FAVOURITES;
    return (byTerritory || byFavour ? 1e9 : 0) - desk.turn(rep);
  });
}
