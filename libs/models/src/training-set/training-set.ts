import type { Example, WatchedDeal } from '../train/example.ts';
import type { DealEnd, KnownDeal } from './known-deal.ts';
import { daysBetween, maturityDays, type Watched } from './maturity.ts';
import { areTouchesTold, decidedOf } from './strain.ts';

/** Why a deal is not learned from. */
export type LeftOut =
  /** Too young for its kind of deal: of its age only the quick ones have ended, which are not like the others. */
  | 'YOUNG'
  /** Old enough, but it has not ended: that is no loss. */
  | 'OPEN'
  /** Neither won nor lost. */
  | 'WITHDRAWN';

/** What can be learned from. */
export interface TrainingSet {
  /** In the order of their time. */
  readonly examples: readonly Example[];
  /** Young deals that Leadline gave away, ended or not: what is known of them tells reps apart (trainModel). */
  readonly watched: readonly WatchedDeal[];
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Examples whose deal another rep had later. */
  readonly handedOver: number;
  /** Age at which deals count, days, by deal type; `*`: of types with few ends. */
  readonly maturity: Readonly<Record<string, number>>;
}

/** Types with fewer ends than this share one maturity. */
const OWN_MATURITY = 50;
const OTHERS = '*';

/**
 * The examples that the deals known at `asOf` (epoch ms, on the clock of the workspaces) give. What happened after it is not
 * known: so a set of an earlier date is what would have been trained on then.
 */
export function trainingSet(deals: readonly KnownDeal[], asOf: number): TrainingSet {
  const known = deals.filter(({ decidedAt }) => decidedAt <= asOf).map((deal) => knownAt(deal, asOf));
  const maturity = maturityByType(known, asOf);
  const leftOut: Record<LeftOut, number> = { YOUNG: 0, OPEN: 0, WITHDRAWN: 0 };
  const examples: Example[] = [];
  const watched: WatchedDeal[] = [];
  let handedOver = 0;
  const touched = areTouchesTold(known);
  for (const deal of known) {
    const age = daysBetween(deal.occurredAt, asOf);
    const why = leftOutFor(deal, age, maturity[typeOf(deal)] ?? maturity[OTHERS] ?? 0);
    if (why !== null) leftOut[why] += 1;
    else examples.push(exampleOf(deal, deal.end!, touched));
    if (why === 'YOUNG' && isWatched(deal)) watched.push(watchedDeal(deal, touched));
    if (why === null && deal.handedOver) handedOver += 1;
  }
  return {
    examples: examples.toSorted(byTime),
    watched: watched.toSorted(byTime),
    leftOut,
    handedOver,
    maturity,
  };
}

const byTime = (a: WatchedDeal, b: WatchedDeal): number => a.occurredAt - b.occurredAt;

const typeOf = ({ lead }: KnownDeal): string => lead.dealType ?? '';

/** Without what happens later. */
const knownAt = (deal: KnownDeal, asOf: number): KnownDeal =>
  deal.end !== null && deal.end.at > asOf ? { ...deal, end: null } : deal;

function leftOutFor({ end }: KnownDeal, age: number, maturity: number): LeftOut | null {
  if (age < maturity) return 'YOUNG';
  if (end === null) return 'OPEN';
  return end.outcome === 'withdrawn' ? 'WITHDRAWN' : null;
}

const ends = (deals: readonly KnownDeal[]): number => deals.filter(({ end }) => end !== null).length;

function maturityByType(deals: readonly KnownDeal[], asOf: number): Readonly<Record<string, number>> {
  const byType = Map.groupBy(deals, typeOf);
  const own = [...byType].filter(([, of]) => ends(of) >= OWN_MATURITY);
  const others = [...byType].filter(([, of]) => ends(of) < OWN_MATURITY).flatMap(([, of]) => of);
  const groups: readonly (readonly [string, readonly KnownDeal[]])[] = [...own, [OTHERS, others]];
  return Object.fromEntries(
    groups.flatMap(([type, of]) => {
      const days = maturityDays(of.map((deal) => watchedUntil(deal, asOf)));
      return days === null ? [] : [[type, days]];
    }),
  );
}

const watchedUntil = ({ occurredAt, end }: KnownDeal, asOf: number): Watched => ({
  // An end before its beginning breaks the contract of outcomes, which training refuses.
  days: Math.max(0, daysBetween(occurredAt, end?.at ?? asOf)),
  ended: end !== null,
});

/** All of Leadline's own deals are told; another system's may have been sent without those that are open. */
const isWatched = ({ decision, end }: KnownDeal): boolean =>
  decision !== undefined && end?.outcome !== 'withdrawn';

const watchedDeal = (deal: KnownDeal, touched: boolean): WatchedDeal =>
  deal.end === null ? { ...givenOf(deal, touched), won: null } : exampleOf(deal, deal.end, touched);

function exampleOf(deal: KnownDeal, end: DealEnd, touched: boolean): Example {
  const won = end.outcome === 'won';
  return { ...givenOf(deal, touched), won, amount: won ? (end.amount ?? 0) : 0, closedAt: end.at };
}

/** What was known when the lead was given away. */
function givenOf(deal: KnownDeal, touched: boolean): Omit<Example, 'won' | 'amount' | 'closedAt'> {
  const { tenant, workspace, repId, tier, lead, occurredAt } = deal;
  const given = { tenant, workspace, repId, lead, occurredAt, ...(tier === undefined ? {} : { tier }) };
  return { ...given, ...decidedOf(deal, touched) };
}
