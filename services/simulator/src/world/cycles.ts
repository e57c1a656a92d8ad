import { DAY } from '@leadline/domain';

/** Points of a distribution: share of the deals that have ended by then, days. */
type Curve = readonly (readonly [share: number, days: number])[];

const WON: Readonly<Record<'short' | 'long', Curve>> = {
  short: [
    [0, 2],
    [0.1, 8],
    [0.25, 11],
    [0.5, 14],
    [0.75, 20],
    [0.9, 29],
    [1, 45],
  ],
  long: [
    [0, 1],
    [0.1, 2],
    [0.25, 5],
    [0.5, 14],
    [0.75, 55],
    [0.9, 162],
    [1, 250],
  ],
};
/** A fast group within a day, and a pile at thirty days where nobody answered. */
const LOST: Curve = [
  [0, 0.1],
  [0.6, 1],
  [0.8, 29],
  [1, 31],
];

/** How long a deal takes from its assignment, ms. `pace`: uniform, 0 to 1. */
export function cycleOf(cycle: 'short' | 'long', won: boolean, pace: number): number {
  const curve = won ? WON[cycle] : LOST;
  const upper = curve.findIndex(([share]) => pace <= share);
  const [from, to] = [curve[Math.max(0, upper - 1)]!, curve[upper]!];
  const part = to[0] === from[0] ? 0 : (pace - from[0]) / (to[0] - from[0]);
  return (from[1] + part * (to[1] - from[1])) * DAY;
}
