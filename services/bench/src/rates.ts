import type { Options } from './options.ts';
import { middleSpread } from './percentile.ts';
import { type Paced, paced, type Scene } from './phases.ts';
import { inRounds } from './rounds.ts';

/**
 * Every rate several times, in turn, after a first round that is thrown away: services that have only been flooded take two to
 * four times as long at first. Of each percentile the middle one.
 */
export async function atRates(
  scene: Scene,
  { rates, rateRounds, seconds }: Pick<Options, 'rates' | 'rateRounds' | 'seconds'>,
): Promise<readonly Paced[]> {
  const rounds = await inRounds(rateRounds + 1, async (round) => {
    const measured: Paced[] = [];
    const named = { ...scene, name: `${scene.name}-${round}` };
    for (const rate of rates) measured.push(await paced(named, rate, seconds));
    return measured;
  });
  return rates.map((_, index) => middleOf(rounds.slice(1).map((round) => round[index]!)));
}

/** Several runs at one rate as one. */
function middleOf(runs: readonly Paced[]): Paced {
  const { perSecond, stages: named } = runs[0]!;
  return {
    perSecond,
    leads: runs.reduce((sum, { leads }) => sum + leads, 0),
    answered: middleSpread(runs.map(({ answered }) => answered)),
    assigned: middleSpread(runs.map(({ assigned }) => assigned)),
    stages: Object.fromEntries(
      Object.keys(named).map((stage) => [
        stage,
        middleSpread(runs.map(({ stages }) => stages[stage] ?? null)),
      ]),
    ),
  };
}
