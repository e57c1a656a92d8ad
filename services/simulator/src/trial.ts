import { DAY, type Policy } from '@leadline/domain';
import { falseStars } from './false-stars.ts';
import { type Faithfulness, faithfulness } from './faithfulness.ts';
import { claimsFit, type Learned } from './learned.ts';
import { type Bound, linearBound } from './routing/bound.ts';
import type { Handled } from './routing/desk.ts';
import { policiesOf, type PolicyName } from './routing/policies.ts';
import { rollOut } from './routing/roll-out.ts';
import { createLeads, nextMonday, type WorldLead } from './world/leads.ts';
import type { Size } from './world/spec.ts';
import type { World } from './world/world.ts';

/** What a way of routing came to, by true P at true load. */
export interface Worth {
  /** Mean P(win) per lead. */
  readonly conversion: number;
  /** Mean P(win) x value per lead. */
  readonly value: number;
  /** Median minutes to the first touch. */
  readonly wait: number;
  /** Leads of the rep with most and with fewest, as multiples of an equal share. */
  readonly most: number;
  readonly fewest: number;
}

/** A trained model and all ways of routing on the same fresh leads. */
export interface Trial {
  readonly leads: number;
  readonly worths: Readonly<Record<PolicyName, Worth>>;
  /** Mean P(win) that no routing can beat. */
  readonly bound: number;
  readonly model: Faithfulness & { readonly auc: number; readonly claimsFit: boolean };
  /** Reps who got more than one and a quarter equal shares from this engine and are no better than the others. */
  readonly falseStars: readonly string[];
}

/** Plays all ways of routing on the same fresh leads, from the Monday after the model's last deal. */
export async function tryOut(
  world: World,
  model: Learned,
  { cutAt, size, policy }: { readonly cutAt: number; readonly size: Size; readonly policy: Policy },
): Promise<Trial> {
  const from = nextMonday(cutAt);
  const [fresh, tuning] = ['fresh', 'tuning'].map((name) =>
    createLeads(`${world.seed}/${name}/${String(from)}`, { from, days: size.days }, world.spec),
  ) as [WorldLead[], WorldLead[]];
  const judgedFrom = from + size.warmDays * DAY;
  const scorings = await model.score([...fresh, ...tuning]);
  const boundOf = (leads: readonly WorldLead[]): Bound =>
    linearBound(
      world,
      leads.filter(({ occurredAt }) => occurredAt >= judgedFrom),
      from + size.days * DAY,
    );
  const policies = policiesOf({ world, scorings, tuning, prices: boundOf(tuning).prices, policy });
  const played = mapValues(policies, (makeRouter) =>
    rollOut(world, fresh, makeRouter).filter(({ lead }) => lead.occurredAt >= judgedFrom),
  );
  const judged = fresh.filter(({ occurredAt }) => occurredAt >= judgedFrom);
  return {
    leads: judged.length,
    worths: mapValues(played, (handled) => worthOf(handled, judged.length, world.spec.reps)),
    bound: boundOf(fresh).perLead,
    model: {
      ...faithfulness(world, judged, scorings),
      auc: model.card.metrics.auc.model,
      claimsFit: claimsFit(model.card),
    },
    falseStars: falseStars(world, played['this engine']),
  };
}

function mapValues<K extends string, A, B>(
  values: Readonly<Record<K, A>>,
  map: (value: A) => B,
): Record<K, B> {
  return Object.fromEntries(Object.entries<A>(values).map(([key, value]) => [key, map(value)])) as Record<
    K,
    B
  >;
}

/** A lead that nobody has got in the end counts with nothing. */
function worthOf(handled: readonly Handled[], leads: number, reps: number): Worth {
  const counts = Array.from({ length: reps }, () => 0);
  for (const { rep } of handled) counts[rep]! += 1;
  const sum = (of: (deal: Handled) => number): number => handled.reduce((all, deal) => all + of(deal), 0);
  const waits = handled.map(({ strain }) => strain.waitMinutes).toSorted((a, b) => a - b);
  const share = (count: number): number => (count * reps) / handled.length;
  return {
    conversion: sum(({ chance }) => chance) / leads,
    value: sum(({ chance, lead }) => chance * lead.value) / leads,
    wait: waits[Math.floor(waits.length / 2)] ?? 0,
    most: share(Math.max(...counts)),
    fewest: share(Math.min(...counts)),
  };
}
