/** Knobs of a world. Effects are log-odds; a knob at 0 switches its effect off. */
export interface WorldSpec {
  readonly reps: number;
  /** Mean P(win) of an average rep who is half an hour late. */
  readonly baseRate: number;
  /** Standard deviation of rep skill. */
  readonly skill: number;
  /** Standard deviation of the rep x lead fit. */
  readonly fit: number;
  /**
   * What fit hangs on: eight segments of unequal size, continuous tastes that no table of segments can hold, or segments, and
   * the size of the deal by rep and by tier (teams.ts).
   */
  readonly form: 'segments' | 'factors' | 'sizes';
  /** Standard deviation of what decides and nobody records. */
  readonly hidden: number;
  /** When leads come: in office hours, or a third of them after 18h, when nobody is at work. */
  readonly hours: 'office' | 'consumer';
  /** Loss for each e-fold of waiting beyond five minutes. */
  readonly delay: number;
  /** Loss for each new lead of a day beyond the eighth. */
  readonly overload: number;
  /** Loss for each hour of work that waits for the rep beyond the eighth. */
  readonly overwork: number;
  /** How long deals take: all within a month or so, or a tenth of the wins beyond five. */
  readonly cycle: 'short' | 'long';
  /** Who got which lead in the past: mostly by rotation, or the visibly hot ones by a manager's favour. */
  readonly history: 'rotation' | 'favour';
  /** Share of won deals that a closer took over at the end, and whom the records name for them. */
  readonly handedOver: number;
  readonly credit: 'decision' | 'closer';
  /** How fast skills and fits turn into others: 0.175 leaves a correlation of 0.5 after six months. */
  readonly monthlyDrift: number;
  /** What happens between two trainings: two reps leave and two strangers come, or the base rate jumps. */
  readonly change: 'none' | 'leavers' | 'jump';
}

/** How much of each world is played. */
export interface Size {
  /** Closed deals that the first model learns from. */
  readonly closed: number;
  /** Days of fresh leads, and how many of them only fill the queues. */
  readonly days: number;
  readonly warmDays: number;
  /** Closed deals between a change and the next training. */
  readonly closedAfterChange: number;
}

export const FULL_SIZE: Size = { closed: 6_000, days: 63, warmDays: 21, closedAfterChange: 1_500 };
/** Enough to see that everything runs and holds together, nothing to quote. */
export const TEST_SIZE: Size = { closed: 800, days: 14, warmDays: 4, closedAfterChange: 300 };

export const NULL: WorldSpec = {
  reps: 10,
  baseRate: 0.12,
  skill: 0,
  fit: 0,
  form: 'segments',
  hidden: 0.7,
  hours: 'office',
  delay: 0.15,
  overload: 0.1,
  overwork: 0,
  cycle: 'short',
  history: 'rotation',
  handedOver: 0,
  credit: 'decision',
  monthlyDrift: 0,
  change: 'none',
};
const WEAK: WorldSpec = { ...NULL, skill: 0.25, fit: 0.2 };
const STRONG: WorldSpec = { ...NULL, skill: 0.25, fit: 0.4 };
const LARGE = { reps: 30, baseRate: 0.3 } as const;

/** The worlds to judge in, in the order in which they are played. */
export const WORLDS = {
  null: NULL,
  skill: { ...NULL, skill: 0.25 },
  'weak-10': WEAK,
  'weak-30': { ...WEAK, ...LARGE },
  'strong-10': STRONG,
  'strong-30': { ...STRONG, ...LARGE },
  factors: { ...STRONG, form: 'factors' },
  leavers: { ...STRONG, change: 'leavers' },
  jump: { ...STRONG, baseRate: 0.03, change: 'jump' },
  drift: { ...STRONG, monthlyDrift: 0.175 },
  'close-credit': { ...NULL, handedOver: 0.5 },
  'closer-credited': { ...NULL, handedOver: 0.5, credit: 'closer' },
  confounded: { ...NULL, hidden: 1, history: 'favour' },
  'late-labels': { ...WEAK, cycle: 'long' },
  congested: { ...WEAK, fit: 0.3, hours: 'consumer' },
} as const satisfies Readonly<Record<string, WorldSpec>>;

export type WorldName = keyof typeof WORLDS;
