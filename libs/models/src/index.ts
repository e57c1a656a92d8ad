export type { CalibrationGroup, Congestion, Metrics, ModelCard, TrainedModel } from './card.ts';
export { adoptModel } from './releases/adopt.ts';
export { loadModel, type Scorer } from './load.ts';
export { duel } from './releases/duel.ts';
export { type Comparison, comparisonOf, objectionTo } from './releases/objection.ts';
export { EVERYBODY, ReleaseLog } from './releases/release-log.ts';
export { ModelStore, type StoredModel } from './releases/store.ts';
export { saveModel } from './save.ts';
export type { Evaluation, ServedCard } from './served-card.ts';
export { type Example, hasEnded, type OpenDeal, type Strain, type WatchedDeal } from './train/example.ts';
export { trainModel } from './train/train.ts';
export {
  DEAL_ENDS,
  type DealEnd,
  type Decided,
  isDealEnding,
  type KnownDeal,
} from './training-set/known-deal.ts';
export { daysBetween, maturityDays } from './training-set/maturity.ts';
export { type LeftOut, trainingSet, type TrainingSet } from './training-set/training-set.ts';
export { soundlyWatched, trainable, type Trainable } from './train/trainable.ts';
