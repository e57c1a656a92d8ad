import type { Exclusion } from './candidates.ts';
import type { Choice } from './choose.ts';
import type { Policy } from './policy.ts';
import type { Match } from './question.ts';
import { MOST_CENTS } from './value.ts';

/** Whole number with thousands separated: 5,482. */
export function grouped(value: number): string {
  const digits = String(Math.abs(Math.round(value)));
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return `${value < 0 ? '-' : ''}${groups.join(',')}`;
}

/** Millionths as a percentage: 31 %, below ten with one decimal. */
export function percent(millionths: number): string {
  return millionths < 100_000
    ? `${Math.round(millionths / 1000) / 10} %`
    : `${Math.round(millionths / 10_000)} %`;
}

/** A price in words: money, or chance to win. */
export function priced(price: number, objective: Policy['objective']): string {
  return objective === 'value' ? grouped(price / 100) : percent(price);
}

/** What a rep's next seat is worth to other leads, in words. */
export function seatWords(price: number, objective: Policy['objective']): string {
  return price < MOST_CENTS ? priced(price, objective) : 'a lead that would find nobody else';
}

/** Minutes of work that wait: 2.5 h of work wait. */
export function waiting(minutes: number): string {
  return minutes === 0 ? 'no work waits' : `${Math.ceil(minutes / 6) / 10} h of work wait`;
}

/** Exclusions in words. */
export const EXCLUSION_WORDS: Readonly<Record<Exclusion, string>> = {
  CANDIDATE: 'candidate',
  INACTIVE: 'not active',
  TERRITORY: 'other territory',
  SKILL: 'does not sell the product',
  LANGUAGE: 'other language',
  DECLINED: 'has given this lead back',
  ZONE_UNKNOWN: 'time zone unknown',
  OUT_OF_HOURS: 'outside working hours',
  AT_CAPACITY: 'at capacity',
  DAILY_CAP: 'daily cap reached',
  RULE: 'ruled out by the policy',
  TEAM_HOUR_CAP: "hourly cap of the rep's team reached",
  TEAM_DAY_CAP: "daily cap of the rep's team reached",
  TEAM_WEEK_CAP: "weekly cap of the rep's team reached",
};

/** What waiting has changed; null: it has not changed the way of the lead. */
export function easedLine({ path, eased }: Pick<Choice, 'path' | 'eased'>, waited: number): string | null {
  if (eased === undefined || (path !== 'overflow' && !path.startsWith('relaxed-'))) return null;
  const after = `after ${waited} min of waiting`;
  if (path === 'overflow')
    return `${after} by the team ${eased.team ?? ''} whatever rules and territories say`;
  const rules = eased.dropped.length === 1 ? 'rule' : 'rules';
  return `${after} without the ${rules} ${eased.dropped.join(', ')}`;
}

/** What the one line is made of. */
export interface Said {
  readonly reason: Choice['reason'];
  readonly among: number;
  readonly reps: number;
  readonly objective: Policy['objective'];
  readonly expectedValue: number;
  /** The match that was chosen, or else the best; undefined: there is none. */
  readonly match: Pick<Match, 'chance' | 'price' | 'preferred' | 'due' | 'seat'> | undefined;
  readonly forgone: Choice['forgone'];
  /** See {@link Choice.to}. */
  readonly to?: Choice['to'];
}

/** Why the lead went where it went, in one line. */
export function reasonLine(said: Said): string {
  const among = `among ${said.among} of ${said.reps} reps`;
  const worth = worthLine(said);
  const lines: Record<Choice['reason'], string> = {
    COMMANDED: 'named by a command',
    ACCOUNT_OWNER: 'owner of the account',
    EARLIER_REP: "rep of the person's earlier lead",
    ROTATION:
      said.match?.due === undefined
        ? `round robin: longest without a new lead ${among}`
        : `weighted round robin: the first turn due ${among}`,
    HIGHEST_VALUE: `highest ${worth} ${among}`,
    FAIR_SHARE: `fair share${givenUp(said)}: ${worth} ${among}`,
    EXPLORED: `explored${givenUp(said)}: ${worth} ${among}`,
    HANDED_ON: `no candidate ${among}: handed on to the workspace ${said.to ?? ''}`,
    OWNER_OUT_OF_HOURS: "waits for its owner's working hours",
    NO_CANDIDATE: `no candidate ${among}`,
  };
  return lines[said.reason];
}

function worthLine({ match, objective, expectedValue }: Said): string {
  const { chance = 0, price = 0, preferred = 0, seat = 0 } = match ?? {};
  const odds = `P(win) ${percent(chance)}`;
  const worth = objective === 'value' ? `value: ${odds} x ${grouped(expectedValue)}` : `chance: ${odds}`;
  const more = preferred > 0 ? ` plus ${preferred} % by preference` : '';
  const less = price > 0 ? ` less ${priced(price, objective)} for the time` : '';
  const kept = seat > 0 ? ` less ${seatWords(seat, objective)} for leads behind it` : '';
  return `${worth}${more}${less}${kept}`;
}

/** What the chosen rep counts less than whom worth alone would choose. */
function givenUp({ forgone, objective }: Said): string {
  return forgone === undefined ? '' : `, for ${priced(forgone.worth, objective)} less than ${forgone.rep}`;
}
