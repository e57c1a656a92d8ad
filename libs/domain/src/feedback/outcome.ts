import { DAY } from '../shared/instant.ts';
/** What may become of a lead or deal. */
export const OUTCOMES = ['contacted', 'won', 'lost', 'released', 'withdrawn'] as const;

/** What outcomes promise. */
export interface OutcomeContract {
  /** What may become of a lead or deal. */
  readonly outcomes: readonly string[];
  /** Outcomes that must bring money. */
  readonly paid: readonly string[];
  /** Outcomes that end a lead or deal. */
  readonly endings: readonly string[];
  /** Largest amount, in the currency of the workspace; null: any. */
  readonly maxAmount: number | null;
  /** Days from opening to closing, at most; null: any. */
  readonly maxDays: number | null;
}

/** What holds where nobody has written another. */
export const OUTCOME_CONTRACT: OutcomeContract = {
  outcomes: OUTCOMES,
  paid: ['won'],
  endings: ['won', 'lost', 'released', 'withdrawn'],
  maxAmount: null,
  maxDays: null,
};

/** How an outcome can break its contract. */
export type OutcomeFault =
  | 'OUTCOME_UNKNOWN'
  /** A paid outcome without an amount above 0. */
  | 'AMOUNT_MISSING'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'CLOSED_BEFORE_OPENED'
  | 'OPEN_TOO_LONG'
  /** No rep had the lead or deal that has ended. */
  | 'REP_UNKNOWN';

/** What is judged. */
export interface JudgedOutcome {
  readonly outcome: string;
  readonly amount: number | null;
  /** Epoch ms, on the clock of the workspace. */
  readonly occurredAt: number;
  /** When its lead came about or its deal was opened, on the same clock; null: not known here, then nobody asks. */
  readonly openedAt: number | null;
  /** Rep of the lead or deal: null nobody; undefined: not known here, then nobody asks. */
  readonly repId: string | null | undefined;
}

/** All ways in which the outcome breaks the contract, in a fixed order; none: it may be learned from. */
export function outcomeFaults(
  { outcome, amount, occurredAt, openedAt, repId }: JudgedOutcome,
  { outcomes, paid, endings, maxAmount, maxDays }: OutcomeContract = OUTCOME_CONTRACT,
): readonly OutcomeFault[] {
  const age = openedAt === null ? 0 : occurredAt - openedAt;
  const isEnd = endings.includes(outcome);
  const checks: readonly (readonly [OutcomeFault, boolean])[] = [
    ['OUTCOME_UNKNOWN', !outcomes.includes(outcome)],
    ['AMOUNT_MISSING', paid.includes(outcome) && (amount === null || amount === 0)],
    ['AMOUNT_OUT_OF_RANGE', amount !== null && !(amount >= 0 && amount <= (maxAmount ?? Number.MAX_VALUE))],
    ['CLOSED_BEFORE_OPENED', isEnd && age < 0],
    ['OPEN_TOO_LONG', isEnd && maxDays !== null && age > maxDays * DAY],
    ['REP_UNKNOWN', isEnd && (repId === null || repId === '')],
  ];
  return checks.filter(([, holds]) => holds).map(([fault]) => fault);
}
