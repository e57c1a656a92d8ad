import { isCompared, type Condition } from '../policy/condition.ts';
import type { Choice } from './choose.ts';
import type { Question } from './question.ts';
import { centsOf, MOST_CENTS } from './value.ts';

type Decide = (change: Partial<Question>) => Choice;

/** Twenty on the log-odds: P(win) is all but certain. */
const CERTAIN = 20_000_000;
/** Values that conditions of the policy name, tried on each side: the nearest ones. */
const MOST_NAMED = 10;

/** The first of the whole numbers after `not` up to `is` for which something holds: it holds for `is`, and not for `not`. */
function firstOf(not: number, is: number, holds: (value: number) => boolean): number {
  let [low, high] = [not, is];
  while (Math.abs(high - low) > 1) {
    const middle = Math.trunc((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The decision at the least win logit at which a rep gets the lead; null: at none. */
export function leastChance(
  { roster, logits, lead }: Question,
  repId: string,
  decide: Decide,
): Choice | null {
  const index = roster.positions.get(repId) ?? -1;
  const now = logits[index] ?? lead.leadLogit;
  const at = (logit: number): Choice => decide({ logits: logits.with(index, logit) });
  const wins = (logit: number): boolean => at(logit).rep === repId;
  if (wins(now) || !wins(now + CERTAIN)) return null;
  return at(firstOf(now, now + CERTAIN, wins));
}

/** The decision at the nearest other value of the lead, to the cent, at which there is another answer. */
export interface AtValue {
  readonly value: number;
  readonly choice: Choice;
}

export const valueAbove = (question: Question, decide: Decide): AtValue | null =>
  nearest(question, decide, (cents, from) => cents > from, MOST_CENTS);

export const valueBelow = (question: Question, decide: Decide): AtValue | null =>
  nearest(question, decide, (cents, from) => cents < from, 0);

/**
 * Between two values that the policy's conditions name, the candidates are the same, and what each is worth rises in a straight
 * line: the answer keeps to one span of values, and halving finds its end.
 */
function nearest(
  question: Question,
  decide: Decide,
  isBeyond: (cents: number, from: number) => boolean,
  end: number,
): AtValue | null {
  const { lead, policy } = question;
  const from = centsOf(lead.expectedValue);
  const at = (cents: number): Choice => decide({ lead: { ...lead, expectedValue: cents / 100 } });
  const { rep } = at(from);
  const isOther = (cents: number): boolean => at(cents).rep !== rep;
  const named = [
    ...(policy.rules ?? []).flatMap(({ when, require }) => [...valuesIn(when), ...valuesIn(require)]),
    ...(policy.prefer ?? []).flatMap(({ when, prefer }) => [...valuesIn(when), ...valuesIn(prefer)]),
    ...(policy.work?.kinds ?? []).flatMap(({ when }) => [...valuesIn(when)]),
    // Beyond it nothing is drawn.
    ...(question.draw?.top == null ? [] : [question.draw.top / 100]),
  ];
  const around = [...new Set(named)]
    .map((value) => centsOf(value))
    .toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))
    .filter((cents) => isBeyond(cents, from))
    .slice(0, MOST_NAMED)
    .flatMap((cents) => [cents - 1, cents, cents + 1])
    .filter((cents) => isBeyond(cents, from) && !isBeyond(cents, end));
  let before = from;
  for (const cents of [...around, end].toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from))) {
    if (isOther(cents)) {
      const first = firstOf(before, cents, isOther);
      return { value: first / 100, choice: at(first) };
    }
    before = cents;
  }
  return null;
}

/** Numbers with which a condition compares the lead's expected value. */
function* valuesIn(condition: Condition): Generator<number> {
  if (!isCompared(condition)) {
    for (const part of condition.of) yield* valuesIn(part);
    return;
  }
  const { left, right } = condition;
  const asks = [left, right].some((operand) => 'lead' in operand && operand.lead === 'expectedValue');
  if (!asks) return;
  for (const operand of [left, right])
    if ('value' in operand)
      for (const value of [operand.value].flat()) if (typeof value === 'number') yield value;
}
