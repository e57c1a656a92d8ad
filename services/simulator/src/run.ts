import { type Judged, judge } from './bars.ts';
import type { Figures } from './figures.ts';
import type { Options } from './options.ts';
import { textOf } from './report.ts';
import type { Store } from './store.ts';
import { claim, study, type Study } from './study.ts';
import { judgeValue } from './value/bars.ts';
import { valueText } from './value/report.ts';
import { VALUE_SIZE, type ValueStudy, valueStudy } from './value/study.ts';
import { FULL_SIZE } from './world/spec.ts';

/** What a run has found. */
export interface Run {
  readonly figures: object;
  readonly judged: readonly Judged[];
  /** As Markdown. */
  readonly text: string;
}

type Say = (line: string) => void;

/** Plays the study that was asked for. `say` is told what has just been done. */
export async function run(options: Options, store: Store, say: Say): Promise<Run> {
  if (options.study === 'value') {
    const studies = await runValue(options, store, say);
    return { figures: { studies }, judged: judgeValue(studies), text: valueText(studies) };
  }
  const figures = await runAll(options, store, say);
  return { figures, judged: judge(figures), text: textOf(figures) };
}

async function runValue({ seeds }: Options, store: Store, say: Say): Promise<readonly ValueStudy[]> {
  const studies: ValueStudy[] = [];
  for (const seed of seeds)
    studies.push(
      await timed(`teams, seed ${String(seed)}`, say, () =>
        store.once(`teams.${String(seed)}`, () => valueStudy(seed, VALUE_SIZE)),
      ),
    );
  return studies;
}

async function timed<T>(what: string, say: Say, play: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const played = await play();
  say(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return played;
}

/** Plays every world with every seed, one after the other. */
async function runAll({ worlds, seeds, claimSeeds }: Options, store: Store, say: Say): Promise<Figures> {
  const studies: Study[] = [];
  // Seed by seed: a run that is stopped has seen all worlds.
  for (const seed of seeds) {
    for (const world of worlds) {
      studies.push(
        await timed(`${world}, seed ${String(seed)}`, say, () =>
          store.once(`${world}.${String(seed)}`, () => study(world, seed, FULL_SIZE)),
        ),
      );
    }
  }
  const claims: boolean[] = [];
  for (let seed = 1; seed <= claimSeeds; seed += 1)
    claims.push(await store.once(`claim.${String(seed)}`, () => claim('null', seed, FULL_SIZE)));
  return { studies, claims };
}
