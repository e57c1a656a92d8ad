import { EXCLUSIONS, type Exclusion } from './candidates.ts';
import type { Question } from './question.ts';
import { buildRoster, type Roster, type RosterRep } from './roster.ts';

type Change = Partial<Question>;

/** The roster with some reps changed; they stand where they stood. */
const rosterWith = (roster: Roster, change: (rep: RosterRep, index: number) => RosterRep): Roster =>
  buildRoster(roster.reps.map(change));

/** The rep is not at work. */
export function withAway({ roster }: Question, repId: string): Change {
  return { roster: rosterWith(roster, (rep) => (rep.repId === repId ? { ...rep, workDays: [] } : rep)) };
}

/** The rep has as many open leads as any may have, as an owner, too. */
export function withFull({ roster, open, policy }: Question, repId: string): Change {
  const index = roster.positions.get(repId) ?? -1;
  const most = (roster.reps[index]?.capacity ?? 0) * Math.max(1, policy.owner.overflow);
  return { open: open.with(index, Math.max(open[index] ?? 0, Math.ceil(most))) };
}

/** What a rep would have to be so as not to be excluded by a code; the roster says how it is. */
const FITTING: Partial<
  Readonly<Record<Exclusion, (rep: RosterRep, open: number, today: number) => RosterRep>>
> = {
  INACTIVE: (rep) => ({ ...rep, active: true }),
  TERRITORY: (rep) => ({ ...rep, territories: [...rep.territories, '*'] }),
  SKILL: (rep) => ({ ...rep, skills: [...rep.skills, '*'] }),
  LANGUAGE: (rep) => ({ ...rep, languages: [...rep.languages, '*'] }),
  AT_CAPACITY: (rep, open) => ({ ...rep, capacity: open + 1 }),
  DAILY_CAP: (rep, _open, today) => ({ ...rep, dailyCap: today + 1 }),
};

const CAPPED: Partial<Readonly<Record<Exclusion, 'perHour' | 'perDay' | 'perWeek'>>> = {
  TEAM_HOUR_CAP: 'perHour',
  TEAM_DAY_CAP: 'perDay',
  TEAM_WEEK_CAP: 'perWeek',
};

/** The question in which nobody is excluded by a code; null: that cannot be said in its facts. */
export function without(question: Question, exclusion: Exclusion, codes: string): Change | null {
  const { policy, roster, open, today } = question;
  if (exclusion === 'DECLINED') return { declined: [] };
  if (exclusion === 'OUT_OF_HOURS') return { policy: { ...policy, hours: 'ignore' } };
  const span = CAPPED[exclusion];
  if (span !== undefined)
    return { policy: { ...policy, caps: (policy.caps ?? []).map(({ [span]: _most, ...cap }) => cap) } };
  const fitting = FITTING[exclusion];
  if (fitting === undefined) return null;
  const code = EXCLUSIONS.indexOf(exclusion).toString(36);
  const changed = (rep: RosterRep, index: number): RosterRep =>
    codes[index] === code ? fitting(rep, open[index] ?? 0, today[index] ?? 0) : rep;
  return { roster: rosterWith(roster, changed) };
}
