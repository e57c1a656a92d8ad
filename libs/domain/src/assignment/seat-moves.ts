/** A place at a rep that one lead of a plan may have. */
export interface Seat {
  readonly rep: number;
  /** What each lead is worth here; -Infinity: it may not have the seat. */
  readonly worth: Float64Array;
  /** The lead that has it in the plan; null: nobody. */
  lead: number | null;
}

/** What it costs all leads of a plan together if one has to leave its seat, and where it goes; null: it goes without. */
export interface Move {
  readonly lead: number;
  readonly from: Seat;
  cost: number;
  to: Seat | null;
}

export type Moves = ReadonlyMap<number, Move>;

/** What moves may end in. */
export interface Ends {
  /** Seats that nobody has. */
  readonly free: readonly Seat[];
  /** Cost at which a lead may go without a seat; Infinity: it may not. */
  readonly without: (lead: number) => number;
}

export const worthAt = ({ worth }: Seat, lead: number): number => worth[lead] ?? -Infinity;

/**
 * The cheapest way for each seated lead to leave its seat: to a free one, or to that of another, who moves on in turn. Shortest paths
 * by Bellman and Ford; in a best plan nobody gains by a circle, so that it comes to rest.
 */
export function cheapestMoves(seated: Iterable<readonly [number, Seat]>, ends: Ends): Moves {
  const moves = Array.from(seated, ([lead, from]) => firstMove(lead, from, ends));
  for (let improved = true; improved;) {
    improved = false;
    for (const move of moves) {
      const now = worthAt(move.from, move.lead);
      for (const { from, cost } of moves) {
        const through = now - worthAt(from, move.lead) + cost;
        if (through >= move.cost) continue;
        move.cost = through;
        move.to = from;
        improved = true;
      }
    }
  }
  return new Map(moves.map((move) => [move.lead, move]));
}

function firstMove(lead: number, from: Seat, { free, without }: Ends): Move {
  const now = worthAt(from, lead);
  const move: Move = { lead, from, cost: now + without(lead), to: null };
  for (const seat of free) {
    const cost = now - worthAt(seat, lead);
    if (cost >= move.cost) continue;
    move.cost = cost;
    move.to = seat;
  }
  return move;
}
