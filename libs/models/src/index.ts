export type { Metrics, ModelCard, TrainedModel } from './card.ts';
export { loadModel, type Scorer } from './load.ts';
export { saveModel } from './save.ts';
export type { Example } from './train/example.ts';
export { trainModel } from './train/train.ts';
