import { codesOf, keeperOf } from './choose.ts';
import { ask } from './decide.ts';
import { engine2 } from './engine-2.ts';
import { momentOf } from './moment.ts';
import { withPreferences } from './preferred.ts';
import type { Question } from './question.ts';
import { gainsByPlan } from './rehearsal.ts';
import { seatsOf } from './room.ts';
import { SeatPlan } from './seat-plan.ts';
import { seatingOf } from './seating.ts';
import { type Lead, type Payload, rosterOf } from './state.ts';
import type { Turn } from './turn.ts';
import { MOST_CENTS, workOf } from './value.ts';

const MILLION = 1_000_000;

/** A lead of the line. */
export interface Waiting {
  readonly lead: Lead;
  readonly payload: Payload;
}

/**
 * Leads of the line that are decided together. Each is decided as ever, one after the other, but at what a rep's next seat is worth to
 * those behind it: whoever needs a rep most gets the rep, and nobody goes without one whom another's choice could have spared that.
 */
export interface JointStep {
  /** What {@link Question.seats} is for the lead that is decided now; undefined: those behind it want none of its candidates more. */
  readonly seatsFor: (leadId: string) => Question['seats'];
  /** A rep has got a lead of the step. */
  readonly took: (repId: string) => void;
}

/** A lead as the plan sees it. */
interface Planned {
  readonly question: Question;
  readonly codes: readonly number[];
}

/** Plans leads of the line, in the order in which they are served; null: together they gain nothing. */
export function jointStep(turn: Turn, waiting: readonly Waiting[]): JointStep | null {
  const { reps, positions } = rosterOf(turn.state);
  const moment = momentOf(turn);
  const planned = waiting.flatMap((one) => plannedOf(turn, one));
  const seats = reps.map((rep) => Math.min(seatsOf(turn, rep, moment), planned.length));
  const seating = seatingOf(planned.length, seats, worthsOf(planned));
  if (!gainsByPlan(seating)) return null;
  const plan = new SeatPlan(seating);
  const rows = new Map(planned.map(({ question }, row) => [question.leadId, row]));
  return {
    seatsFor: (leadId) => {
      const row = rows.get(leadId);
      const lead = planned[row ?? -1];
      return row === undefined || lead === undefined ? undefined : pricesOf(lead, plan.lossesWithout(row));
    },
    took: (repId) => plan.take(positions.get(repId) ?? -1),
  };
}

/** Leads that an owner takes are in no plan: they choose nobody. */
function plannedOf(turn: Turn, { lead, payload }: Waiting): readonly Planned[] {
  const question = withPreferences(ask(turn, lead, payload, { target: null }));
  if (keeperOf(question, (index) => question.open[index] ?? 0) !== null) return [];
  return [{ question, codes: codesOf(question) }];
}

/** By how much more those behind a lead lose with a rep's seat than with that of the candidate whom they want least. */
function pricesOf({ question, codes }: Planned, losses: readonly (number | null)[]): Question['seats'] {
  const { reps } = question.roster;
  const own = losses.flatMap((loss, rep) => (loss === null || codes[rep] !== 0 ? [] : [{ loss, rep }]));
  const least = own.reduce((less, { loss }) => Math.min(less, loss), Infinity);
  const prices = own
    .filter(({ loss }) => loss > least)
    .map(({ loss, rep }) => [reps[rep]?.repId ?? '', Math.min(loss - least, MOST_CENTS)] as const);
  return prices.length === 0 ? undefined : Object.fromEntries(prices);
}

/**
 * What matches are compared by, in whole cents or millionths of a win, had the rep got so many leads of the step before: each of the
 * mean work. Rounded down, so that who comes first at a price of whole numbers comes first by the exact value, too.
 */
function worthsOf(planned: readonly Planned[]): (lead: number, rep: number, before: number) => number {
  const minutes = meanWork(planned);
  const laters: Later[] = [];
  const asked: Question[][] = planned.map(() => []);
  return (lead, rep, before) => {
    const { question, codes } = planned[lead] as Planned;
    if (codes[rep] !== 0) return -Infinity;
    laters[before] ??= laterOf(question, before, minutes);
    const later = ((asked[lead] as Question[])[before] ??= { ...question, ...laters[before] });
    const { net } = engine2.matchOf(later, rep);
    return question.policy.objective === 'value' ? Math.floor(net / MILLION) : net;
  };
}

function meanWork(planned: readonly Planned[]): number {
  const minutes = planned.map(({ question: { lead, policy } }) => workOf(lead, policy));
  return Math.round(minutes.reduce((sum, one) => sum + one, 0) / Math.max(minutes.length, 1));
}

type Later = Pick<Question, 'open' | 'today' | 'backlog'>;

const more = (counts: readonly number[], by: number) => counts.map((count) => count + by);

/** What worth hangs on, had every rep got so many leads more. */
function laterOf({ open, today, backlog }: Question, leads: number, minutes: number): Later {
  return { open: more(open, leads), today: more(today, leads), backlog: more(backlog, leads * minutes) };
}
