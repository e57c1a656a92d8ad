import type { Effects } from '../src/train/arrowhead.ts';
import type { RepDeals } from '../src/train/rep-effects.ts';
import { chance } from './lessons.ts';

interface Deal {
  readonly rep: number;
  readonly segment: number;
  readonly offset: number;
  readonly won: boolean;
}

/** Deals as rep effects are fitted to them: reps of one team, who differ in what they add and in what they add in a segment. */
export function repDealsOf(deals: readonly Deal[], reps: number, segments: number): RepDeals {
  const inSegment = { size: segments, level: Uint16Array.from(deals, ({ segment }) => segment) };
  return {
    won: Uint8Array.from(deals, ({ won }) => Number(won)),
    offset: Float64Array.from(deals, ({ offset }) => offset),
    rep: Int32Array.from(deals, ({ rep }) => rep),
    teamOf: new Uint16Array(reps),
    teams: 1,
    own: [inSegment, { size: 1 }],
    team: inSegment,
    common: [],
  };
}

/** Effects by kind: segment by segment, one per rep. */
export function effectsOf({ own, shared }: Effects, reps: number) {
  const width = own.length / reps;
  return {
    reps: Array.from({ length: reps }, (_, rep) => own[rep * width + width - 1]!),
    cells: Array.from(
      { length: reps * (width - 1) },
      (_, cell) => own[(cell % reps) * width + Math.floor(cell / reps)]!,
    ),
    segments: [...shared],
  };
}

/** Deals of one rep in one segment with the given share of wins. */
export function evenDeals(rep: number, segment: number, count: number, wins: number): readonly Deal[] {
  return Array.from({ length: count }, (_, index) => ({ rep, segment, offset: 0, won: index < wins }));
}

/** Randomly assigned deals of a world in which reps differ with the given standard deviations; a third or less is won. */
export function drawnDeals(
  seed: number,
  count: number,
  { reps, segments, skill, fit }: { reps: number; segments: number; skill: number; fit: number },
): RepDeals {
  const next = chance(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const skills = Array.from({ length: reps }, () => skill * normal());
  const fits = Array.from({ length: reps * segments }, () => fit * normal());
  const deals = Array.from({ length: count }, () => {
    const [rep, segment] = [Math.floor(next() * reps), Math.floor(next() * segments)];
    const offset = -1 + 0.75 * normal();
    const logit = offset + skills[rep]! + fits[segment * reps + rep]!;
    return { rep, segment, offset, won: next() < 1 / (1 + Math.exp(-logit)) };
  });
  return repDealsOf(deals, reps, segments);
}
