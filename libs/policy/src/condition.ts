import {
  ALWAYS,
  type Comparison,
  type Condition,
  LEAD_FACTS,
  NEVER,
  type Operand,
  REP_FACTS,
  type RepFact,
} from '@leadline/domain';
import { type ASTNode, ParseError } from '@marcbachmann/cel-js';
import { type About, ENVIRONMENTS } from './environment.ts';
import { isNaming, type Names } from './names.ts';
import { type Room, TOO_MUCH } from './room.ts';

/** Why a condition cannot be used, and at which of its characters. */
export class ConditionFault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.name = 'ConditionFault';
    this.offset = offset;
  }
}

/**
 * Reads a condition in CEL into plain data: parsed and type-checked by the library, then taken apart. What routing can ask is a
 * part of CEL: facts of lead and rep, texts, numbers and lists of them, comparisons, `in`, startsWith, endsWith, contains,
 * `&&`, `||`, `!`, and the names of segments, teams and territories.
 * @throws ConditionFault, also when `room` is used up
 */
export function readCondition(text: string, about: About, names: Names, room: Room): Condition {
  return conditionIn(parsed(text, about), { names, room });
}

interface Context {
  readonly names: Names;
  readonly room: Room;
}

function parsed(text: string, about: About): ASTNode {
  try {
    const read = ENVIRONMENTS[about].parse(text);
    const { type, error } = read.check();
    if (error !== undefined) throw new ConditionFault(error.range?.start ?? 0, error.summary);
    if (type !== 'bool')
      throw new ConditionFault(0, `it has to be true or false, and is of the type ${String(type)}`);
    return read.ast;
  } catch (error) {
    if (error instanceof ParseError) throw new ConditionFault(error.range?.start ?? 0, error.summary);
    throw error;
  }
}

const COMPARED: readonly Comparison[] = ['==', '!=', '<', '<=', '>', '>=', 'in'];
const TEXT_METHODS: readonly Comparison[] = ['startsWith', 'endsWith', 'contains'];

function conditionIn(node: ASTNode, context: Context): Condition {
  if (node.op === '&&') return joined('and', node.args, context);
  if (node.op === '||') return joined('or', node.args, context);
  if (node.op === '!_') return { op: 'not', of: [conditionIn(node.args, context)] };
  const condition = partIn(node, context.names);
  if (!context.room.take(condition)) throw new ConditionFault(node.start, TOO_MUCH);
  return condition;
}

function partIn(node: ASTNode, names: Names): Condition {
  if (node.op === 'rcall') return textCompared(node);
  if (node.op === 'call') return named(node, names);
  if (node.op === 'value') return node.args === true ? ALWAYS : NEVER;
  return compared(node);
}

function compared(node: ASTNode): Condition {
  const op = COMPARED.find((known) => known === node.op);
  if (op === undefined) throw unusable(node);
  const [left, right] = node.args as [ASTNode, ASTNode];
  return { op, left: singleIn(left), right: op === 'in' ? operandIn(right) : singleIn(right) };
}

/** `lead.source.startsWith("paid")` */
function textCompared(node: Extract<ASTNode, { op: 'rcall' }>): Condition {
  const [name, receiver, [argument]] = node.args;
  const op = TEXT_METHODS.find((known) => known === name);
  if (op === undefined || argument === undefined) throw unusable(node);
  return { op, left: operandIn(receiver), right: operandIn(argument) };
}

/** `a && b && c` in one list. */
function joined(op: 'and' | 'or', parts: readonly ASTNode[], context: Context): Condition {
  const of = parts.flatMap((part) => {
    const condition = conditionIn(part, context);
    return condition.op === op && 'of' in condition ? condition.of : [condition];
  });
  return { op, of };
}

function named(node: Extract<ASTNode, { op: 'call' }>, names: Names): Condition {
  const [name, [argument]] = node.args;
  if (!isNaming(name) || argument === undefined) throw unusable(node);
  if (argument.op !== 'value' || typeof argument.args !== 'string')
    throw new ConditionFault(argument.start, `${name} takes a name in quotes`);
  const known = names[name].get(argument.args);
  if (known !== undefined) return known;
  const all = [...names[name].keys()].join(', ') || 'none';
  throw new ConditionFault(
    argument.start,
    `there is no ${name} ${argument.args} up to here; there are: ${all}`,
  );
}

const LISTS: readonly string[] = ['territories', 'skills', 'languages'] satisfies RepFact[];

/** What is no list: lists are asked with `in`. */
function singleIn(node: ASTNode): Operand {
  if (node.op === 'list' || (node.op === '.' && LISTS.includes(node.args[1])))
    throw new ConditionFault(node.start, 'a list can only be asked with `in`');
  return operandIn(node);
}

function operandIn(node: ASTNode): Operand {
  if (node.op === '.') return factIn(node);
  if (node.op === 'list') return { value: node.args.map(literalIn) as readonly string[] | readonly number[] };
  return { value: literalIn(node) };
}

function factIn(node: Extract<ASTNode, { op: '.' }>): Operand {
  const [of, name] = node.args;
  const lead = LEAD_FACTS.find((fact) => fact === name);
  const rep = REP_FACTS.find((fact) => fact === name);
  if (of.op === 'id' && of.args === 'lead' && lead !== undefined) return { lead };
  if (of.op === 'id' && of.args === 'rep' && rep !== undefined) return { rep };
  throw unusable(node);
}

function literalIn(node: ASTNode): string | number | boolean {
  const value =
    node.op === '-_' && node.args.op === 'value'
      ? negative(node.args.args)
      : node.op === 'value'
        ? node.args
        : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw unusable(node);
}

const negative = (value: unknown): unknown =>
  typeof value === 'bigint' || typeof value === 'number' ? -value : null;

const unusable = ({ input, start, end }: ASTNode): ConditionFault =>
  new ConditionFault(
    start,
    `${input.slice(start, end)} cannot be used here: a condition of routing compares facts with values or with each other (docs/policy.md lists all it can do)`,
  );
