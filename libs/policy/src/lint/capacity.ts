import { repsFor, type RosterRep } from '@leadline/domain';
import { zoneOffsets } from '@leadline/reference';
import type { Finding } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';

type Path = readonly PropertyKey[];

/** Settings and caps by which somebody, or everybody, never gets a lead. */
export function lintCapacity(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  return [
    ...repsWithout(policy, reps),
    ...teamsWithout(policy, reps),
    ...caps(policy, reps),
    ...exploredPerDay(policy, reps),
    ...times(policy),
    ...idleHolidays(policy),
    ...keptBack(policy, reps),
  ];
}

const finding = (
  { placeOf }: PolicyDocument,
  code: Finding['code'],
  path: Path,
  what: string,
  mend: string,
): Finding => ({ code, severity: 'warning', at: placeOf(path), what, mend });

function repsWithout(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  const atHours = policy.settings.hours !== 'ignore';
  return reps.flatMap((rep) => {
    const path = ['reps', policy.data.reps.findIndex(({ repId }) => repId === rep.repId)];
    if (!rep.active) return [];
    if (rep.capacity === 0 || rep.dailyCap === 0)
      return [finding(policy, 'CAPACITY', path, `${rep.repId} is active and has room for no lead`, 'Set capacity and dailyCap, or `active: false`.')]; // prettier-ignore
    if (!atHours) return [];
    if (zoneOffsets(rep.timeZone) === null)
      return [finding(policy, 'HOURS', path, `nobody knows the time zone ${rep.timeZone} of ${rep.repId}, who gets no lead while hours count`, 'Name a zone of the IANA database, such as Europe/Berlin.')]; // prettier-ignore
    if (rep.workDays.length > 0 && rep.workStart !== rep.workEnd) return [];
    return [finding(policy, 'HOURS', path, `${rep.repId} never works, and gets no lead while hours count`, 'Set workDays, workStart and workEnd, or `hours: ignore`.')]; // prettier-ignore
  });
}

function teamsWithout(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  if (reps.length === 0) return [];
  return [...policy.names.team].flatMap(
    ([name, condition]) =>
    repsFor(condition, reps)?.some(({ active }) => active)
      ? []
      : [finding(policy, 'CAPACITY', ['teams', name], `the team ${name} has no active rep`, 'Correct it, or add a rep.')], // prettier-ignore
  );
}

function caps(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  return policy.data.caps.flatMap(({ team, perHour, perDay, perWeek }, index) => {
    const path = ['caps', index];
    const members = repsFor(policy.names.team.get(team)!, reps) ?? [];
    const daily = Math.max(...members.map(({ dailyCap }) => dailyCap));
    const zero = [perHour, perDay, perWeek].includes(0);
    if (zero) return [finding(policy, 'CAPACITY', path, `the team ${team} may get no lead at all`, 'Raise the cap that is 0.')]; // prettier-ignore
    if ((perDay ?? 0) > (perWeek ?? Infinity) || (perHour ?? 0) > (perDay ?? Infinity))
      return [finding(policy, 'CAPACITY', path, `a cap of the team ${team} is above that of a longer time, and never reached`, 'Lower it, or take it out.')]; // prettier-ignore
    if (members.length > 0 && (perDay ?? 0) > daily)
      return [finding(policy, 'CAPACITY', path, `no member of the team ${team} may get ${perDay} leads a day: the highest dailyCap is ${daily}`, 'Lower the cap, or raise dailyCap.')]; // prettier-ignore
    return [];
  });
}

/** A limit of exploration that leaves nothing of it, or that is never reached. */
function exploredPerDay(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  const { perDay } = policy.data.exploration ?? {};
  if (perDay === undefined) return [];
  const path = ['exploration', 'perDay'];
  const most = reps.filter(({ active }) => active).reduce((sum, { dailyCap }) => sum + dailyCap, 0);
  if (perDay === 0) return [finding(policy, 'CAPACITY', path, 'no lead may be explored', 'Raise the limit, or take `exploration` out.')]; // prettier-ignore
  if (reps.length > 0 && perDay > most)
    return [finding(policy, 'CAPACITY', path, `the reps get ${most} leads a day at most, so the limit is never reached`, 'Lower it, or take it out.')]; // prettier-ignore
  return [];
}

/** Holidays of everybody or of a team, where nobody looks at hours. */
function idleHolidays(policy: PolicyDocument): readonly Finding[] {
  const { hours, holidays = [] } = policy.settings;
  const [first] = hours === 'ignore' ? holidays : [];
  if (first === undefined) return [];
  const path = first.team === undefined ? ['holidays'] : ['teams', first.team, 'holidays'];
  return [finding(policy, 'HOURS', path, 'holidays change nothing while `hours` are ignored', 'Take them out, or set `hours: required`.')]; // prettier-ignore
}

/** Steps of waiting that come after the deadline, or not in order. */
function times(policy: PolicyDocument): readonly Finding[] {
  const { relax, overflow, transfer } = policy.data;
  const { deadlineMinutes } = policy.settings.waiting;
  const steps = [
    ...relax.map(({ afterMinutes }, index) => ({ afterMinutes, path: ['relax', index, 'afterMinutes'] })),
    ...(overflow === undefined ? [] : [{ ...overflow, path: ['overflow', 'afterMinutes'] }]),
    ...(transfer === undefined ? [] : [{ ...transfer, path: ['transfer', 'afterMinutes'] }]),
  ];
  return steps.flatMap(({ afterMinutes, path }, index) => {
    const before = steps[index - 1]?.afterMinutes ?? 0;
    if (afterMinutes >= deadlineMinutes)
      return [finding(policy, 'CAPACITY', path, `after ${afterMinutes} minutes a lead has been escalated already (waiting.deadlineMinutes is ${deadlineMinutes})`, 'Make the step come before the deadline.')]; // prettier-ignore
    if (afterMinutes <= before)
      return [finding(policy, 'CAPACITY', path, `after ${afterMinutes} minutes the step before (${before}) has not come yet`, 'Let each step come later than the one before.')]; // prettier-ignore
    return [];
  });
}

/** From Friday evening to Monday morning, minutes. */
const WEEKEND = 63 * 60;

/** Leads that are kept back where hardly one waits, or by a deadline that those of a weekend have passed. */
function keptBack(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  const { hours, waiting } = policy.settings;
  if (waiting.backlogHours === undefined) return [];
  if (hours !== 'required')
    return [finding(policy, 'HOURS', ['waiting', 'backlogHours'], `hardly a lead waits in the line while \`hours\` are ${hours}`, 'Take it out, or set `hours: required`.')]; // prettier-ignore
  const active = reps.filter((rep) => rep.active);
  const rests = active.length > 0 && active.every(({ workDays }) => !workDays.some((day) => day > 5));
  if (!rests || waiting.deadlineMinutes >= WEEKEND) return [];
  return [finding(policy, 'HOURS', ['waiting', 'backlogHours'], `nobody works on weekends, and what comes on one is past waiting.deadlineMinutes (${waiting.deadlineMinutes}) on Monday: it is not kept back`, `Set waiting.deadlineMinutes to ${WEEKEND} or more.`)]; // prettier-ignore
}
