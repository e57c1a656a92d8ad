import { createRandom } from '@leadline/chance';
import { defaultPolicy, type Policy, type Scoring, sigmoid } from '@leadline/domain';
import { INDUSTRIES } from '../world/catalogue.ts';
import type { WorldLead } from '../world/leads.ts';
import { restedLogit, strainLoss } from '../world/truth.ts';
import type { World } from '../world/world.ts';
import type { Desk, Handled } from './desk.ts';
import { DEFAULT_2, engineRouter, LINE_TOGETHER, LITTLE_WORK } from './engine.ts';
import { leastWork, type Rank, rankedRouter } from './ranked.ts';
import { rollOut, type Router } from './roll-out.ts';

/** What policies may go by. */
export interface Knowledge {
  readonly world: World;
  /** What the trained model says of every lead. */
  readonly scorings: ReadonlyMap<string, Scoring>;
  /** Leads to tune by, of the same period as those to be judged by; none of them is judged. */
  readonly tuning: readonly WorldLead[];
  /** What a minute of each rep is worth, see linearBound. */
  readonly prices: readonly number[];
  /** By which this engine decides. */
  readonly policy: Policy;
}

export const POLICIES = [
  'random',
  'round robin',
  'least open leads',
  'round robin by load',
  'round robin by load, old leads last',
  'territory and segment rules',
  'greedy P(win)',
  'greedy P(win given load)',
  'P(win) minus tuned load penalty',
  'priced, learned P',
  'this engine',
  'this engine, old leads at once',
  'this engine, no prices released',
  'this engine, for value',
  'engine 1',
  'this engine, true P',
  'this engine, old leads at once, true P',
  'oracle',
] as const;
export type PolicyName = (typeof POLICIES)[number];

type Make = (desk: Desk) => Router;
type RankOf = (desk: Desk) => Rank;
/** Log-odds that a rep wins a lead, load left aside. */
export type Logit = (lead: WorldLead, rep: number, at: number) => number;
/** Ranks with a weight that is to be tuned. */
type Weighted = (weight: number) => RankOf;

/** What the tuned load weighs: multiples of the base rate for a day of backlog. */
const PENALTIES = [0, 0.1, 0.3, 0.9];
const DAY_OF_WORK = 540;

/** All ways of routing, ready to be played. */
export function policiesOf(knowledge: Knowledge): Readonly<Record<PolicyName, Make>> {
  const { world, prices } = knowledge;
  const predicted = predictedLogit(knowledge);
  const truth: Logit = (lead, rep, at) => restedLogit(world, lead, world.reps[rep]!, at);
  return {
    random: ranked(() => atRandom(`${world.seed}/random`)),
    'round robin': ranked((desk) => (_, rep) => -desk.turn(rep)),
    'least open leads': ranked(() => () => 0),
    'round robin by load': ranked(leastWork),
    'round robin by load, old leads last': (desk) => rankedRouter(desk, leastWork(desk), LITTLE_WORK),
    'territory and segment rules': ranked(byTheBook),
    'greedy P(win)': ranked(() => predicted),
    'greedy P(win given load)': ranked((desk) => strained(desk, predicted)),
    'P(win) minus tuned load penalty': ranked(tune(knowledge, penalised(predicted), PENALTIES).rankOf),
    'priced, learned P': ranked(tune(knowledge, priced(predicted, prices), PENALTIES).rankOf),
    ...engines(knowledge),
    oracle: ranked(tune(knowledge, priced(truth, prices), PENALTIES).rankOf),
  };
}

