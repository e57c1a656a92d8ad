import { type Condition, defaultPolicy, type Policy, type Scoring } from '@leadline/domain';
import type { Desk } from '../routing/desk.ts';
import { engineRouter } from '../routing/engine.ts';
import { type Logit, predictedLogit, truly } from '../routing/policies.ts';
import { leastWork, type Rank, rankedRouter } from '../routing/ranked.ts';
import type { Router } from '../routing/roll-out.ts';
import type { WorldLead } from '../world/leads.ts';
import { SIZES, SMALL } from '../world/sizes.ts';
import { restedLogit } from '../world/truth.ts';
import type { World } from '../world/world.ts';
import { byBookAndLoad, byTheBook } from './book.ts';
import { byPlan, planned } from './plan.ts';

/** What ways of routing may go by. */
interface Knowledge {
  readonly world: World;
  /** What the trained model says of every lead. */
  readonly scorings: ReadonlyMap<string, Scoring>;
  /** Leads to make a plan of, of the same period as those to be judged by; none of them is judged. */
  readonly planning: readonly WorldLead[];
}

const isOf = (size: string): Condition => ({
  op: '==',
  left: { lead: 'dealType' },
  right: { value: size },
});

/**
 * By which the firm routes: it says what work a lead of each kind is, gives leads to who is not yet at work where that is worth
 * the wait, and lets open leads weigh less than by default, as prices per rep already say whose time is wanted.
 */
const FIRM: Policy = {
  ...defaultPolicy,
  hours: 'next-shift',
  price: { perBacklogHour: 0.05, perFullDay: 0, perFullCapacity: 0.3 },
  work: { minutes: 0, kinds: SIZES.map(({ name, minutes }) => ({ when: isOf(name), minutes })) },
};

const NOT_TO_SENIORS: Policy = {
  ...FIRM,
  rules: [
    {
      id: 'small-leads-not-to-seniors',
      when: isOf(SIZES[SMALL]!.name),
      require: { op: '!=', left: { rep: 'tier' }, right: { value: 'senior' } },
    },
  ],
};

/** The engine by other policies than the firm's. */
export const VARIANT_NAMES = [
  'this engine, default policy',
  'this engine, only who is at work',
  'this engine, work as scored',
  'this engine, small leads not to seniors',
  'this engine, fairness band of 20 %',
  'this engine, the same for 5 % at most',
  'this engine, 5 % exploration',
] as const;
type Variant = (typeof VARIANT_NAMES)[number];

const VARIANTS: Readonly<Record<Variant, Policy>> = {
  'this engine, default policy': defaultPolicy,
  'this engine, only who is at work': { ...FIRM, hours: 'required' },
  'this engine, work as scored': { ...FIRM, work: { minutes: 0 } },
  'this engine, small leads not to seniors': NOT_TO_SENIORS,
  'this engine, fairness band of 20 %': { ...FIRM, fairness: { band: 0.2, workHours: 160 } },
  'this engine, the same for 5 % at most': {
    ...FIRM,
    fairness: { band: 0.2, workHours: 160, atMost: 0.05 },
  },
  'this engine, 5 % exploration': { ...FIRM, exploration: { share: 0.05, band: 0.1 } },
};

export const WAYS = [
  'round robin',
  'round robin by load',
  'territory and segment rules',
  'the same rules, least work first',
  'greedy P(win)',
  'planned prices, learned P',
  'this engine, no prices released',
  'this engine',
  ...VARIANT_NAMES,
  'this engine, true P',
  'planned prices, true P',
] as const;
export type Way = (typeof WAYS)[number];

type Make = (desk: Desk) => Router;

/** All ways of routing, ready to be played. The engine goes by the firm's policy, with prices released every week. */
export function waysOf(knowledge: Knowledge): Readonly<Record<Way, Make>> {
  const { world, scorings, planning } = knowledge;
  const predicted = predictedLogit(knowledge);
  const truth: Logit = (lead, rep, at) => restedLogit(world, lead, world.reps[rep]!, at);
  const learned = (lead: WorldLead): Scoring => scorings.get(lead.leadId)!;
  const engine =
    (policy: Policy, scoringOf = learned, isPriced = true): Make =>
    (desk) =>
      engineRouter(desk, { policy, scoringOf, isPriced });
  const variants = Object.entries(VARIANTS).map(([name, policy]) => [name, engine(policy)]);
  return {
    'round robin': ranked((desk) => (_, rep) => -desk.turn(rep)),
    'round robin by load': ranked(leastWork),
    'territory and segment rules': ranked(byTheBook),
    'the same rules, least work first': ranked(byBookAndLoad),
    'greedy P(win)': ranked(() => predicted),
    'planned prices, learned P': ranked(byPlan(predicted, planned(world, planning, predicted))),
    'this engine, no prices released': engine(FIRM, learned, false),
    'this engine': engine(FIRM),
    ...(Object.fromEntries(variants) as Record<Variant, Make>),
    'this engine, true P': engine(FIRM, (lead) => truly(world, lead, learned(lead))),
    'planned prices, true P': ranked(byPlan(truth, planned(world, planning, truth))),
  };
}

const ranked =
  (rankOf: (desk: Desk) => Rank): Make =>
  (desk) =>
    rankedRouter(desk, rankOf(desk));
