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
  const chosen = gain.low > 0 ? trees : linear;
  const correction = fitPlatt(chosen.judged.model, PRECISION);
  const uplift = upliftSlope(correctedFit(chosen.fit, correction), table, later);
  const metrics = metricsOf(chosen.judged, table, { earlier, later, segments });
  const calibration = { ...correction, ...metrics.calibration };
  const gains = { ...metrics.gain, trees: gain };
  return { kind: chosen.kind, correction, metrics: { ...metrics, calibration, gain: gains, uplift } };
}

/** All three are judged with their level and slope corrected by deals that are not judged, the base rate, too: what changed for all leads alike is nobody's merit. */
function metricsOf(judged: Candidate['judged'], table: Table, { earlier, later, segments }: Split) {
  const [model, lead] = [crossCorrected(judged.model), crossCorrected(judged.lead)];
  const wins = earlier.reduce((sum, row) => sum + table.won[row]!, 0.5);
  const base = log(wins / (earlier.length + 1 - wins));
  const ofBaseRate = losses(crossCorrected(judged.lead.map(({ won }) => ({ won, logit: base }))));
  const heldOutWins = model.filter(({ won }) => won).length;
  const area = areaInterval(areaUnderCurve(model), heldOutWins, model.length - heldOutWins);
  return {
    trainedOn: table.won.length,
    heldOut: later.length,
    baseRate: mean(Array.from(earlier, (row) => table.won[row]!)),
    auc: { lead: areaUnderCurve(lead), model: area.value, low: area.low, high: area.high },
    logLoss: { lead: mean(losses(lead)), model: mean(losses(model)), baseRate: mean(ofBaseRate) },
    gain: { model: pairedGain(ofBaseRate, losses(model)), reps: pairedGain(losses(lead), losses(model)) },
    calibration: {
      ...reliability(model),
      bySegment: bySegment(model, table, later, segments),
      byRep: surprises(model, (index) => table.rep[later[index]!]!, table.reps),
    },
  };
}

interface Split {
  readonly earlier: Uint32Array;
  readonly later: Uint32Array;
  readonly segments: readonly string[];
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
