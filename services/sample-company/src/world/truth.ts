import { log, sigmoid } from '@leadline/domain';
import { INDUSTRIES, JOBS, PRODUCTS, SOURCES } from './catalogue.ts';
import type { RepTruth, Traits, World } from './types.ts';

const BASE = -1.5;
/** Brings what a lead's fields tell to about 0.9, standard deviation. */
const SEEN_WEIGHT = 1.3;
/** Root mean square of the dot product of two tastes, so that `options.fit` is a standard deviation. */
const TASTE_SCALE = 1.75;

/** Log-odds of a win by an average rep. */
function leadQuality(traits: Traits): number {
  const source = SOURCES.find((entry) => entry.name === traits.source)!;
  const industry = INDUSTRIES.find((entry) => entry.name === traits.industry)!;
  const product = PRODUCTS.find((entry) => entry.name === traits.product)!;
  const size = (log(traits.employees) - log(200)) / 2;
  const size2 = size * size;
  const hump = 0.4 - (0.5 * size2) / (1 + 0.4 * size2);
  const price = -0.12 * log(product.price / 1000);
  const dealType = traits.dealType === 'expansion' ? 0.5 : 0;
  const seen = source.effect + industry.effect + JOBS[traits.job]!.effect + hump + price + dealType;
  return BASE + SEEN_WEIGHT * seen + traits.hidden;
}

/**
 * What this rep adds for this lead beyond skill, log-odds. Tastes are continuous, so no table of segments can hold it all.
 * `strength`: about its standard deviation.
 */
export function fitOf(traits: Traits, rep: RepTruth, strength: number): number {
  const dot = traits.taste.reduce((sum, value, axis) => sum + value * rep.taste[axis]!, 0) / TASTE_SCALE;
  return (strength * 1.25 * dot) / (1 + 0.25 * Math.abs(dot));
}

/** True probability that the rep wins the lead. Throws for a rep that the world does not have. */
export function winProbability(
  world: Pick<World, 'repTruths' | 'options'>,
  traits: Traits,
  repId: string,
): number {
  const rep = world.repTruths.get(repId);
  if (rep === undefined) throw new RangeError(`No rep ${repId} in this world.`);
  return sigmoid(leadQuality(traits) + rep.skill + fitOf(traits, rep, world.options.fit));
}
