import type { Rules } from '@leadline/domain';
import { compileRules } from './compile.ts';
import { readRules } from './files.ts';

let shipped: Rules['findings'] | null = null;

/** The rules that come with Leadline; compiled on the first call, then shared. */
export function shippedRules(): Rules['findings'] {
  shipped ??= loadRules(null);
  return shipped;
}

/**
 * Compiles the shipped rules with those of an operator's file.
 * @throws LeadlineError LEADLINE_RULE_INVALID that names file, line, column and fault.
 */
export function loadRules(file: string | null): Rules['findings'] {
  return compileRules(readRules(file));
}
