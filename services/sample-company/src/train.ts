import { type Metrics, saveModel, trainModel } from '@leadline/models';
import { historyOf } from './world/history.ts';
import { createWorld } from './world/world.ts';

/**
 * Trains a model on the sample company's six months of closed deals and writes model.onnx and model.json into the folder.
 * Answers how good it is, in a line.
 */
export async function trainSampleModel(folder: string, seed: string): Promise<string> {
  const model = trainModel(historyOf(createWorld(seed, { leads: 0 })));
  await saveModel(folder, model);
  return inWords(model.card.metrics);
}

const three = (value: number): string => value.toFixed(3);

function inWords({ trainedOn, auc, logLoss, calibration }: Metrics): string {
  return [
    `${String(trainedOn)} deals; on the latest fifth AUC ${three(auc.model)} (without reps ${three(auc.lead)})`,
    `log loss ${three(logLoss.model)} (base rate ${three(logLoss.baseRate)})`,
    `calibration slope ${three(calibration.slope)}`,
  ].join(', ');
}
