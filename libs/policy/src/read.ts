import { readFileSync } from 'node:fs';
import { LeadlineError } from '@leadline/contracts';
import {
  ALWAYS,
  type Condition,
  type Holidays,
  type Overflow,
  parsePolicy,
  type Policy,
  type PreferRule,
  type RequireRule,
} from '@leadline/domain';
import {
  faultText,
  holidayList,
  type Place,
  placedFaults,
  yamlFile,
  type YamlFile,
} from '@leadline/reference';
import { ConditionFault, readCondition } from './condition.ts';
import type { About } from './environment.ts';
import type { Finding } from './finding.ts';
import type { Names } from './names.ts';
import { Room, TOO_MUCH } from './room.ts';
import { type PolicyFile, policyFile, SETTINGS } from './schema.ts';
import { territoryConditions } from './territory.ts';

type Path = readonly PropertyKey[];

/** A hard rule, and where the file says it: in `rules`, or by the team of a territory. */
export interface PlacedRule extends RequireRule {
  readonly path: Path;
}

/** A policy file that has been read: every reference in it is known, every condition is checked. */
export interface PolicyDocument {
  readonly data: PolicyFile;
  /** What the engine obeys, hard rules included. */
  readonly settings: Policy;
  readonly rules: readonly PlacedRule[];
  readonly names: Names;
  readonly placeOf: (path: Path) => Place;
}

export type ReadPolicy =
  | { readonly ok: true; readonly policy: PolicyDocument }
  | { readonly ok: false; readonly faults: readonly Finding[] };

/** Reads a policy from YAML; `file` is its name for people. All that is wrong is told, each with its line and column. */
export function readPolicy(file: string, text: string): ReadPolicy {
  const yaml = yamlFile(file, text);
  if (yaml.faults.length > 0)
    return { ok: false, faults: yaml.faults.map(({ at, message }) => invalid(at, message)) };
  const result = policyFile.safeParse(yaml.value ?? {});
  if (!result.success)
    return {
      ok: false,
      faults: placedFaults(yaml, result.error).map((fault) => invalid(fault.at, faultText(fault))),
    };
  return compiled(result.data, yaml);
}

/**
 * Reads a policy file.
 * @throws LeadlineError LEADLINE_FILE_UNREADABLE, or LEADLINE_POLICY_INVALID that names each fault with line and column
 */
export function loadPolicy(file: string): PolicyDocument {
  const read = readPolicy(file, textOf(file));
  if (read.ok) return read.policy;
  throw invalidPolicy(read.faults);
}

/** The refusal of a policy. */
export function invalidPolicy(faults: readonly Pick<Finding, 'at' | 'what'>[]): LeadlineError {
  const lines = faults.map(({ at, what }) => `${at}: ${what}`);
  return new LeadlineError('LEADLINE_POLICY_INVALID', lines.join('\n'), { where: faults[0]?.at ?? '' });
}

/** Throws LEADLINE_FILE_UNREADABLE. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be read.`, { where: file, cause });
  }
}

const invalid = (at: Place, what: string): Finding => ({
  code: 'INVALID',
  severity: 'error',
  at,
  what,
  mend: 'Correct this place; docs/policy.md describes every key.',
});

/** Reads conditions and references, and keeps on where one is wrong. */
class Reader {
  readonly faults: Finding[] = [];
  readonly names = {
    segment: new Map<string, Condition>(),
    team: new Map<string, Condition>(),
    territory: new Map<string, Condition>(),
  };
  readonly yaml: YamlFile;
  readonly #room = new Room();

  constructor(yaml: YamlFile) {
    this.yaml = yaml;
  }

