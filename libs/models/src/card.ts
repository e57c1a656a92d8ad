import type { OutcomeFault, ScoringCard } from '@leadline/domain';

/** How good the lead part and the whole model were on deals that they had not seen (the latest ones). */
export interface Metrics {
  readonly trainedOn: number;
  readonly heldOut: number;
  readonly baseRate: number;
  /** Chance that a won deal scores above a lost one; `lead`: without the reps. */
  readonly auc: { readonly lead: number; readonly model: number };
  readonly logLoss: { readonly lead: number; readonly model: number; readonly baseRate: number };
  /** Of the model: outcome regressed on its logit (ideal 1 and 0), and the debiased expected calibration error. */
  readonly calibration: { readonly slope: number; readonly intercept: number; readonly error: number };
}

/** Everything about a model that is not in its ONNX file: `model.json`. */
export interface ModelCard extends ScoringCard {
  readonly format: 1;
  /** SHA-256 of the ONNX bytes. */
  readonly version: string;
  /** SHA-256 of the feature code that it was trained with. */
  readonly featureHash: string;
  readonly features: readonly string[];
  readonly segments: readonly string[];
  /** Standard deviations (log-odds) that the rep effects were shrunk with; 0: none found. */
  readonly spread: { readonly rep: number; readonly segment: number };
  /** The deals it was trained on: first and last, epoch ms. */
  readonly window: { readonly from: number; readonly to: number };
  readonly metrics: Metrics;
  /** Deals that were left out because their outcome breaks its contract, by fault. */
  readonly refused?: Readonly<Partial<Record<OutcomeFault, number>>>;
}

/** A model as it lies in its folder. */
export interface TrainedModel {
  readonly onnx: Uint8Array;
  readonly card: ModelCard;
}
