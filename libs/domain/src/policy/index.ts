export {
  ALWAYS,
  isCompared,
  LEAD_FACTS,
  NEVER,
  REP_FACTS,
  type Compared,
  type Comparison,
  type Condition,
  type LeadFact,
  type Operand,
  type RepFact,
} from './condition.ts';
export { compilePreferences, type PreferRule } from './preferences.ts';
export type { Overflow, RelaxStep, Transfer } from './steps.ts';
export { compileRules, NOT_EXCLUDED, repsFor, type ExcludedBy, type RequireRule } from './rules.ts';
