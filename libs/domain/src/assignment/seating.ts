/** Leads that are decided together, in the order in which they are served, and reps with so many seats left. */
export interface Seating {
  readonly leads: number;
  /** By rep. */
  readonly seats: readonly number[];
  /** By lead: what it is worth at a rep who has got so many of these leads already; -Infinity: the rep may not have it. */
  readonly worths: (rep: number, before: number) => Float64Array;
}

/**
 * A seating, each worth of which is asked once. `worth`: a whole number between -2^40 and 2^40, or -Infinity. More leads make nobody
 * worth more: where that is not so, it is taken for what it was with fewer.
 */
export function seatingOf(
  leads: number,
  seats: readonly number[],
  worth: (lead: number, rep: number, before: number) => number,
): Seating {
  const known: Float64Array[][] = seats.map(() => []);
  const worths = (rep: number, before: number): Float64Array => {
    const ofRep = known[rep] ?? [];
    const fewer = before === 0 ? undefined : (ofRep[before - 1] ?? worths(rep, before - 1));
    ofRep[before] ??= Float64Array.from({ length: leads }, (_, lead) =>
      Math.min(worth(lead, rep, before), fewer?.[lead] ?? Infinity),
    );
    return ofRep[before];
  };
  return { leads, seats, worths };
}
