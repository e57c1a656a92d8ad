import { leadOf } from '../../test/deals.ts';
import { chance } from '../../test/lessons.ts';
import { createRepLogits } from '../rep-logits.ts';
import type { Example } from './example.ts';
import { tierEffect, tiersOf, tierTerm } from './tiers.ts';
import { trainModel } from './train.ts';

const TIERS: Readonly<Record<string, string>> = { ann: 'senior', ben: 'senior', cleo: 'senior', dora: 'junior', emil: 'junior', finn: 'junior' }; // prettier-ignore
const REPS = Object.keys(TIERS);

/** Seniors are better with large deals than juniors by twice `apart` (log-odds). Cleo has hardly had any, nor Finn. */
function dealsOf(apart: number, more: (example: Example) => Partial<Example> = () => ({})): Example[] {
  const next = chance(7);
  return Array.from({ length: 4000 }, (_, index) => {
    const repId = REPS[Math.floor(next() * 6)]!;
    const isLarge = next() < (repId === 'cleo' || repId === 'finn' ? 0.02 : 0.5);
    const effect = isLarge ? (TIERS[repId] === 'senior' ? apart : -apart) : 0;
    const won = next() < 1 / (1 + Math.exp(1 - effect));
    const lead = { ...leadOf(index), dealType: isLarge ? 'large' : 'small' };
    const example = {
      tenant: 't',
      workspace: 'w',
      repId,
      lead,
      won,
      amount: won ? 100 : 0,
      occurredAt: index,
    };
    return { ...example, ...more(example) };
  });
}
const told = ({ repId }: Example) => ({ tier: TIERS[repId]! });

/** By how much one rep is better than another with a kind of deal. */
function apartOn(card: ReturnType<typeof trainModel>['card'], dealType: string) {
  const { repLogits } = createRepLogits(card)({ ...leadOf(1), dealType }, 0);
  const of = (repId: string): number => repLogits[card.workspaces['t/w']!.repIds.indexOf(repId)]!;
  return (one: string, other: string): number => of(one) - of(other);
}

test('who has had too few deals of a kind to tell is taken for a rep of the tier', () => {
  const [blind, seeing] = [dealsOf(0.6), dealsOf(0.6, told)].map((deals) => trainModel(deals).card);
  expect(apartOn(seeing!, 'large')('cleo', 'finn')).toBeGreaterThan(
    apartOn(blind!, 'large')('cleo', 'finn') + 0.3,
  );
  const small = [blind!, seeing!].map((card) => apartOn(card, 'small')('cleo', 'finn'));
  expect(Math.abs(small[1]! - small[0]!)).toBeLessThan(0.1);
  expect(seeing!.tiers!.low).toBeGreaterThan(0);
  expect(blind!.tiers).toBeUndefined();
});

test('tiers that do not differ are served hardly any difference, and shown to have none', () => {
  const [blind, seeing] = [dealsOf(0), dealsOf(0, told)].map((deals) => trainModel(deals).card);
  expect(seeing!.tiers!.low).toBe(0);
  expect(seeing!.tiers!.value).toBeLessThan(0.1);
  const [without, served] = [blind!, seeing!].map((card) => apartOn(card, 'large')('cleo', 'finn'));
  expect(Math.abs(served! - without!)).toBeLessThan(0.1);
});

/** How far reps are taken to differ by kind of deal. */
const spreadOf = (deals: readonly Example[]): number =>
  trainModel(deals).card.tried!.find(({ field }) => field === 'dealType')!.value;

test('each rep is taken to have an own way with kinds of deal where tiers are told; elsewhere it has to be shown', () => {
  // Six hundred deals tell little of how far six reps differ so; by 4,000 they hardly do.
  const few = spreadOf(dealsOf(0, told).slice(0, 600));
  expect(spreadOf(dealsOf(0).slice(0, 600))).toBe(0);
  expect(few).toBeGreaterThan(0.1);
  expect(few).toBeLessThan(0.25);
  expect(spreadOf(dealsOf(0, told))).toBeLessThan(few);
});

test('a single tier tells nothing: the model is the same to the byte', () => {
  const one = trainModel(dealsOf(0.6, () => ({ tier: 'standard' })));
  expect(one.card).toEqual(trainModel(dealsOf(0.6)).card);
});

const example = (repId: string, tier?: string): Example => ({
  ...dealsOf(0)[0]!,
  repId,
  ...(tier === undefined ? {} : { tier }),
});
const places = { rep: Int32Array.of(0, 1, 2, 0), team: Uint16Array.of(0, 0, 0, 0), reps: 4 };

test('the latest tier counts; of whom none is told, it is not known', () => {
  const deals = [example('a', 'junior'), example('b', 'junior'), example('c'), example('a', 'senior')];
  expect(tiersOf(deals, places)).toEqual({ of: Int16Array.of(1, 0, -1, -1), size: 2 });
  expect(tiersOf(deals.slice(0, 3), places)).toBeUndefined();
});

test('each team has tiers of its own, and who has none has no effect of one', () => {
  const tiers = { of: Int16Array.of(1, 0, -1), size: 2 };
  const rep = Int32Array.of(0, 1, 2);
  const term = tierTerm(tiers, rep, { level: Uint16Array.of(2, 1, 0), size: 3 });
  expect(term).toEqual({ size: 6, level: Uint16Array.of(5, 1, 0), value: Float64Array.of(1, 1, 0) });
  const deals = { team: { size: 2 }, tiers: term, teamOf: Uint16Array.of(0, 1, 1) };
  // Two teams with two segments and six effects of tiers each.
  const shared = Float64Array.from({ length: 16 }, (_, place) => place);
  const effect = (of: number, kind: number): number =>
    tierEffect(tiers, deals, { shared }, { rep: of, kind, kinds: 3 });
  expect([effect(0, 2), effect(1, 1), effect(2, 1)]).toEqual([2 + 5, 8 + 2 + 1, 0]);
});
