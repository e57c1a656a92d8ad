import type { Figures } from './figures.ts';
import type { Options } from './options.ts';
import type { Store } from './store.ts';
import { claim, study, type Study } from './study.ts';
import { FULL_SIZE } from './world/spec.ts';

/** Plays every world with every seed, one after the other. `say` is told what has just been done. */
export async function runAll(
  { worlds, seeds, claimSeeds }: Options,
  store: Store,
  say: (line: string) => void,
): Promise<Figures> {
  const studies: Study[] = [];
  // Seed by seed: a run that is stopped has seen all worlds.
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const world of worlds) {
      const began = performance.now();
      studies.push(await store.once(`${world}.${String(seed)}`, () => study(world, seed, FULL_SIZE)));
      say(`${world}, seed ${String(seed)}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  }
  const claims: boolean[] = [];
  for (let seed = 1; seed <= claimSeeds; seed += 1)
    claims.push(await store.once(`claim.${String(seed)}`, () => claim('null', seed, FULL_SIZE)));
  return { studies, claims };
}
