import { type Compared, type Comparison, type Condition, isCompared, type Operand } from '@leadline/domain';

/** What a condition leaves of one fact. */
export interface Range {
  /** All values that it may have; null: any. */
  readonly among: ReadonlySet<unknown> | null;
  readonly without: ReadonlySet<unknown>;
  readonly low: Bound;
  readonly high: Bound;
}

interface Bound {
  readonly value: number;
  readonly open: boolean;
}

/** What a condition leaves of the facts that it names, by name of the fact: `lead.country`. Parts with `||` are not looked into. */
export type Reach = ReadonlyMap<string, Range>;

const ANY: Range = {
  among: null,
  without: new Set(),
  low: { value: -Infinity, open: false },
  high: { value: Infinity, open: false },
};

const MIRRORED: Partial<Readonly<Record<Comparison, Comparison>>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const factName = (operand: Operand): string | null =>
  'lead' in operand ? `lead.${operand.lead}` : 'rep' in operand ? `rep.${operand.rep}` : null;

/** A comparison of a fact with a value, the fact on the left; null: it is something else. */
export function factAndValue(compared: Compared): {
  readonly fact: string;
  readonly op: Comparison;
  readonly value: unknown;
} | null {
  const { op, left, right } = compared;
  const [leftFact, rightFact] = [factName(left), factName(right)];
  if (leftFact !== null && 'value' in right) return { fact: leftFact, op, value: right.value };
  const mirrored = MIRRORED[op];
  if (rightFact !== null && 'value' in left && mirrored !== undefined)
    return { fact: rightFact, op: mirrored, value: left.value };
  return null;
}

/** The parts of which all have to hold. */
const conjuncts = (condition: Condition): readonly Condition[] =>
  condition.op === 'and' && !isCompared(condition) ? condition.of.flatMap(conjuncts) : [condition];

export function reachOf(condition: Condition): Reach {
  const reach = new Map<string, Range>();
  for (const part of conjuncts(condition)) {
    const negated = part.op === 'not' && !isCompared(part) ? part.of[0] : undefined;
    const compared = negated ?? part;
    const said = isCompared(compared) ? factAndValue(compared) : null;
    if (said === null) continue;
    const range = reach.get(said.fact) ?? ANY;
    reach.set(said.fact, negated === undefined ? narrowed(range, said) : excepted(range, said));
  }
  return reach;
}

interface Said {
  readonly op: Comparison;
  readonly value: unknown;
}

function narrowed(range: Range, { op, value }: Said): Range {
  switch (op) {
    case '==':
      return { ...range, among: kept(range.among, [value]) };
    case 'in':
      return { ...range, among: kept(range.among, value as readonly unknown[]) };
    case '!=':
      return { ...range, without: new Set([...range.without, value]) };
    case '<':
    case '<=':
      return { ...range, high: lower(range.high, { value: Number(value), open: op === '<' }) };
    case '>':
    case '>=':
      return { ...range, low: higher(range.low, { value: Number(value), open: op === '>' }) };
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'between':
      break;
  }
  return range;
}

/** `!(country in [...])`, `!(country == ...)`; other denials are not looked into. */
function excepted(range: Range, { op, value }: Said): Range {
  if (op !== '==' && op !== 'in') return range;
  const values = op === 'in' ? (value as readonly unknown[]) : [value];
  return { ...range, without: new Set([...range.without, ...values]) };
}

const kept = (among: Range['among'], values: readonly unknown[]): ReadonlySet<unknown> =>
  new Set(values.filter((value) => among === null || among.has(value)));

const higher = (a: Bound, b: Bound): Bound => (b.value > a.value || (b.value === a.value && b.open) ? b : a);
const lower = (a: Bound, b: Bound): Bound => (b.value < a.value || (b.value === a.value && b.open) ? b : a);

/** Whether no value is left. */
export function isEmpty({ among, without, low, high }: Range): boolean {
  if (low.value > high.value || (low.value === high.value && (low.open || high.open))) return true;
  return among !== null && ![...among].some((value) => !without.has(value) && inside(value, low, high));
}

function inside(value: unknown, low: Bound, high: Bound): boolean {
  if (typeof value !== 'number') return true;
  return (
    (value > low.value || (value === low.value && !low.open)) &&
    (value < high.value || (value === high.value && !high.open))
  );
}

/** Whether `b` holds wherever `a` does, as far as that can be read from both; false: not for certain. */
export function implies(a: Condition, b: Condition): boolean {
  const said = new Set(conjuncts(a).map((part) => JSON.stringify(part)));
  const reach = reachOf(a);
  return conjuncts(b).every((part) => said.has(JSON.stringify(part)) || isGiven(reach, part));
}

function isGiven(reach: Reach, part: Condition): boolean {
  const negated = part.op === 'not' && !isCompared(part) ? part.of[0] : undefined;
  const compared = negated ?? part;
  const said = isCompared(compared) ? factAndValue(compared) : null;
  const range = said === null ? undefined : reach.get(said.fact);
  if (said === null || range === undefined) return false;
  return negated === undefined ? covers(range, said) : isRuledOut(range, said);
}

function covers({ among, low, high, ...range }: Range, { op, value }: Said): boolean {
  switch (op) {
    case '==':
      return among !== null && [...among].every((one) => one === value);
    case 'in':
      return among !== null && [...among].every((one) => (value as readonly unknown[]).includes(one));
    case '!=':
      return isRuledOut({ among, low, high, ...range }, { op: '==', value });
    case '<':
      return high.value < Number(value) || (high.value === value && high.open);
    case '<=':
      return high.value <= Number(value);
    case '>':
      return low.value > Number(value) || (low.value === value && low.open);
    case '>=':
      return low.value >= Number(value);
    case 'startsWith':
    case 'endsWith':
    case 'contains':
    case 'between':
      break;
  }
  return false;
}

function isRuledOut({ among, without }: Range, { op, value }: Said): boolean {
  if (op !== '==' && op !== 'in') return false;
  const values = op === 'in' ? (value as readonly unknown[]) : [value];
  return values.every((one) => without.has(one) || (among !== null && !among.has(one)));
}
