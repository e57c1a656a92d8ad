import { log } from '@leadline/domain';
import type { Metrics } from '../card.ts';
import { correctedFit, type Fit, fitModel, judgeRows } from './fit.ts';
import { type LeadKind, splitByTime } from './lead-part.ts';
import { areaInterval, areaUnderCurve, type Judged, losses, mean, pairedGain, reliability, surprises } from './metrics.ts'; // prettier-ignore
import { fitPlatt, type Line } from './platt.ts';
import { allRows, type Table } from './table.ts';
import { upliftSlope } from './uplift.ts';

/** What the latest deals say of models that have not seen them. */
export interface Evaluation {
  /** The lead part that is worth having: trees only where they are shown to tell more. */
  readonly kind: LeadKind;
  /** What makes the log-odds of the model fit the latest deals. */
  readonly correction: Line;
  readonly metrics: Metrics;
}

/** 1 / variance of how much log-odds are expected to be off: a standard deviation of 0.25 in both level and slope. */
const PRECISION = 16;

/** Fits both kinds to the earlier deals and judges them by the latest fifth. */
export function evaluate(table: Table, segments: readonly string[]): Evaluation {
  const [earlier, later] = splitByTime(allRows(table));
  const [linear, trees] = (['linear', 'trees'] as const).map((kind) => {
    const fit = fitModel(kind, table, earlier);
    return { kind, fit, judged: judgeRows(fit, table, later) };
  }) as [Candidate, Candidate];
  const gain = pairedGain(losses(linear.judged.lead), losses(trees.judged.lead));
  const { kind, fit, judged } = gain.low > 0 ? trees : linear;
  const correction = fitPlatt(judged.model, PRECISION);
  const model = crossCorrected(judged.model);
  const lead = crossCorrected(judged.lead);
  const baseRate = mean(Array.from(earlier, (row) => table.won[row]!));
  const wins = model.filter(({ won }) => won).length;
  const area = areaInterval(areaUnderCurve(model), wins, model.length - wins);
  const ofBaseRate = losses(model.map(({ won }) => ({ won, logit: log(baseRate / (1 - baseRate)) })));
  return {
    kind,
    correction,
    metrics: {
      trainedOn: table.won.length,
      heldOut: later.length,
      baseRate,
      auc: { lead: areaUnderCurve(lead), model: area.value, low: area.low, high: area.high },
      logLoss: { lead: mean(losses(lead)), model: mean(losses(model)), baseRate: mean(ofBaseRate) },
      gain: {
        model: pairedGain(ofBaseRate, losses(model)),
        reps: pairedGain(losses(lead), losses(model)),
        trees: gain,
      },
      calibration: {
        ...correction,
        ...reliability(model),
        bySegment: bySegment(model, table, later, segments),
        byRep: surprises(model, (index) => table.rep[later[index]!]!, table.reps),
      },
      uplift: upliftSlope(correctedFit(fit, correction), table, later),
    },
  };
}

interface Candidate {
  readonly kind: LeadKind;
  readonly fit: Fit;
  readonly judged: { readonly lead: Judged[]; readonly model: Judged[] };
}

/** Each half corrected by what the other says, so that no deal is judged by a correction that knows its outcome. */
function crossCorrected(judged: readonly Judged[]): Judged[] {
  const half = Math.floor(judged.length / 2);
  const [first, second] = [judged.slice(0, half), judged.slice(half)];
  return [...apply(first, fitPlatt(second, PRECISION)), ...apply(second, fitPlatt(first, PRECISION))];
}

function apply(part: readonly Judged[], { intercept, slope }: Line): Judged[] {
  return part.map(({ logit, won }) => ({ won, logit: intercept + slope * logit }));
}

function bySegment(
  judged: readonly Judged[],
  table: Table,
  rows: Uint32Array,
  segments: readonly string[],
): Readonly<Record<string, number>> {
  const found = surprises(judged, (index) => table.segment[rows[index]!]!, table.segments);
  return Object.fromEntries(segments.map((segment, index) => [segment, found[index]!]));
}
