import type { ExcludedBy, RequireRule } from '../policy/rules.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { joinedSpans } from './away.ts';
import type { WorkTime } from './hours.ts';

/** A rep as routing sees one. */
export interface RosterRep extends WorkTime {
  readonly repId: string;
  readonly active: boolean;
  readonly territories: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly tier: string;
  readonly timeZone: string;
  readonly capacity: number;
  readonly dailyCap: number;
}

type Rules = readonly RequireRule[];

/** All reps of a workspace in the order of their ids, with what is derived from them. */
export interface Roster {
  readonly reps: readonly RosterRep[];
  readonly positions: ReadonlyMap<string, number>;
  readonly zones: readonly string[];
  /** One rep for each different shift. */
  readonly shifts: readonly RosterRep[];
  /** Number of each rep's shift: reps with the same one are at work at the same times. See byShift. */
  readonly shiftOf: readonly number[];
  /** Static exclusions per kind of lead: filled as leads come. */
  readonly fits: Map<string, Uint8Array>;
  /** The same by the lead's own facts, with the rules that were asked. */
  readonly fitsOf: WeakMap<object, { readonly rules: Rules | undefined; readonly fit: Uint8Array }>;
  /** A policy's rules, compiled for this roster. */
  readonly excludedBy: WeakMap<Rules, ExcludedBy>;
  /** Position in a list of the model's reps per rep, -1 where absent: filled as lists come. */
  readonly columns: Map<string, Int32Array>;
}

/** Sorts reps and indexes them. */
export function buildRoster(reps: Iterable<RosterRep>): Roster {
  const sorted = [...reps].toSorted((a, b) => (a.repId < b.repId ? -1 : 1));
  const shifts = new Map<string, RosterRep>();
  const numbers = new Map<string, number>();
  const shiftOf = sorted.map((rep) => {
    const shift = `${rep.timeZone} ${rep.workDays.join()} ${rep.workStart} ${rep.workEnd} ${JSON.stringify(rep.away)}`;
    if (rep.active && !shifts.has(shift)) shifts.set(shift, rep);
    const number = numbers.get(shift) ?? numbers.size;
    numbers.set(shift, number);
    return number;
  });
  return {
    reps: sorted,
    positions: new Map(sorted.map((rep, position) => [rep.repId, position])),
    zones: [...new Set(sorted.map((rep) => rep.timeZone))].toSorted(),
    shifts: [...shifts.values()],
    shiftOf,
    fits: new Map(),
    fitsOf: new WeakMap(),
    excludedBy: new WeakMap(),
    columns: new Map(),
  };
}

/** What follows from a rep's hours alone, by the rep's place in the roster: worked out once for each shift, of which a team has few. */
export function byShift<T>(
  { reps, shiftOf }: Pick<Roster, 'reps' | 'shiftOf'>,
  of: (rep: RosterRep) => T,
): (index: number) => T {
  const known: (T | undefined)[] = [];
  return (index) => (known[shiftOf[index] ?? 0] ??= of(reps[index] as RosterRep));
}

/** The roster as canonical JSON: the body that capsules name by hash. It holds no names and no contact data. */
export function rosterBody(roster: Roster): string {
  return canonicalJson(roster.reps);
}

/** Only what routing needs, whatever else the event carries. Without absences it has the bytes that it had before there were any. */
export function toRosterRep(rep: RosterRep): RosterRep {
  const away = joinedSpans(rep.away ?? []);
  return {
    repId: rep.repId,
    active: rep.active,
    territories: rep.territories,
    skills: rep.skills,
    languages: rep.languages,
    tier: rep.tier,
    timeZone: rep.timeZone,
    workDays: rep.workDays,
    workStart: rep.workStart,
    workEnd: rep.workEnd,
    capacity: rep.capacity,
    dailyCap: rep.dailyCap,
    ...(away.length > 0 ? { away } : {}),
  };
}

/** Where each rep of the roster stands in a list of rep ids; -1: not in it. */
export function columnOf(roster: Roster, name: string, list: readonly string[]): Int32Array {
  const known = roster.columns.get(name);
  if (known !== undefined) return known;
  const positions = new Map(list.map((repId, position) => [repId, position]));
  const column = Int32Array.from(roster.reps, (rep) => positions.get(rep.repId) ?? -1);
  roster.columns.set(name, column);
  return column;
}
