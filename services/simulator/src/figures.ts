import { type Estimate, type Part, ratioOfMeans } from './estimate.ts';
import { type PolicyName } from './routing/policies.ts';
import type { Study } from './study.ts';
import type { Trial, Worth } from './trial.ts';
import type { WorldName } from './world/spec.ts';

/** All that a run has found. */
export interface Figures {
  readonly studies: readonly Study[];
  /** Whether a fit was claimed in a world without one, by seed. */
  readonly claims: readonly boolean[];
}

/** What everything is measured against: the rep with the least work waiting, and rotation among equals. */
export const TWIN: PolicyName = 'round robin by load';
export const ORACLE: PolicyName = 'oracle';
export const ENGINE: PolicyName = 'this engine';
/** The engine as TWIN and ORACLE route: what waits is given away at once. What is gained by keeping it back is no merit of the model. */
export const AT_ONCE: PolicyName = 'this engine, old leads at once';
export const AT_ONCE_TRUE: PolicyName = 'this engine, old leads at once, true P';

/** The trials of a world: before its change, or after. */
export function trialsOf({ studies }: Figures, world: WorldName, when: 'trial' | 'after' = 'trial'): Trial[] {
  return studies.flatMap((study) => (study.world === world ? (study[when] ?? []) : []));
}

const conversion = (trial: Trial, policy: PolicyName): number => trial.worths[policy].conversion;
const gainIn = (trial: Trial, policy: PolicyName): number =>
  conversion(trial, policy) / conversion(trial, TWIN) - 1;
const over = (trials: readonly Trial[], part: (trial: Trial) => Part): Estimate =>
  ratioOfMeans(trials.map(part));

/** Relative gain of a policy over another, by conversion or value. */
export function gainOf(
  trials: readonly Trial[],
  policy: PolicyName,
  base: PolicyName = TWIN,
  measure: keyof Pick<Worth, 'conversion' | 'value'> = 'conversion',
): Estimate {
  return over(trials, ({ worths }) => {
    const [own, other] = [worths[policy][measure], worths[base][measure]];
    return [own - other, other];
  });
}

/** Share of the oracle's gain that a policy reaches, or of another's that knows the truth. */
export function shareOf(trials: readonly Trial[], policy: PolicyName, knowing = ORACLE): Estimate {
  return over(trials, (trial) => {
    const twin = conversion(trial, TWIN);
    return [conversion(trial, policy) - twin, conversion(trial, knowing) - twin];
  });
}

/** Share of the linear program's gain that a policy reaches. */
export function boundShareOf(trials: readonly Trial[], policy: PolicyName): Estimate {
  return over(trials, (trial) => {
    const twin = conversion(trial, TWIN);
    return [conversion(trial, policy) - twin, trial.bound - twin];
  });
}

/** A policy's gain after a change, as a share of its gain before. */
export function recoveryOf(figures: Figures, world: WorldName, policy: PolicyName): Estimate {
  const [before, after] = [trialsOf(figures, world), trialsOf(figures, world, 'after')];
  return ratioOfMeans(before.map((trial, index) => [gainIn(after[index]!, policy), gainIn(trial, policy)]));
}

/** Mean of a figure over trials, each an exact number. */
export function meanOf(trials: readonly Trial[], figure: (trial: Trial) => number | null): number {
  const known = trials.map(figure).filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
