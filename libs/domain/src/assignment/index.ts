export { ENGINE, LAYOUT, type FoldContext, type Sha256 } from './context.ts';
export type { ZoneOffsets } from './hours.ts';
export type { LeadTransferred, LogEvent } from './events.ts';
export type { FoldResult, StateEntry } from './rows.ts';
export {
  defaultPolicy,
  parsePolicy,
  parseReleasedPolicy,
  policyBody,
  spelledOut,
  type ParsedPolicy,
  type Policy,
} from './policy.ts';
export { createWorkspace, type WorkspaceState } from './state.ts';
export { restoreEntry, standsInRows } from './entries.ts';
export { DERIVED, finishRestore, renewEntry, restoreWorkspace, resume } from './restore.ts';
export type { Rows, RowsFactory } from './stores.ts';
export { foldEvent } from './fold.ts';
export { clockMode, loadsOf, nextTimerAt, seqOf, waitingOf, type WaitingLead } from './views.ts';
export { capsuleHash, replayCapsule, type ContentSource, type Replay } from './replay.ts';
export { type Decided, type Explanation, explainDecision } from './explanation.ts';
export { foldLedger, ledgerHash } from './ledger.ts';
export { modelAuthor, type ModelRelease, SETTINGS } from './provenance.ts';
export type { SetBy } from './set-by.ts';
export { parsePrices, pricesBody, type Prices } from './prices.ts';
export { EXCLUSIONS, fitOf, type Exclusion } from './candidates.ts';
export { choose, type Choice } from './choose.ts';
export type { Question } from './question.ts';
export { engine2 } from './engine-2.ts';
export { ENGINES } from './engines.ts';
export { restedChance, workOf, worthOf } from './value.ts';
export { questionOf, type Capsule } from './capsule.ts';
export { buildRoster, type Roster, type RosterRep } from './roster.ts';
export { softFacts, type Standing } from './soft-facts.ts';
export { dutyOf } from './duty.ts';
export type { Holidays } from './policy-soft.ts';
export { offsetAt, workedUntil } from './hours.ts';
export { reasonLine } from './words.ts';
export type { RoutableLead, Usual } from './state.ts';
export { usualWith, yardstickOf, type Yardstick } from './usual.ts';
export { joinedSpans, type Away, type Span } from './away.ts';
