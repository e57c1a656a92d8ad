import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { faultText, placedFaults } from './faults.ts';
import { type Place, yamlFile, type YamlFile } from './place.ts';
import { type RuleData, rulesFile, type RulesFile } from './schema.ts';

/** The rules that come with Leadline, in their order. */
const SHIPPED = ['junk.yaml', 'fields.yaml'].map((name) => join(import.meta.dirname, '../../rules', name));

/** A rule, and where a character of its condition stands. */
export interface PlacedRule extends RuleData {
  readonly placeOf: (offset: number) => Place;
}

/** Rules and word lists of all files together. */
export interface RuleSet {
  readonly rules: readonly PlacedRule[];
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

type RuleInFile = RulesFile['rules'][number] &
  Pick<PlacedRule, 'placeOf'> & {
    readonly at: Place;
    /** Owner of the rules of the file that name none. */
    readonly fileOwner: string | undefined;
  };

/**
 * Reads the shipped rules, and after them an operator's file: a rule of a known id changes what it names of that rule and keeps
 * its place, others follow; words are added to a list of a known name. `severity: off` takes a rule out.
 * @throws LeadlineError LEADLINE_RULE_INVALID that names file, line and column.
 */
export function readRules(own: string | null): RuleSet {
  const files = [...SHIPPED, ...(own === null ? [] : [own])].map(readFile);
  const known = new Map<string, RuleInFile>();
  for (const rule of files.flatMap(({ rules }) => rules))
    known.set(rule.id, changed(known.get(rule.id), rule));
  const lists: Record<string, readonly string[]> = {};
  for (const file of files)
    for (const [name, words] of Object.entries(file.lists)) lists[name] = [...(lists[name] ?? []), ...words];
  const rules = [...known.values()].map(whole);
  return { rules: rules.filter(({ severity }) => severity !== 'off'), lists };
}

/** The fault of a rule file, in one sentence. */
export function invalidRule(at: Place, why: string, cause?: unknown): LeadlineError {
  return new LeadlineError('LEADLINE_RULE_INVALID', `${at}: ${why}`, { where: at, cause });
}

function readFile(path: string): {
  readonly rules: readonly RuleInFile[];
  readonly lists: RulesFile['lists'];
} {
  const file = yamlFile(path, textOf(path));
  const [fault] = file.faults;
  if (fault !== undefined) throw invalidRule(fault.at, fault.message);
  const { owner, rules, lists } = checked(file);
  const placed = rules.map((rule, index) => ({
    ...rule,
    fileOwner: owner,
    at: file.placeOf(['rules', index]),
    placeOf: (offset: number) => file.placeOf(['rules', index, 'condition'], offset),
  }));
  const twice = placed.find(({ id }, index) => placed.findIndex((other) => other.id === id) < index);
  if (twice !== undefined) throw invalidRule(twice.at, `the file has a rule ${twice.id} already`);
  return { rules: placed, lists };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw invalidRule(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function checked(file: YamlFile): RulesFile {
  const result = rulesFile.safeParse(file.value ?? {});
  if (result.success) return result.data;
  const [first, ...more] = placedFaults(file, result.error);
  const said = more.map((fault) => `\n${fault.at}: ${faultText(fault)}`).join('');
  throw invalidRule(first?.at ?? '', `${first === undefined ? '' : faultText(first)}${said}`, result.error);
}

/** The rule as the later file has it; it stays with its owner unless it names another itself. */
function changed(before: RuleInFile | undefined, rule: RuleInFile): RuleInFile {
  if (before === undefined) return rule;
  const { placeOf, fileOwner: _other, ...rest } = rule;
  return { ...before, ...rest, placeOf: rule.condition === undefined ? before.placeOf : placeOf };
}

function whole(rule: RuleInFile): PlacedRule {
  const { at, id, severity, dimension, message, condition, where, placeOf } = rule;
  const { owner = rule.fileOwner } = rule;
  const missing = Object.entries({ severity, dimension, owner, message, condition })
    .filter(([, value]) => value === undefined)
    .map(([name]) => name);
  if (
    severity === undefined ||
    dimension === undefined ||
    owner === undefined ||
    message === undefined ||
    condition === undefined
  )
    throw invalidRule(at, `the rule ${id} has no ${missing.join(' and no ')}`);
  return { id, severity, dimension, owner, message, condition, ...(where && { where }), placeOf };
}
