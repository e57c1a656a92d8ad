import type { Place } from '@leadline/reference';

/** What is wrong or odd about a policy, where, and how to mend it. */
export interface Finding {
  readonly code: FindingCode;
  /** error: the policy cannot be used, or leads would wait for ever. warning: it may not do what it seems to say. */
  readonly severity: 'error' | 'warning';
  /** `file:line:column`, counted from 1. */
  readonly at: Place;
  readonly what: string;
  readonly mend: string;
}

/** Each code is told in docs/policy.md. */
export type FindingCode =
  | 'INVALID'
  | 'RULE_UNREACHABLE'
  | 'RULE_SHADOWED'
  | 'RULE_WITHOUT_EFFECT'
  | 'NO_CANDIDATE'
  | 'TERRITORY_GAP'
  | 'TERRITORY_OVERLAP'
  | 'STRATEGY'
  | 'CAPACITY'
  | 'HOURS'
  | 'TRANSFER'
  | 'UNUSED';

/** Line and column of a place, for programs. */
export function lineAndColumn(at: Place): { readonly line: number; readonly column: number } {
  const [, line, column] = /:(\d+):(\d+)$/.exec(at) ?? [];
  return { line: Number(line ?? 1), column: Number(column ?? 1) };
}
