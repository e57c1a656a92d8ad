import { cheapestMoves, type Ends, type Move, type Moves, type Seat, worthAt } from './seat-moves.ts';
import type { Seating } from './seating.ts';

/** More than all worths of a plan together: that a lead has a seat at all goes before what anybody is worth. */
const SEATED = 2 ** 42;

/**
 * The best plan for leads that are decided one after the other: as many are seated as can be, of those the first, and of all ways to
 * do that one with the highest sum of worths. It is kept by shortest augmenting paths (the assignment problem; Ahuja, Magnanti and
 * Orlin, Network Flows, 1993, section 12.4) in whole numbers, so that what it says is exact, whichever of several best plans it holds.
 */
export class SeatPlan {
  readonly #seating: Seating;
  /** By rep: seats that are still to be had, the next one first; one of them is free, if the rep has a free one. */
  readonly #seats: readonly Seat[][];
  readonly #opened: number[];
  readonly #seatOf = new Map<number, Seat>();
  readonly #without = new Set<number>();
  #moves: Moves | null = null;

  constructor(seating: Seating) {
    this.#seating = seating;
    this.#seats = seating.seats.map(() => []);
    this.#opened = seating.seats.map(() => 0);
    for (const rep of seating.seats.keys()) this.#open(rep);
    for (let lead = 0; lead < seating.leads; lead += 1)
      if (!this.#seat(lead, this.#movesToFree())) this.#without.add(lead);
  }

  /**
   * Takes a lead out, as it is decided now, and says what those behind it lose together when a rep's next seat is gone; null: the rep
   * has none. That one of them goes without a seat counts more than all else, and the more the earlier it comes.
   */
  lossesWithout(lead: number): readonly (number | null)[] {
    this.#remove(lead);
    const moves = this.#afterLoss();
    return this.#seats.map(([next]) => {
      if (next === undefined) return null;
      return next.lead === null ? 0 : (moves.get(next.lead)?.cost ?? 0);
    });
  }

  /** A rep's next seat is gone. */
  take(rep: number): void {
    const [seat] = this.#seats[rep] ?? [];
    if (seat === undefined) return;
    if (seat.lead !== null) this.#move(seat.lead, this.#afterLoss());
    this.#seats[rep]?.shift();
    this.#moves = null;
    this.#open(rep);
  }

  /** Sees to it that the rep has a free seat, if there is one left. */
  #open(rep: number): void {
    const { seats, worths } = this.#seating;
    const open = this.#seats[rep] ?? [];
    const before = this.#opened[rep] ?? 0;
    if (before >= (seats[rep] ?? 0) || open.some(({ lead }) => lead === null)) return;
    this.#opened[rep] = before + 1;
    open.push({ rep, lead: null, worth: worths(rep, before) });
  }

  #free(): readonly Seat[] {
    return this.#seats.flatMap((seats) => seats.filter(({ lead }) => lead === null));
  }

  #movesTo(ends: Ends): Moves {
    return cheapestMoves(this.#seatOf, ends);
  }

  #movesToFree(): Moves {
    return this.#movesTo({ free: this.#free(), without: () => Infinity });
  }

  /** If a seat is gone and one of the leads has to do without, it is the last that can. */
  #afterLoss(): Moves {
    const { leads } = this.#seating;
    this.#moves ??= this.#movesTo({ free: this.#free(), without: (lead) => SEATED * (leads - lead) });
    return this.#moves;
  }

  /** Does what moves say for one lead; those whose seats are taken by that go on in turn. */
  #move(first: number, moves: Moves): void {
    const start = this.#seatOf.get(first);
    if (start !== undefined) start.lead = null;
    for (let lead: number | null = first; lead !== null;) {
      const to: Seat | null = moves.get(lead)?.to ?? null;
      const next: number | null = to?.lead ?? null;
      if (to !== null) this.#sit(lead, to);
      else if (this.#seatOf.delete(lead)) this.#without.add(lead);
      lead = next;
    }
  }

  #sit(lead: number, seat: Seat): void {
    seat.lead = lead;
    this.#seatOf.set(lead, seat);
    this.#open(seat.rep);
  }

  /** Gives a lead a seat, if there is one without taking it from somebody for good. */
  #seat(lead: number, moves: Moves): boolean {
    let best: Seat | null = null;
    let most = -Infinity;
    for (const seat of this.#seats.flat()) {
      const cost = seat.lead === null ? 0 : (moves.get(seat.lead)?.cost ?? Infinity);
      if (worthAt(seat, lead) - cost <= most) continue;
      most = worthAt(seat, lead) - cost;
      best = seat;
    }
    if (best === null) return false;
    if (best.lead !== null) this.#move(best.lead, moves);
    this.#sit(lead, best);
    return true;
  }

  /** Its seat goes to whoever gains most by that, and then the first of those without one may come in. */
  #remove(lead: number): void {
    const seat = this.#seatOf.get(lead);
    this.#moves = null;
    this.#without.delete(lead);
    if (seat === undefined) return;
    this.#seatOf.delete(lead);
    seat.lead = null;
    const moves = this.#movesTo({ free: [seat], without: () => Infinity });
    let best: Move | null = null;
    for (const move of moves.values()) if (move.cost < (best?.cost ?? 0)) best = move;
    if (best !== null) this.#move(best.lead, moves);
    if (this.#without.size > 0) this.#letIn();
  }

  #letIn(): void {
    const moves = this.#movesToFree();
    const first = [...this.#without].toSorted((a, b) => a - b).find((lead) => this.#seat(lead, moves));
    if (first !== undefined) this.#without.delete(first);
  }
}
