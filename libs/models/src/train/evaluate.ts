import { log } from '@leadline/domain';
import type { CalibrationGroup, Metrics } from '../card.ts';
import { type Correction, type Corrigible, crossCorrected, fitCorrection, groupsOf } from './calibration.ts';
import { correctedFit, fitReps, judgedBy, type JudgedRows, judgeRows } from './fit.ts';
import { fitLead, type LeadFit, type LeadKind, type LeadPart, splitByTime } from './lead-part.ts';
import { areaInterval, areaUnderCurve, type Judged, losses, mean, pairedGain, reliability, surprises } from './metrics.ts'; // prettier-ignore
import { allRows, type Table } from './table.ts';
import { upliftSlope } from './uplift.ts';

/** What the latest deals say of models that have not seen them. */
export interface Evaluation {
  /** The lead part that is worth having: trees only where they are shown to tell more. */
  readonly kind: LeadKind;
  /** What makes the log-odds of leads fit the latest deals. */
  readonly correction: Correction;
  readonly metrics: Metrics;
}

/** Fits both kinds to the earlier deals and judges them by the latest fifth. */
export function evaluate(table: Table, segments: readonly string[]): Evaluation {
  const [earlier, later] = splitByTime(allRows(table));
  const [linear, trees] = (['linear', 'trees'] as const).map((kind) => {
    const lead = fitLead(kind, table, earlier);
    return { kind, lead, losses: losses(knownBy(lead.part, table, later)) };
  }) as [Candidate, Candidate];
  const gain = pairedGain(linear.losses, trees.losses);
  const { kind, lead } = gain.low > 0 ? trees : linear;
  const fit = fitReps(lead, table, earlier);
  const judged = judgeRows(fit, table, later);
  const correction = fitCorrection(corrigible(judged, 'model', table, later));
  const uplift = upliftSlope(correctedFit(fit, correction.common), table, later);
  const metrics = metricsOf(judged, table, { earlier, later, segments });
  const calibration = { ...correction.common, ...metrics.calibration };
  const gains = { ...metrics.gain, trees: gain };
  return { kind, correction, metrics: { ...metrics, calibration, gain: gains, uplift } };
}

/** Rows by a lead part, as far as their outcomes could be known. */
function knownBy(part: LeadPart, table: Table, rows: Uint32Array): readonly Judged[] {
  const lag = lagOf(table, rows);
  return judgedBy(part, table, rows).map(({ logit, won }, index) => ({ won, logit: logit + lag[index]! }));
}

const lagOf = ({ offset }: Table, rows: Uint32Array): Float64Array =>
  Float64Array.from(rows, (row) => offset?.[row] ?? 0);

/** With wait and load as they were, and with the reps as well. */
function corrigible(
  judged: JudgedRows,
  besides: 'circumstances' | 'model',
  { types }: Table,
  rows: Uint32Array,
): Corrigible {
  return { judged: judged.lead, added: judged[besides], types: Array.from(rows, (row) => types[row]!) };
}

/** All three are judged with their level and slope corrected by deals that are not judged, the base rate, too: what changed for all leads alike is nobody's merit. */
function metricsOf(judged: JudgedRows, table: Table, { earlier, later, segments }: Split) {
  const model = crossCorrected(corrigible(judged, 'model', table, later));
  const lead = crossCorrected(corrigible(judged, 'circumstances', table, later));
  const wins = earlier.reduce((sum, row) => sum + table.won[row]!, 0.5);
  const base = log(wins / (earlier.length + 1 - wins));
  const ofBase = crossCorrected({
    judged: judged.lead.map(({ won }) => ({ won, logit: base })),
    added: lagOf(table, later),
    types: judged.lead.map(() => ''),
  });
  const ofBaseRate = losses(ofBase);
  const heldOutWins = model.filter(({ won }) => won).length;
  const area = areaInterval(areaUnderCurve(model), heldOutWins, model.length - heldOutWins);
  return {
    trainedOn: table.examples,
    heldOut: later.length,
    baseRate: mean(Array.from(earlier, (row) => table.won[row]!)),
    auc: { lead: areaUnderCurve(lead), model: area.value, low: area.low, high: area.high },
    logLoss: { lead: mean(losses(lead)), model: mean(losses(model)), baseRate: mean(ofBaseRate) },
    gain: { model: pairedGain(ofBaseRate, losses(model)), reps: pairedGain(losses(lead), losses(model)) },
    calibration: { ...reliability(model), ...byGroup(model, table, later, segments) },
  };
}

interface Split {
  readonly earlier: Uint32Array;
  readonly later: Uint32Array;
  readonly segments: readonly string[];
}

interface Candidate {
  readonly kind: LeadKind;
  readonly lead: LeadFit;
  readonly losses: readonly number[];
}

function byGroup(judged: readonly Judged[], table: Table, rows: Uint32Array, segments: readonly string[]) {
  const ofSegment = (index: number): number => table.segment[rows[index]!]!;
  const ofRep = (index: number): number => table.rep[rows[index]!]!;
  const named = <T>(found: readonly T[]): Readonly<Record<string, T>> =>
    Object.fromEntries(segments.map((segment, index) => [segment, found[index]!]));
  const groups: { segments: Readonly<Record<string, CalibrationGroup>>; reps: readonly CalibrationGroup[] } =
    {
      segments: named(groupsOf(judged, ofSegment, table.segments)),
      reps: groupsOf(judged, ofRep, table.reps),
    };
  return {
    bySegment: named(surprises(judged, ofSegment, table.segments)),
    byRep: surprises(judged, ofRep, table.reps),
    groups,
  };
}
