export {
  connectLive,
  UNAVAILABLE,
  type LiveConnection,
  type LiveOptions,
  type Trouble,
  type Unavailable,
} from './connection.ts';
export {
  claimAmendment,
  confirmAmendment,
  withdrawAmendment,
  type AmendmentClaim,
  type BodyPlace,
  type ClaimReply,
} from './amendments.ts';
export { keepContents, readContents, readDecision, type ContentPlace, type LogPlace } from './decisions.ts';
export * from './load.ts';
export { mergeStatus, readStatus, type LeadView, type StageAt, type StatusUpdate } from './status.ts';
export {
  acknowledgeSubmissions,
  claimSubmissions,
  type ClaimAnswer,
  type Submission,
} from './submissions.ts';
export { isWhole, RebuildWatch } from './rebuild.ts';
export { describeRedis, redisClock, type RedisView } from './server.ts';
export { listUnfit, type UnfitCursor, type UnfitLead, type UnfitPage } from './unfit.ts';
