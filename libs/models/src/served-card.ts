import type { ScoringCard } from '@leadline/domain';
import type { Calibration, Estimate, Metrics, ModelCard } from './card.ts';

/** How a model did on deals that it had not seen, as far as its maker says. That of our trainer says all of {@link Metrics}. */
export interface Evaluation extends Pick<Metrics, 'trainedOn' | 'heldOut' | 'baseRate'> {
  readonly logLoss: { readonly model: number; readonly baseRate: number; readonly lead?: number };
  readonly gain: { readonly model: Estimate; readonly reps?: Estimate; readonly trees?: Estimate };
  readonly auc?: Metrics['auc'];
  readonly calibration?: Omit<Calibration, 'groups'> & Partial<Pick<Calibration, 'groups'>>;
  readonly uplift?: Metrics['uplift'];
}

type Served = keyof ScoringCard | 'format' | 'version' | 'featureHash' | 'features' | 'segments' | 'release';

/** What the card of any model says, wherever it was trained; what only our trainer's say may be absent. */
export interface ServedCard
  extends Pick<ModelCard, Served>, Partial<Omit<ModelCard, Served | 'metrics' | 'reps'>> {
  readonly reps: Pick<ModelCard['reps'], 'effects' | 'segments'> & Partial<ModelCard['reps']>;
  readonly metrics?: Evaluation;
}

/** A model as it lies in its folder, wherever it was trained. */
export interface ServedModel {
  readonly onnx: Uint8Array;
  readonly card: ServedCard;
}
