import type { Options } from './options.ts';
import { middleSpread } from './percentile.ts';
import { type Paced, paced, type Scene } from './phases.ts';
import { inRounds } from './rounds.ts';

/**
 * Every rate so many times, in turn. The highest comes once before and is thrown away: services that have only been flooded take
 * two to four times as long at first, until all that is called has been compiled.
 */
export async function atRates(
  scene: Scene,
  { rates, firstSeconds, seconds }: Pick<Options, 'rates' | 'firstSeconds' | 'seconds'>,
  rounds: number,
): Promise<readonly (readonly Paced[])[]> {
  await paced({ ...scene, name: `${scene.name}-first` }, Math.max(...rates), firstSeconds);
  return inRounds(rounds, async (round) => {
    const measured: Paced[] = [];
    const named = { ...scene, name: `${scene.name}-${round}` };
    for (const rate of rates) measured.push(await paced(named, rate, seconds));
    return measured;
  });
}

/** Of each rate and percentile the middle one of several rounds. */
export function middleRates(rounds: readonly (readonly Paced[])[]): readonly Paced[] {
  return (rounds[0] ?? []).map((_, index) => middleOf(rounds.map((round) => round[index]!)));
}

/** Several runs at one rate as one. */
function middleOf(runs: readonly Paced[]): Paced {
  const { perSecond, stages: named } = runs[0]!;
  return {
    perSecond,
    leads: runs.reduce((sum, { leads }) => sum + leads, 0),
    answered: middleSpread(runs.map(({ answered }) => answered)),
    assigned: middleSpread(runs.map(({ assigned }) => assigned)),
    windows: runs.flatMap(({ windows }) => windows),
    stages: Object.fromEntries(
      Object.keys(named).map((stage) => [
        stage,
        middleSpread(runs.map(({ stages }) => stages[stage] ?? null)),
      ]),
    ),
  };
}
