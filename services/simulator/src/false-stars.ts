import type { Handled } from './routing/desk.ts';
import { effectOf, type World } from './world/world.ts';

const STAR_SHARE = 1.25;
/** Log-odds by which a rep must be above the team for leads to go there with reason. */
const STAR_EFFECT = 0.05;

/** Reps who got more than one and a quarter equal shares of the leads and are no better for them than the others. */
export function falseStars(world: World, handled: readonly Handled[]): string[] {
  const effects = (rep: number): number => {
    const own = handled.filter((deal) => deal.rep === rep);
    const over = own.map(({ lead, at }) => {
      const all = world.reps.map((other) => effectOf(world, lead, other, at));
      return all[rep]! - all.reduce((sum, effect) => sum + effect, 0) / all.length;
    });
    return over.reduce((sum, effect) => sum + effect, 0) / Math.max(1, own.length);
  };
  const share = (rep: number): number =>
    (handled.filter((deal) => deal.rep === rep).length * world.reps.length) / handled.length;
  return world.reps
    .filter((_, rep) => share(rep) > STAR_SHARE && effects(rep) < STAR_EFFECT)
    .map(({ repId }) => repId);
}
