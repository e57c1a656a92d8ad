import type { WorldLead } from '../world/leads.ts';
import type { Desk } from './desk.ts';
import type { Router } from './roll-out.ts';

/** What a rep counts for a lead at an instant: the free rep with the most gets it. */
export type Rank = (lead: WorldLead, rep: number, at: number) => number;

/** Whoever has the least work waiting. */
export const leastWork =
  (desk: Desk): Rank =>
  (_, rep, at) =>
    -desk.backlog(rep, at);

/**
 * Routes by a rank among free reps; ties go to the smaller load share, then to whoever has waited longest. `littleWork`: leads that wait
 * go on waiting until fewer hours of work than this wait for somebody who is free, and those that come do not wait behind them.
 */
export function rankedRouter(desk: Desk, rank: Rank, littleWork = Infinity): Router {
  const reps = desk.world.reps.map((_, index) => index);
  const line: WorldLead[] = [];
  const isTime = (at: number): boolean =>
    littleWork === Infinity ||
    reps.some((rep) => desk.isFree(rep, at) && desk.backlog(rep, at) < 60 * littleWork);
  const offer = (lead: WorldLead, at: number): boolean => {
    let best: { readonly rep: number; readonly key: readonly number[] } | null = null;
    for (const rep of reps) {
      if (!desk.isFree(rep, at)) continue;
      const key = [rank(lead, rep, at), -desk.share(rep), -desk.turn(rep)];
      if (best === null || isAbove(key, best.key)) best = { rep, key };
    }
    if (best !== null) desk.assign(lead, best.rep, at);
    return best !== null;
  };
  const drain = (at: number): void => {
    while (line.length > 0 && isTime(at) && offer(line[0]!, at)) line.shift();
  };
  return {
    arrive(lead) {
      const isBehind = line.length > 0 && littleWork === Infinity;
      if (isBehind || !offer(lead, lead.occurredAt)) line.push(lead);
      if (littleWork !== Infinity) drain(lead.occurredAt);
    },
    close: (_, at) => drain(at),
    hour: drain,
    waiting: () => line.length,
  };
}

function isAbove(a: readonly number[], b: readonly number[]): boolean {
  const differs = a.findIndex((value, index) => value !== b[index]);
  return differs !== -1 && a[differs]! > b[differs]!;
}
