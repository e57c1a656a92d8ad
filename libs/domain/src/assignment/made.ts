import { EXCLUSIONS } from './candidates.ts';
import { ENGINE } from './context.ts';
import type { Decision } from './decide.ts';
import type { LeadStatus } from './rows.ts';
import type { Turn } from './turn.ts';

/** What a status says of the decision, whatever came of it. `hash`: of its capsule. */
export function made(turn: Turn, { question, choice }: Decision, hash: string): Partial<LeadStatus> {
  return {
    since: turn.state.meta.now,
    attempt: question.attempt,
    engine: ENGINE,
    policyVersion: question.policy.version,
    modelVersion: question.lead.modelVersion,
    capsuleHash: hash,
    propensity: choice.propensity,
    path: choice.path,
    duplicateOf: null,
    outcome: null,
  };
}

/** Exclusions with the number of reps, most frequent first. */
export function exclusionCounts(codes: string): string[] {
  const counts = EXCLUSIONS.map((name, code) => ({ name, count: codes.split(code.toString(36)).length - 1 }));
  const found = counts.slice(1).filter(({ count }) => count > 0);
  return found.toSorted((a, b) => b.count - a.count).map(({ name, count }) => `${name}:${count}`);
}