  condition(text: string, about: About, path: Path): Condition {
    try {
      return readCondition(text, about, this.names, this.#room);
    } catch (error) {
      if (!(error instanceof ConditionFault)) throw error;
      this.faults.push(invalid(this.yaml.placeOf(path, error.offset), error.message));
      return ALWAYS;
    }
  }

  /** A condition that the file does not write itself; of one for which there is no room, a fault. */
  written(condition: Condition, path: Path): Condition {
    if (this.#room.take(condition)) return condition;
    this.faults.push(invalid(this.yaml.placeOf(path), TOO_MUCH));
    return ALWAYS;
  }

  team(name: string, path: Path): Condition {
    return this.names.team.get(name) ?? this.unknown('team', name, path);
  }

  /** Whether a rep is in a team that a setting names. */
  members(name: string, path: Path): Condition {
    const at = [...path, 'team'];
    return this.written(this.team(name, at), at);
  }

  unknown(kind: string, name: string, path: Path): Condition {
    this.faults.push(invalid(this.yaml.placeOf(path), `there is no ${kind} ${name}`));
    return ALWAYS;
  }
}

function compiled(data: PolicyFile, yaml: YamlFile): ReadPolicy {
  const reader = new Reader(yaml);
  nameAll(data, reader);
  const own = data.rules.map((rule, index) => ruleIn(rule, index, reader));
  const rules = [...territoryRules(data, reader), ...own.flatMap(({ hard }) => hard)];
  const prefer = own.flatMap(({ soft }) => soft);
  const weights = data.weights.map((weight, index) => ({
    ...weight,
    members: reader.members(weight.team, ['weights', index]),
  }));
  const caps = data.caps.map((cap, index) => ({
    ...cap,
    members: reader.members(cap.team, ['caps', index]),
  }));
  checkReferences(data, reader);
  const given = { ...Object.fromEntries(SETTINGS.map((key) => [key, data[key]])), ...workIn(data, reader) };
  const hard = rules.map(({ id, when, require }) => ({ id, when, require }));
  const { relax, transfer } = data;
  const steps = { relax, overflow: overflowOf(data, reader), transfer };
  const holidays = holidaysOf(data, reader);
  const parsed = parsePolicy(
    JSON.stringify({ ...given, rules: hard, prefer, caps, weights, holidays, ...steps }),
  );
  if (!parsed.ok) reader.faults.push(...parsed.errors.map((why) => invalid(yaml.placeOf([]), why)));
  if (!parsed.ok || reader.faults.length > 0) return { ok: false, faults: reader.faults };
  const { names } = reader;
  return {
    ok: true,
    policy: { data, settings: parsed.policy, rules, names, placeOf: (path) => yaml.placeOf(path) },
  };
}

function nameAll({ territories, segments, teams }: PolicyFile, reader: Reader): void {
  for (const [name, condition] of territoryConditions(territories))
    reader.names.territory.set(name, condition);
  for (const [name, text] of Object.entries(segments))
    reader.names.segment.set(name, reader.condition(text, 'lead', ['segments', name]));
  for (const [name, team] of Object.entries(teams))
    reader.names.team.set(
      name,
      'reps' in team
        ? { op: 'in', left: { rep: 'repId' }, right: { value: team.reps } }
        : reader.condition(team.where, 'rep', ['teams', name, 'where']),
    );
}

function territoryRules({ territories }: PolicyFile, reader: Reader): readonly PlacedRule[] {
  return Object.entries(territories).flatMap(([name, { team }]) => {
    if (team === undefined) return [];
    const path = ['territories', name, 'team'];
    const when = reader.written(reader.names.territory.get(name) ?? ALWAYS, path);
    const require = reader.written(reader.team(team, path), path);
    return [{ id: `territory-${name}`, when, require, path }];
  });
}

/** A rule of the file is either a hard one or a preference. */
interface OwnRule {
  readonly hard: readonly PlacedRule[];
  readonly soft: readonly PreferRule[];
}

function ruleIn(rule: PolicyFile['rules'][number], index: number, reader: Reader): OwnRule {
  const { id, when, require, prefer, percent } = rule;
  const path = ['rules', index];
  const applies = when === undefined ? ALWAYS : reader.condition(when, 'lead', [...path, 'when']);
  if (prefer !== undefined && percent !== undefined) {
    const condition = reader.condition(prefer, 'both', [...path, 'prefer']);
    return { hard: [], soft: [{ id, when: applies, prefer: condition, percent }] };
  }
  const condition = reader.condition(require ?? 'true', 'both', [...path, 'require']);
  return { hard: [{ id, when: applies, require: condition, path }], soft: [] };
}

/** What is known of the work of leads, if the file says anything of it. */
function workIn({ work }: PolicyFile, reader: Reader): { readonly work?: object } {
  if (work?.kinds === undefined) return {};
  const kinds = work.kinds.map(({ when, minutes }, index) => ({
    when: reader.condition(when, 'lead', ['work', 'kinds', index, 'when']),
    minutes,
  }));
  return { work: { ...work, kinds } };
}

function overflowOf({ overflow }: PolicyFile, reader: Reader): Overflow | undefined {
  if (overflow === undefined) return undefined;
  const { afterMinutes, team } = overflow;
  const path = ['overflow', 'team'];
  return { afterMinutes, team, members: reader.written(reader.team(team, path), path) };
}

/** Names of calendars are looked up here, for all years that are known: what is released and decided by are days. */
function holidaysOf({ holidays, teams }: PolicyFile, reader: Reader): readonly Holidays[] {
  const everybody = { ...holidayList(holidays), members: ALWAYS };
  const ofTeams = Object.entries(teams).map(([team, said]) => {
    const list = holidayList(said.holidays ?? []);
    const members = list.days.length === 0 ? ALWAYS : reader.members(team, ['teams', team]);
    return { ...list, team, members };
  });
  return [everybody, ...ofTeams].filter(({ days }) => days.length > 0);
}

/** Ids of the rules that the teams of territories make. */
const territoryIds = ({ territories }: PolicyFile): readonly string[] =>
  Object.entries(territories).flatMap(([name, { team }]) =>
    team === undefined ? [] : [`territory-${name}`],
  );

function checkReferences(data: PolicyFile, reader: Reader): void {
  const { rules, relax } = data;
  const ids = rules.map(({ id }) => id);
  const made = territoryIds(data);
  const hard = rules.flatMap(({ id, require }) => (require === undefined ? [] : [id]));
  const known = [...hard, ...made];
  for (const [index, id] of ids.entries())
    if (ids.indexOf(id) < index || made.includes(id))
      reader.faults.push(
        invalid(reader.yaml.placeOf(['rules', index, 'id']), `there is a rule ${id} already`),
      );
  for (const [index, { drop }] of relax.entries())
    for (const [position, id] of drop.entries())
      if (!known.includes(id)) reader.unknown('rule', id, ['relax', index, 'drop', position]);
}
