import { OUTCOME_CONTRACT, type OutcomeContract, type OutcomeFault, outcomeFaults } from '@leadline/domain';
import { type Example, hasEnded, type WatchedDeal } from './example.ts';

/** Deals to learn from, and how many were refused, by fault; a deal may have several. */
export interface Trainable {
  readonly examples: readonly Example[];
  readonly refused: Readonly<Partial<Record<OutcomeFault, number>>>;
}

/** Leaves out every deal whose outcome breaks its contract: what a model learns from such a deal is wrong. */
export function trainable(
  deals: readonly Example[],
  contract: OutcomeContract = OUTCOME_CONTRACT,
): Trainable {
  const examples: Example[] = [];
  const refused: Partial<Record<OutcomeFault, number>> = {};
  for (const deal of deals) {
    const faults = faultsOf(deal, contract);
    if (faults.length === 0) examples.push(deal);
    for (const fault of faults) refused[fault] = (refused[fault] ?? 0) + 1;
  }
  return { examples, refused };
}

/** The watched deals without those whose outcome breaks its contract. */
export function soundlyWatched(
  watched: readonly WatchedDeal[],
  contract: OutcomeContract = OUTCOME_CONTRACT,
): readonly WatchedDeal[] {
  return watched.filter((deal) => !hasEnded(deal) || faultsOf(deal, contract).length === 0);
}

function faultsOf(
  { won, amount, occurredAt, closedAt, repId }: Example,
  contract: OutcomeContract,
): readonly OutcomeFault[] {
  const outcome = { outcome: won ? 'won' : 'lost', amount, repId };
  const times = { occurredAt: closedAt ?? occurredAt, openedAt: closedAt === undefined ? null : occurredAt };
  return outcomeFaults({ ...outcome, ...times }, contract);
}
