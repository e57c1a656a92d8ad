import type { RosterRep } from '@leadline/domain';
import { type Finding, lineAndColumn } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';
import { lintCandidates } from './candidates.ts';
import { lintCapacity } from './capacity.ts';
import { lintRules } from './rules.ts';
import { lintStrategy } from './strategy.ts';
import { lintTerritories } from './territories.ts';
import { lintTransfer } from './transfer.ts';
import { lintUnused } from './unused.ts';

/**
 * All that is wrong or odd about a policy and these reps, in the order of the file. Without reps what needs some is not looked at.
 * `others`: policies of the other workspaces, if they are at hand.
 */
export function lintPolicy(
  policy: PolicyDocument,
  reps: readonly RosterRep[],
  others: readonly PolicyDocument[] = [],
): readonly Finding[] {
  const findings = [
    ...lintRules(policy, reps),
    ...lintTerritories(policy, reps),
    ...lintCandidates(policy, reps),
    ...lintCapacity(policy, reps),
    ...lintStrategy(policy),
    ...lintUnused(policy),
    ...lintTransfer(policy, others),
  ];
  return findings.toSorted((a, b) => position(a) - position(b));
}

const position = ({ at }: Finding): number => {
  const { line, column } = lineAndColumn(at);
  return line * 10_000 + column;
};
