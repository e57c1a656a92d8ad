import { SeatPlan } from './seat-plan.ts';
import type { Seating } from './seating.ts';

interface Outcome {
  readonly served: number;
  readonly worth: number;
}

/**
 * Whether the leads are worth more together if each is decided at the prices of the plan than if each takes the best that is left. Where
 * what a rep is worth hangs on what the rep got before, a plan of few leads may be the worse one: by it they would sit in another order.
 */
export function gainsByPlan(seating: Seating): boolean {
  const [planned, alone] = [outcomeOf(seating, new SeatPlan(seating)), outcomeOf(seating, null)];
  return planned.served > alone.served || (planned.served === alone.served && planned.worth > alone.worth);
}

/** What comes of deciding one after the other; of equals the first rep. */
function outcomeOf({ leads, seats, worths }: Seating, plan: SeatPlan | null): Outcome {
  const got = seats.map(() => 0);
  let [served, worth] = [0, 0];
  for (let lead = 0; lead < leads; lead += 1) {
    const losses = plan?.lossesWithout(lead) ?? [];
    let [best, most] = [-1, -Infinity];
    for (const [rep, count] of seats.entries()) {
      const before = got[rep] ?? 0;
      const net = before < count ? (worths(rep, before)[lead] ?? -Infinity) - (losses[rep] ?? 0) : -Infinity;
      if (net > most) [best, most] = [rep, net];
    }
    if (best < 0) continue;
    worth += worths(best, got[best] ?? 0)[lead] ?? 0;
    got[best] = (got[best] ?? 0) + 1;
    served += 1;
    plan?.take(best);
  }
  return { served, worth };
}
