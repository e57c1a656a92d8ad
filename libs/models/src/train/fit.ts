import { corrected, fitLead, type LeadKind, leadLogits, type LeadPart } from './lead-part.ts';
import type { Judged } from './metrics.ts';
import type { Line } from './platt.ts';
import { type Differences, fitSpread } from './spread.ts';
import type { Table } from './table.ts';

/** A lead part and the effects of reps on top of it, log-odds. */
export interface Fit {
  readonly lead: LeadPart;
  /** By column of a rep. */
  readonly reps: Float64Array;
  /** Segment by segment, one per rep. */
  readonly cells: Float64Array;
  /** Standard deviation of what is not known of each rep's effect. */
  readonly deviations: Float64Array;
  readonly differences: { readonly rep: Differences; readonly segment: Differences };
}

/** Fits rows that are in time order. Rep effects stand on log-odds out of fold: those in sample know the outcomes already. */
export function fitModel(kind: LeadKind, table: Table, rows: Uint32Array): Fit {
  const { part, outOfFold } = fitLead(kind, table, rows);
  const { effects, rep, segment } = fitSpread({
    rep: Int32Array.from(rows, (row) => table.rep[row]!),
    // Each workspace's segments apart: that one team's leads are hotter than another's is no rep's doing.
    segment: Uint16Array.from(rows, (row) => table.team[row]! * table.segments + table.segment[row]!),
    won: Uint8Array.from(rows, (row) => table.won[row]!),
    offset: outOfFold,
    reps: table.reps,
    segments: table.teams * table.segments,
  });
  const { reps, cells, deviations } = effects;
  return { lead: part, reps, cells: acrossTeams(cells, table), deviations, differences: { rep, segment } };
}

/** A rep belongs to one workspace, so that all cells but that one's are 0. */
function acrossTeams(cells: Float64Array, { reps, segments }: Table): Float64Array {
  const sums = new Float64Array(reps * segments);
  for (let cell = 0; cell < cells.length; cell += 1) sums[cell % sums.length]! += cells[cell]!;
  return sums;
}

/** The rows by the lead part alone, and with the reps. */
export function judgeRows(
  fit: Fit,
  table: Table,
  rows: Uint32Array,
): { readonly lead: Judged[]; readonly model: Judged[] } {
  const logits = leadLogits(fit.lead, table, rows);
  const judged = (logitOf: (row: number, index: number) => number): Judged[] =>
    Array.from(rows, (row, index) => ({ logit: logitOf(row, index), won: table.won[row] === 1 }));
  return {
    lead: judged((_, index) => logits[index]!),
    model: judged((row, index) => logits[index]! + repEffect(fit, table, row, table.rep[row]!)),
  };
}

/** What a rep adds to the log-odds of a row. */
export function repEffect({ reps, cells }: Fit, { segment }: Table, row: number, rep: number): number {
  return reps[rep]! + cells[segment[row]! * reps.length + rep]!;
}

/** The model with a correction of its log-odds worked in. */
export function correctedFit(fit: Fit, line: Line): Fit {
  const scaled = (values: Float64Array): Float64Array => values.map((value) => value * line.slope);
  return {
    ...fit,
    lead: corrected(fit.lead, line),
    reps: scaled(fit.reps),
    cells: scaled(fit.cells),
    deviations: scaled(fit.deviations).map(Math.abs),
  };
}
