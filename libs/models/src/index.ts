export type { Metrics, ModelCard, TrainedModel } from './card.ts';
export { loadModel, type Scorer } from './load.ts';
export { saveModel } from './save.ts';
export type { Example } from './train/example.ts';
export { trainModel } from './train/train.ts';
export { DEAL_ENDS, type DealEnd, isDealEnding, type KnownDeal } from './training-set/known-deal.ts';
export { type LeftOut, trainingSet, type TrainingSet } from './training-set/training-set.ts';
export { trainable, type Trainable } from './train/trainable.ts';
