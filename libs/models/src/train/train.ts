import { createHash } from 'node:crypto';
import { featureCode, featureNames, log } from '@leadline/domain';
import type { Metrics, ModelCard, TrainedModel } from '../card.ts';
import { linearModelOnnx } from '../onnx/linear-model.ts';
import type { Example } from './example.ts';
import { type Fit, fitModel, judgeRows, type Size, splitByTime } from './fit.ts';
import { type Layout, layoutOf, type Row, rowsOf } from './layout.ts';
import { areaUnderCurve, calibration, logLoss } from './metrics.ts';
import { trainable } from './trainable.ts';
import { learnValues } from './values.ts';

/**
 * Learns who wins what: a logistic regression on the lead, and shrunk effects of rep and rep x segment on what it leaves
 * unexplained. Deterministic. Deals that break the contract of outcomes are left out. The metrics are those of a model that has
 * not seen the latest fifth of the deals; the model itself is fitted to all.
 */
export function trainModel(deals: readonly Example[]): TrainedModel {
  const { examples, refused } = trainable(deals);
  const ordered = examples.toSorted((a, b) => a.occurredAt - b.occurredAt);
  const layout = layoutOf(ordered);
  const rows = rowsOf(ordered, layout);
  const size = { reps: layout.reps, segments: layout.segments.length };
  const metrics = evaluate(rows, size);
  const fit = fitModel(rows, size);
  const onnx = linearModelOnnx({ ...fit.lead, ...fit.effects });
  return { onnx, card: { ...cardOf(ordered, layout, rows, fit, metrics, sha256(onnx)), refused } };
}

/** What the code that makes features is known by. */
export function featureHash(): string {
  return sha256(featureCode());
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function cardOf(
  examples: readonly Example[],
  layout: Layout,
  rows: readonly Row[],
  fit: Fit,
  metrics: Metrics,
  version: string,
): Omit<ModelCard, 'refused'> {
  return {
    format: 1,
    version,
    featureHash: featureHash(),
    features: featureNames(layout.vocabulary),
    vocabulary: layout.vocabulary,
    segments: layout.segments,
    workspaces: layout.workspaces,
    coefficients: fit.lead.coefficients,
    means: meansOf(rows),
    values: learnValues(examples),
    spread: fit.spread,
    window: { from: examples[0]?.occurredAt ?? 0, to: examples.at(-1)?.occurredAt ?? 0 },
    metrics,
  };
}

function meansOf(rows: readonly Row[]): readonly number[] {
  const sums = rows[0]?.features.map(() => 0) ?? [];
  for (const row of rows) for (const [column, value] of row.features.entries()) sums[column]! += value;
  return sums.map((sum) => sum / rows.length);
}

function evaluate(rows: readonly Row[], size: Size): Metrics {
  const [earlier, later] = splitByTime(rows);
  const fit = fitModel(earlier, size);
  const { lead, model } = judgeRows(later, fit, size);
  const baseRate = earlier.filter((row) => row.won).length / earlier.length;
  const base = log(baseRate / (1 - baseRate));
  return {
    trainedOn: rows.length,
    heldOut: later.length,
    baseRate,
    auc: { lead: areaUnderCurve(lead), model: areaUnderCurve(model) },
    logLoss: {
      lead: logLoss(lead),
      model: logLoss(model),
      baseRate: logLoss(later.map(({ won }) => ({ won, logit: base }))),
    },
    calibration: calibration(model),
  };
}
