import { choose, type Choice, engine2, type Policy, type Question } from '@leadline/domain';
import { measureUnder } from './measure.ts';
import type { RecordedLead } from './recorded.ts';

/** A lead that gets another rep under the other policy. */
export interface Change {
  readonly leadId: string;
  readonly segment: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Why it went there under the first, and under the second. */
  readonly reasons: readonly [string, string];
  /** Expected value with each rep. */
  readonly values: readonly [number, number];
}

/** Totals of one policy or one part of its leads. */
export interface Total {
  leads: number;
  /** P(win) x expected value, summed. */
  value: number;
}

export interface GroupDiff {
  readonly name: string;
  readonly a: Total;
  readonly b: Total;
}

export interface PolicyDiff {
  readonly decided: number;
  /** Decisions that could not be made again. */
  readonly left: number;
  /** Of those decided, by engine 1 at the time: as if no work had waited for anybody, and without prices released. */
  readonly withoutBacklog: number;
  readonly changed: readonly Change[];
  readonly total: GroupDiff;
  /** Who waits is under WAITING. */
  readonly reps: readonly GroupDiff[];
  readonly segments: readonly GroupDiff[];
}

export const WAITING = '(waiting)';

/**
 * Decides recorded leads under two policies. Each lead is decided as it stood then, with the load that the reps had: a change
 * does not roll on to the leads after it. Both are measured by the congestion of the first, so that a policy cannot look better
 * by believing in less of it. What prices are measured in is each policy's own: cents, or millionths of a win. What other leads of a
 * joint step would have given for a rep is as recorded; a policy that decides alone does not ask.
 */
export function diffPolicies(recorded: Iterable<RecordedLead | null>, a: Policy, b: Policy): PolicyDiff {
  const [total, reps, segments] = [groups(), groups(), groups()];
  const changed: Change[] = [];
  const [underA, underB] = [askedUnder(a), askedUnder(b)];
  let [left, withoutBacklog] = [0, 0];
  for (const lead of recorded) {
    if (lead === null) {
      left += 1;
      continue;
    }
    if (lead.engine === 1) withoutBacklog += 1;
    const change = decideTwice(underA(lead), underB(lead));
    if (change.from !== change.to) changed.push(change);
    count(change, 'a', [total('all'), segments(change.segment), reps(change.from ?? WAITING)]);
    count(change, 'b', [total('all'), segments(change.segment), reps(change.to ?? WAITING)]);
  }
  return {
    decided: total('all').a.leads,
    left,
    withoutBacklog,
    changed,
    total: total('all'),
    reps: reps.all(),
    segments: segments.all(),
  };
}

/** Recorded leads, one after another, as a policy is asked about them. */
function askedUnder(policy: Policy): (lead: RecordedLead) => Question {
  const measure = measureUnder(policy);
  return (lead) => {
    const { seats, ...question } = lead.question;
    const hasSeats = policy.waiting.joint === true && policy.objective === question.policy.objective;
    const kept = seats !== undefined && hasSeats ? { seats } : {};
    return { ...question, ...kept, policy, yardstick: measure(lead) };
  };
}

/** The same lead, asked by each policy. */
function decideTwice(a: Question, b: Question): Change {
  const [first, second] = [choose(a), choose(b)];
  return {
    leadId: a.leadId,
    segment: a.lead.segment || '(none)',
    from: first.rep,
    to: second.rep,
    reasons: [first.reason, second.reason],
    values: [valueOf(a, first), valueOf(a, second)],
  };
}

function count({ values: [a, b] }: Change, side: 'a' | 'b', into: readonly GroupDiff[]): void {
  for (const group of into) {
    group[side].leads += 1;
    group[side].value += side === 'a' ? a : b;
  }
}

function groups() {
  const known = new Map<string, GroupDiff>();
  const group = (name: string): GroupDiff => {
    const found = known.get(name) ?? { name, a: { leads: 0, value: 0 }, b: { leads: 0, value: 0 } };
    known.set(name, found);
    return found;
  };
  const all = (): readonly GroupDiff[] => [...known.values()].toSorted((x, y) => (x.name < y.name ? -1 : 1));
  return Object.assign(group, { all });
}

/** P(win) of the chosen rep at that load x expected value; 0 while the lead waits. */
function valueOf(question: Question, { rep }: Choice): number {
  const index = rep === null ? undefined : question.roster.positions.get(rep);
  if (index === undefined) return 0;
  const { chance } = engine2.matchOf(question, index);
  return (chance / 1_000_000) * question.lead.expectedValue;
}
