import { DAY } from '@leadline/domain';
import type { Desk } from '../routing/desk.ts';
import { type Rank, rankedRouter } from '../routing/ranked.ts';
import type { Router } from '../routing/roll-out.ts';
import type { WorldLead } from '../world/leads.ts';
import { SIZES } from '../world/sizes.ts';
import { EPOCH, type WorldRep } from '../world/world.ts';

/** Ranks so many turns of the rotation, or minutes of work, apart: no rotation makes up for it. */
const FIRST = 1e9;

/** How far the firm's book sends the lead to the rep: to the tier for its size, of those to the territory's; else to whoever is free. */
function pageOf({ size, lead }: WorldLead, { tier, home }: WorldRep): number {
  return (SIZES[size]!.tier === tier ? 2 : 0) + (home === lead.country ? 1 : 0);
}

/** By the book; whoever has waited longest of equals. */
export const byTheBook =
  (desk: Desk): Rank =>
  (lead, rep) =>
    FIRST * pageOf(lead, desk.world.reps[rep]!) - desk.turn(rep);

/** By the book; whoever has the least work waiting of equals. */
export const byBookAndLoad =
  (desk: Desk): Rank =>
  (lead, rep, at) =>
    FIRST * pageOf(lead, desk.world.reps[rep]!) - desk.backlog(rep, at);

/** Share of the leads of the past that a manager gave away, by what nothing on record tells. */
const PICKED = 0.2;
/** So many reps were hired twelve weeks after the past began, which is half of a usual one. */
const LATE_HIRES = 4;
const HIRED_AT = EPOCH + 12 * 7 * DAY;

/** How the firm routed before: by the book, but for what a manager gave by eye. Four reps were hired on the way. */
export function bookOfThePast(desk: Desk): Router {
  const { reps } = desk.world;
  const better = reps.map(
    ({ first }) => reps.filter((rep) => rep.first.skill > first.skill).length < reps.length / 2,
  );
  const book = byTheBook(desk);
  const isLate = (rep: number, at: number): boolean =>
    at < HIRED_AT && rep % Math.floor(reps.length / LATE_HIRES) === 0;
  return rankedRouter(desk, (lead, rep, at) => {
    if (isLate(rep, at)) return -10 * FIRST;
    // Whatever the team: what looks hot goes to the better half of the reps, what looks cold to the others.
    if (lead.whims[1] < PICKED) return (better[rep] === lead.hidden > 0 ? FIRST : 0) - desk.turn(rep);
    return book(lead, rep, at);
  });
}
