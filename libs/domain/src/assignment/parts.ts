import type { Policy } from './policy.ts';
import type { Match, Question, Weighing } from './question.ts';

/** The soft parts of a candidate's value. Each is the difference that it alone makes: what the value would be without it. */
export interface Parts extends Match {
  /** P(win) that the wait behind the backlog takes, millionths. */
  readonly byWait: number;
  /** P(win) that open leads take, millionths. */
  readonly byShare: number;
  /** Parts of the price, as worth is counted: of the hour by the prices released, the backlog, the day, the open leads. */
  readonly hourPrice: number;
  readonly backlogPrice: number;
  readonly dayPrice: number;
  readonly capacityPrice: number;
}

/** What makes the value of the rep at a place of the roster. */
export function partsOf(question: Question, index: number, { matchOf }: Weighing): Parts {
  const { policy } = question;
  const match = matchOf(question, index);
  const without = (change: Partial<Question>): Match => matchOf({ ...question, ...change }, index);
  const under = (change: Partial<Policy>): Match => without({ policy: { ...policy, ...change } });
  const congestion = (change: Partial<Policy['congestion']>): number =>
    under({ congestion: { ...policy.congestion, ...change } }).chance - match.chance;
  const priced = (change: Partial<NonNullable<Policy['price']>>): number =>
    policy.price === undefined ? 0 : match.price - under({ price: { ...policy.price, ...change } }).price;
  return {
    ...match,
    byWait: congestion({ delay: 0 }),
    byShare: congestion({ perOpenShare: 0 }),
    hourPrice: match.price - without({ prices: null }).price,
    backlogPrice: priced({ perBacklogHour: 0 }),
    dayPrice: priced({ perFullDay: 0 }),
    capacityPrice: priced({ perFullCapacity: 0 }),
  };
}
