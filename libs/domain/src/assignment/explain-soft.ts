import { compilePreferences } from '../policy/preferences.ts';
import { MINUTE } from '../shared/instant.ts';
import { questionOf, type Capsule } from './capsule.ts';
import { dutyOf } from './duty.ts';
import { minutesUntilWorked } from './hours.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { ContentSource } from './replay.ts';
import { buildRoster, type RosterRep } from './roster.ts';
import type { Weighed } from './weighed.ts';
import { grouped, percent, seatWords } from './words.ts';

/** Says of a match what only some policies weigh; begins with a comma, or is empty. */
export type MoreWords = (rep: string, weighed: Weighed) => string;

/** Words for the matches of a capsule; with `content` they name what speaks for a rep. */
export function moreWords(capsule: Capsule, content?: ContentSource): MoreWords {
  const namesOf = preferencesOf(capsule, content);
  const untilWork = timeToShift(capsule, content);
  return (rep, { preferred = 0, due, fairness }) =>
    [
      ...untilWork(rep),
      ...(fairness === undefined
        ? []
        : [`has had ${percent(fairness.share)} of a fair share${SIDE[fairness.standing]}`]),
      ...(preferred === 0 ? [] : [`preferred by ${preferred} %${inBrackets(namesOf(rep))}`]),
      ...(due === undefined ? [] : [`turn due at ${(due / 1_000_000).toFixed(2)}`]),
    ]
      .map((words) => `, ${words}`)
      .join('');
}

/** How long it is until a rep is at work, where the policy gives leads to who is not. */
function timeToShift(
  { at, zones, policy, roster }: Capsule,
  content: ContentSource = () => undefined,
): (rep: string) => readonly string[] {
  const { hours, holidays } = JSON.parse(content(policy) ?? '{}') as Partial<Policy>;
  if (hours !== 'next-shift') return () => [];
  const { reps, positions } = buildRoster(JSON.parse(content(roster) ?? '[]') as readonly RosterRep[]);
  return (repId) => {
    const rep = reps[positions.get(repId) ?? -1];
    if (rep === undefined) return [];
    const duty = dutyOf(rep, holidays === undefined ? {} : { holidays });
    const minutes = minutesUntilWorked(duty, at + (zones[rep.timeZone] ?? 0) * MINUTE, 0);
    return minutes === 0 ? [] : [`at work in ${(minutes / 60).toFixed(1)} h`];
  };
}

const SIDE = [' (comes first)', '', ' (comes last)'] as const;

const inBrackets = (names: readonly string[]): string => (names.length === 0 ? '' : ` (${names.join(', ')})`);

/** Ids of the preferences that speak for each rep: asked again, as a capsule keeps their sum alone. */
function preferencesOf(
  capsule: Capsule,
  content: ContentSource = () => undefined,
): (rep: string) => readonly string[] {
  const { prefer = [] } = JSON.parse(content(capsule.policy) ?? '{}') as Partial<Policy>;
  const { reps, positions } = buildRoster(
    JSON.parse(content(capsule.roster) ?? '[]') as readonly RosterRep[],
  );
  const { lead } = questionOf(capsule, { policy: defaultPolicy, reps, prices: null });
  const each = prefer.map((rule) => ({ id: rule.id, percents: compilePreferences([rule], reps)(lead) }));
  return (rep) =>
    each.filter(({ percents }) => (percents[positions.get(rep) ?? -1] ?? 0) > 0).map(({ id }) => id);
}

/** Reps whose seats are told of at most. */
const SEATS_TOLD = 8;

/** Whose seats other leads of the same step of the line wanted more, dearest first; nothing where it was decided alone. */
export function seatLines({ seats = {}, objective }: Capsule): readonly string[] {
  const dearest = Object.entries(seats).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (dearest.length === 0) return [];
  const told = dearest.slice(0, SEATS_TOLD).map(([rep, price]) => `${rep} (${seatWords(price, objective)})`);
  const more = dearest.length - told.length;
  return [
    `kept for leads behind it in the line that need them more: ${told.join(', ')}${more > 0 ? ` and ${more} others` : ''}`,
  ];
}

/** Among whom it was drawn, and with what probability, or that the day's limit was reached; nothing where it could not be. */
export function drawWords({ result, draw }: Capsule): readonly string[] {
  if (result.spent !== undefined)
    return [`not drawn: the ${grouped(result.spent)} leads that may be explored in a day have been`];
  if (result.propensities === undefined) return [];
  const before = draw?.explored === undefined ? '' : `, ${grouped(draw.explored)} explored today before it`;
  const each = result.propensities.map(([rep, propensity]) => `${rep} ${percent(propensity * 1_000_000)}`);
  return [`drawn among: ${each.join(', ')} (salt ${draw?.salt ?? 'unknown'}${before})`];
}
