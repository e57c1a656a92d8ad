export {
  connectLive,
  UNAVAILABLE,
  type LiveConnection,
  type LiveOptions,
  type Unavailable,
} from './connection.ts';
export * from './load.ts';
export {
  mergeStatus,
  readStatus,
  RebuildWatch,
  type LeadView,
  type StageAt,
  type StatusUpdate,
} from './status.ts';
export {
  acknowledgeSubmissions,
  claimSubmissions,
  type ClaimAnswer,
  type Submission,
} from './submissions.ts';
