import type { Assignments } from './counterfactual.ts';
import { winProbability } from './world/truth.ts';
import type { World } from './world/types.ts';
import { idsOf } from './truth-check.ts';

/** What a way of routing is truly worth, by the hidden truth of the world. */
export interface Worth {
  /** Valid leads that got a rep. */
  readonly leads: number;
  /** Mean true win probability over those leads. */
  readonly winProbability: number;
  /** Mean true probability x true deal value, workspace currency. */
  readonly value: number;
}

/** Worth of an assignment over valid leads. */
export function worthOf(world: World, assignments: Assignments): Worth {
  const ids = idsOf(world);
  const rows = [...world.manifest.values()].flatMap(({ key, verdict, traits }) => {
    const rep = assignments.get(ids.get(key) ?? '');
    if (verdict.kind !== 'valid' || rep === undefined) return [];
    const p = winProbability(world, traits, rep);
    return [{ p, value: p * traits.value }];
  });
  const mean = (pick: (row: { p: number; value: number }) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / Math.max(1, rows.length);
  return { leads: rows.length, winProbability: mean(({ p }) => p), value: mean(({ value }) => value) };
}
