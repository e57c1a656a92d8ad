import { exp } from '../shared/math.ts';
import type { Moment } from './candidates.ts';
import { partOf } from './fairness.ts';
import type { Match, Question } from './question.ts';
import type { RosterRep } from './roster.ts';
import { loadOf, rosterOf, type Load, type Opportunity } from './state.ts';
import { setLoad, type Turn } from './turn.ts';
import { momentOf } from './moment.ts';
import { workedAt } from './work.ts';

const HOUR = 3_600_000;

/**
 * What a rep was given lately, in what the policy maximises. It fades as the rep works, not as time goes by: nights, days off and
 * leave leave it as it is, and nobody comes back to a flood.
 */
export function givenTo({ opportunity }: Load, rep: RosterRep, moment: Moment): number {
  const { fairness, objective } = moment.policy;
  if (opportunity === undefined || fairness === undefined || opportunity.of !== objective) return 0;
  const worked = Math.max(0, workedAt(rep, moment) - opportunity.at);
  return Math.floor(opportunity.amount * exp(-worked / (fairness.workHours * HOUR)));
}

/** What a rep was given with one lead more; undefined: the policy does not ask. */
export function givenMore(question: Question, { rep, worth }: Match): Opportunity | undefined {
  const index = question.roster.positions.get(rep) ?? -1;
  const one = question.roster.reps[index];
  if (question.given === undefined || one === undefined) return undefined;
  const amount = (question.given[index] ?? 0) + worth;
  return { amount, at: workedAt(one, question), of: question.policy.objective };
}

/**
 * A rep joins, or is active again: taken to have been given as much as the others of the tier have been on the mean, by the part
 * of each, so that the rep has a fair share from here on and is owed nothing for the time before. Who has been given more keeps
 * it; with `anew`, from another tier, it was another measure and counts no more.
 */
export function calibrate(turn: Turn, rep: RosterRep, anew = false): void {
  const { fairness, objective } = turn.state.policy.policy;
  if (fairness === undefined) return;
  const moment = momentOf(turn);
  const roster = rosterOf(turn.state);
  const asked = { policy: moment.policy, roster };
  let [given, parts] = [0, 0];
  for (const [index, other] of roster.reps.entries()) {
    if (!other.active || other.tier !== rep.tier || other.repId === rep.repId) continue;
    given += givenTo(loadOf(turn.state, other.repId), other, moment);
    parts += partOf(asked, index);
  }
  const own = givenTo(loadOf(turn.state, rep.repId), rep, moment);
  const fair = Math.floor(
    (given * partOf(asked, roster.positions.get(rep.repId) ?? -1)) / Math.max(parts, 1),
  );
  if (anew ? fair === own : fair <= own) return;
  const opportunity: Opportunity = { amount: fair, at: workedAt(rep, moment), of: objective };
  setLoad(turn, rep.repId, { opportunity });
}
