import { type ASTNode, type Environment, ParseError } from '@marcbachmann/cel-js';
import type { Finding, LeadView, Rules } from '@leadline/domain';
import { celLead, environmentOf } from './environment.ts';
import { invalidRule, type PlacedRule, type RuleSet } from './files.ts';

type Values = ReturnType<typeof celLead>;

interface Compiled {
  readonly finding: Finding;
  readonly applies: (lead: LeadView['lead']) => boolean;
  /** Throws where the lead makes the condition fail, such as a number read from a text that is none. */
  readonly holds: (values: Values) => boolean;
}

/**
 * Compiles rules once; the result judges leads, and never throws: a condition that fails on a lead does not hold for it, and
 * the finding RULE_FAILED says so.
 * @throws LeadlineError LEADLINE_RULE_INVALID that names file, line and column of a condition that cannot be used.
 */
export function compileRules({ rules, lists }: RuleSet): Rules['findings'] {
  const environment = environmentOf(lists);
  const compiled = rules.map((rule) => compile(rule, environment));
  return (view) => {
    const values = celLead(view);
    return compiled.flatMap(({ finding, applies, holds }) => {
      if (!applies(view.lead)) return [];
      try {
        return holds(values) ? [finding] : [];
      } catch {
        return [failed(finding)];
      }
    });
  };
}

function compile(rule: PlacedRule, environment: Environment): Compiled {
  const { id: code, severity, dimension, message, where } = rule;
  if (severity === 'off') throw new Error(`Rule ${code} is off.`);
  const holds = conditionOf(rule, environment);
  return {
    finding: { code, severity, dimension, message },
    applies: ({ source, workspace }) =>
      (where?.sources?.includes(source) ?? true) && (where?.workspaces?.includes(workspace) ?? true),
    holds: (values) => holds(values) === true,
  };
}

/** The condition, parsed and checked: its names exist, its types fit, its patterns can be used, and it is a yes or no. */
function conditionOf({ id, condition, placeOf }: PlacedRule, environment: Environment) {
  const invalid = (offset: number, why: string) => invalidRule(placeOf(offset), `condition of ${id}: ${why}`);
  try {
    const parsed = environment.parse(condition);
    const { type, error } = parsed.check();
    if (error !== undefined) throw invalid(error.range?.start ?? 0, error.summary);
    if (type !== 'bool') throw invalid(0, `it has to be true or false, and is of the type ${String(type)}`);
    for (const { start, args: pattern } of patternsIn(parsed.ast)) {
      const fault = typeof pattern === 'string' ? patternFault(pattern) : null;
      if (fault !== null) throw invalid(start, fault);
    }
    return parsed;
  } catch (error) {
    if (error instanceof ParseError) throw invalid(error.range?.start ?? 0, error.summary);
    throw error;
  }
}

/** Patterns of `matches` that stand in the condition itself: a broken one would show with the first lead only. */
function* patternsIn(node: unknown): Generator<ASTNode> {
  if (Array.isArray(node)) for (const each of node) yield* patternsIn(each);
  if (typeof node !== 'object' || node === null || !('op' in node)) return;
  const { op, args } = node as ASTNode;
  if (op === 'rcall' && args[0] === 'matches')
    yield* args[2].filter((each) => each.op === 'value') as readonly ASTNode[];
  yield* patternsIn(args);
}

function patternFault(pattern: string): string | null {
  try {
    RegExp(pattern).test('');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Says that a rule could not be judged, and nothing of what the lead holds. */
function failed({ code, dimension }: Finding): Finding {
  const message = `The rule ${code} could not be judged: its condition fails on this lead.`;
  return { code: 'RULE_FAILED', severity: 'info', dimension, message };
}
