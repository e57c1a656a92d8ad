import type { Estimate } from './estimate.ts';
import {
  AT_ONCE,
  AT_ONCE_TRUE,
  type Figures,
  gainOf,
  ORACLE,
  recoveryOf,
  shareOf,
  trialsOf,
} from './figures.ts';
import { POLICIES } from './routing/policies.ts';
import type { Trial } from './trial.ts';
import { type WorldName, WORLDS } from './world/spec.ts';

/** What a world must show, and what it shows. */
export interface Judged {
  readonly world: WorldName | 'teams';
  readonly bar: string;
  readonly reached: Estimate;
  /** Null: too few seeds to tell. */
  readonly met: boolean | null;
  readonly unit: 'percent' | 'count' | 'ratio' | 'minutes';
}

/** Of so many worlds without a fit, a fit may be claimed in so many. */
export const CLAIM_SEEDS = 200;
const CLAIMS_AT_MOST = 16;
const CONGESTION = 0.04;

const SHARES: readonly (readonly [world: WorldName, least: number])[] = [
  ['skill', 0.7],
  ['weak-10', 0.45],
  ['weak-30', 0.35],
  ['strong-10', 0.65],
  ['strong-30', 0.5],
];
const NO_LOSS: readonly WorldName[] = ['null', 'close-credit', 'confounded'];
const NO_FALSE_STAR: readonly WorldName[] = ['close-credit', 'confounded'];
const RECOVERS: readonly WorldName[] = ['leavers', 'jump'];

/** Bars are those of so many seeds. */
const BAR_SEEDS = 20;

/** Of fewer seeds a bar counts as missed only where all that they leave possible misses it; else they are too few to tell. */
const metBy = (trials: readonly Trial[], isMet: boolean, mayBe: boolean): boolean | null =>
  isMet || (trials.length < BAR_SEEDS && mayBe ? null : false);

/** Every bar whose world was played. */
export function judge(figures: Figures): Judged[] {
  const played = (world: WorldName): boolean => figures.studies.some((study) => study.world === world);
  return [
    ...NO_LOSS.filter(played).map((world) => unharmed(figures, world)),
    ...(figures.claims.length === 0 ? [] : [claims(figures)]),
    ...SHARES.filter(([world]) => played(world)).map(([world, bar]) => shared(figures, world, bar)),
    ...RECOVERS.filter(played).map((world) => recovery(figures, world)),
    ...NO_FALSE_STAR.filter(played).map((world) => stars(figures, world)),
    ...(played('congested') ? [congestion(figures)] : []),
    ...(Object.keys(WORLDS) as WorldName[]).filter(played).map((world) => unbeaten(figures, world)),
  ];
}

const percent = (value: number): string =>
  Number.isFinite(value) ? `${String(Math.round(100 * value))} %` : '-';
const exactly = (value: number): Estimate => ({ value, low: value, high: value });

function least(
  world: WorldName,
  what: string,
  bar: number,
  trials: readonly Trial[],
  reached: Estimate,
): Judged {
  const met = metBy(trials, reached.value >= bar, reached.high >= bar);
  return { world, bar: `${what} ≥ ${percent(bar)}`, reached, met, unit: 'percent' };
}

function unharmed(figures: Figures, world: WorldName): Judged {
  const trials = trialsOf(figures, world);
  return least(world, 'gain over round robin by load', -0.01, trials, gainOf(trials, AT_ONCE));
}

/** Beside it the share of what the same engine gains with the truth, which is more than the oracle does. */
function shared(figures: Figures, world: WorldName, bar: number): Judged {
  const trials = trialsOf(figures, world);
  const judged = least(world, "share of the oracle's gain", bar, trials, shareOf(trials, AT_ONCE));
  const ofTrue = percent(shareOf(trials, AT_ONCE, AT_ONCE_TRUE).value);
  return { ...judged, bar: `${judged.bar} (of the same engine's with true P: ${ofTrue})` };
}

function claims({ claims: claimed }: Figures): Judged {
  const bar = `fit claimed in at most ${String(CLAIMS_AT_MOST)} of ${String(CLAIM_SEEDS)} (of ${String(claimed.length)} tried)`;
  const count = claimed.filter(Boolean).length;
  const met = claimed.length < CLAIM_SEEDS ? null : count <= CLAIMS_AT_MOST;
  return { world: 'null', bar, reached: exactly(count), met, unit: 'count' };
}

/** A gain that was none cannot be reached again. The oracle's own recovery says how much of it was there to be had. */
function recovery(figures: Figures, world: WorldName): Judged {
  const trials = trialsOf(figures, world);
  const judged = least(
    world,
    'gain after the change by gain before',
    0.8,
    trials,
    recoveryOf(figures, world, AT_ONCE),
  );
  const oracle = percent(recoveryOf(figures, world, ORACLE).value);
  return {
    ...judged,
    bar: `${judged.bar} (the oracle: ${oracle})`,
    met: gainOf(trials, AT_ONCE).value > 0 ? judged.met : false,
  };
}

function stars(figures: Figures, world: WorldName): Judged {
  const seeds = trialsOf(figures, world).filter(({ falseStars }) => falseStars.length > 0).length;
  const bar = 'seeds with a false star: none';
  return { world, bar, reached: exactly(seeds), met: seeds === 0, unit: 'count' };
}

function congestion(figures: Figures): Judged {
  const trials = trialsOf(figures, 'congested');
  const reached = gainOf(trials, 'greedy P(win)', 'round robin');
  const isMet = Math.abs(reached.value) <= CONGESTION;
  const met = metBy(trials, isMet, reached.low <= CONGESTION && reached.high >= -CONGESTION);
  const bar = `greedy P(win) within ±${percent(CONGESTION)} of round robin`;
  return { world: 'congested', bar, reached, met, unit: 'percent' };
}

function unbeaten(figures: Figures, world: WorldName): Judged {
  const trials = [...trialsOf(figures, world), ...trialsOf(figures, world, 'after')];
  const beaten = trials.filter(({ worths, bound }) =>
    POLICIES.some((policy) => worths[policy].conversion > bound),
  ).length;
  const bar = 'seeds in which the linear bound is beaten: none';
  return { world, bar, reached: exactly(beaten), met: beaten === 0, unit: 'count' };
}