/** Leadline's decision: by the firm's policy, by the default's weights and no prices, for value, as engine 1 did, and with the truth. */
function engines({ world, scorings, policy }: Knowledge) {
  const learned = (lead: WorldLead): Scoring => scorings.get(lead.leadId)!;
  const truth = (lead: WorldLead): Scoring => truly(world, lead, learned(lead));
  const atOnce = { ...policy, waiting: LINE_TOGETHER };
  const engine =
    (by: Policy, scoringOf = learned, isPriced = true): Make =>
    (desk) =>
      engineRouter(desk, { policy: by, scoringOf, isPriced });
  return {
    'this engine': engine(policy),
    'this engine, old leads at once': engine(atOnce),
    'this engine, no prices released': engine({ ...policy, price: defaultPolicy.price }, learned, false),
    'this engine, for value': engine({ ...policy, objective: 'value' }),
    'engine 1': engine(DEFAULT_2, learned, false),
    'this engine, true P': engine(policy, truth),
    'this engine, old leads at once, true P': engine(atOnce, truth),
  };
}

const ranked =
  (rankOf: RankOf): Make =>
  (desk) =>
    rankedRouter(desk, rankOf(desk));

/** The weight that truly does best on the leads to tune by, the least of equals: more than a firm could know. */
function tune({ world, tuning }: Knowledge, weighted: Weighted, weights: readonly number[]) {
  const judged = weights.map((weight) => {
    const handled = rollOut(world, tuning, ranked(weighted(weight)));
    return { weight, rankOf: weighted(weight), won: expectedWins(handled) };
  });
  return judged.reduce((best, next) => (next.won > best.won ? next : best));
}

const expectedWins = (handled: readonly Handled[]): number =>
  handled.reduce((sum, { chance }) => sum + chance, 0);

function atRandom(seed: string): Rank {
  const random = createRandom(seed);
  return () => random.next();
}

/** The model's log-odds; of a rep whom it does not know, the lead's own, as the decision does. */
export function predictedLogit({ world, scorings }: Pick<Knowledge, 'world' | 'scorings'>): Logit {
  const repIds = scorings.values().next().value?.repIds ?? [];
  const columns = world.reps.map(({ repId }) => repIds.indexOf(repId));
  return (lead, rep) => {
    const { repLogits, leadLogit } = scorings.get(lead.leadId)!;
    return (repLogits[columns[rep]!] ?? leadLogit) / 1e6;
  };
}

/** By the firm's book: the territory's reps before others, among them those for the segment; the least loaded of equals. */
function byTheBook(desk: Desk): Rank {
  return ({ lead }, rep) => {
    const { home, focus } = desk.world.reps[rep]!;
    return (home === lead.country ? 2 : 0) + (INDUSTRIES[focus]![0] === lead.industry ? 1 : 0);
  };
}

/** At the wait and load that the lead would meet, as if their cost were known. */
export function strained(desk: Desk, logit: Logit): Rank {
  return (lead, rep, at) => logit(lead, rep, at) - strainLoss(desk.world, desk.strain(lead, rep, at));
}

/** P(win) less what the waiting work of a rep costs, for all reps alike. */
function penalised(logit: Logit): Weighted {
  return (weight) => (desk) => (lead, rep, at) =>
    sigmoid(logit(lead, rep, at)) - weight * backlogCost(desk, rep, at);
}

/** P(win given load) less what the rep's minutes, and the waiting work, are worth to other leads. */
function priced(logit: Logit, prices: readonly number[]): Weighted {
  return (weight) => (desk) => {
    const loaded = strained(desk, logit);
    return (lead, rep, at) =>
      sigmoid(loaded(lead, rep, at)) - lead.minutes * prices[rep]! - weight * backlogCost(desk, rep, at);
  };
}

const backlogCost = (desk: Desk, rep: number, at: number): number =>
  (desk.world.spec.baseRate * desk.backlog(rep, at)) / DAY_OF_WORK;

/** What a model would say that knew all but load. */
export function truly(world: World, lead: WorldLead, scoring: Scoring): Scoring {
  const reps = world.reps.toSorted((a, b) => (a.repId < b.repId ? -1 : 1));
  const logits = reps.map((rep) => Math.round(1e6 * restedLogit(world, lead, rep, lead.occurredAt)));
  return { ...scoring, repIds: reps.map(({ repId }) => repId), repLogits: logits };
}
