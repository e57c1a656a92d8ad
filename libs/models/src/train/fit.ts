import type { Solution } from './arrowhead.ts';
import type { Congestion, Picks } from '../card.ts';
import { congestionOf, easeOf } from './congestion.ts';
import { picksOf } from './confounding.ts';
import { corrected, fitLead, type LeadFit, type LeadKind, leadLogits, type LeadPart } from './lead-part.ts';
import type { Judged } from './metrics.ts';
import type { Line } from './platt.ts';
import type { RepDeals } from './rep-effects.ts';
import { kindsOf, repTermsOf, type Trait } from './rep-terms.ts';
import { type Differences, fitSpread } from './spread.ts';
import type { Table } from './table.ts';
import { tierEffect } from './tiers.ts';
import type { Watched } from './watched.ts';

/** A lead part and the effects of reps on top of it, log-odds. */
export interface Fit {
  readonly lead: LeadPart;
  /** By column of a rep. */
  readonly reps: Float64Array;
  /** Segment by segment, one per rep. */
  readonly cells: Float64Array;
  /** What single features add: where the column is not 0, times its value. */
  readonly traits: readonly TraitEffects[];
  /** Standard deviation of what is not known of each rep's effect. */
  readonly deviations: Float64Array;
  readonly differences: {
    readonly rep: Differences;
    readonly segment: Differences;
    readonly traits: readonly (Differences & { readonly name: Trait['name'] })[];
    /** Null: tiers are not known. */
    readonly tiers: Differences | null;
  };
  /** What the effects were shrunk with: of reps, of segments, of each trait, and of tiers by kind of deal. */
  readonly spreads: {
    readonly rep: number;
    readonly segment: number;
    readonly traits: readonly number[];
    readonly tiers: number;
  };
  readonly congestion: Congestion | null;
  readonly picks: Picks | null;
}

export interface TraitEffects {
  readonly column: number;
  /** By column of a rep. */
  readonly effects: Float64Array;
}

/** Fits rows that are in time order, the reps with what is watched besides. */
export function fitModel(kind: LeadKind, table: Table, rows: Uint32Array): Fit {
  const lead = fitLead(kind, table, rows);
  const { watched } = table;
  if (watched === undefined) return fitReps(lead, table, rows);
  // No fold has seen what is no example.
  const logits = leadLogits(
    lead.part,
    table,
    Uint32Array.from(table.won, (_, row) => row),
  );
  for (const [index, logit] of lead.outOfFold().entries()) logits[rows[index]!] = logit;
  const outOfFold = (): Float64Array => Float64Array.from(watched.rows, (row) => logits[row]!);
  return fitReps({ part: lead.part, outOfFold }, table, watched.rows, watched);
}

/** Fits the reps to the rows of a lead part, on log-odds out of fold: those in sample know the outcomes already. */
export function fitReps(leadFit: LeadFit, table: Table, rows: Uint32Array, watched?: Watched): Fit {
  const { deals, around, commonSpreads } = repTermsOf(table, rows, leadFit.outOfFold(), watched);
  const { effects, spreads, rep, segment, further, tiers } = fitSpread(deals, commonSpreads);
  const congestion = congestionOf(deals, effects, { around, spreads, asked: commonSpreads });
  const picks = picksOf(
    deals,
    { effects, spreads },
    Float64Array.from(rows, (row) => table.picked[row]!),
  );
  const traits = further.map((found, index) => ({ ...found, name: table.traits[index]!.name }));
  return {
    lead: leadFit.part,
    ...tablesOf(effects, table, deals),
    ...(picks?.found === true ? { reps: new Float64Array(table.reps) } : {}),
    deviations: effects.deviations,
    differences: { rep, segment, traits, tiers },
    spreads: {
      rep: spreads.own.at(-1)!,
      segment: spreads.own.at(-2)!,
      traits: spreads.own.slice(0, -2),
      tiers: spreads.tiers ?? 0,
    },
    congestion,
    picks,
  };
}

/** The effects of each kind by rep. */
function tablesOf(solution: Solution, table: Table, deals: RepDeals): Pick<Fit, 'reps' | 'cells' | 'traits'> {
  const { own } = solution;
  const { traits, reps, segments } = table;
  const width = own.length / reps;
  const ofReps = (column: number): Float64Array =>
    Float64Array.from({ length: reps }, (_, rep) => own[rep * width + column]!);
  let next = 0;
  const ofTraits = traits.flatMap((trait) =>
    Array.from({ length: trait.size }, (_, kind) => {
      const effects = ofReps(next++);
      const { tiers } = table;
      // A tier's effects are served as those of each of its reps.
      if (tiers !== undefined && trait === kindsOf(table))
        for (let rep = 0; rep < reps; rep += 1)
          effects[rep]! += tierEffect(tiers, deals, solution, { rep, kind, kinds: trait.size });
      return { column: trait.first + kind, effects };
    }),
  );
  const cells = Float64Array.from(
    { length: segments * reps },
    (_, cell) => own[(cell % reps) * width + next + Math.floor(cell / reps)]!,
  );
  return {
    reps: ofReps(width - 1),
    cells,
    traits: ofTraits.filter(({ effects }) => effects.some((effect) => effect !== 0)),
  };
}

/** Rows by the lead part, and what is added to it: by wait and load, and by the reps as well. */
export interface JudgedRows {
  readonly lead: readonly Judged[];
  readonly circumstances: Float64Array;
  readonly model: Float64Array;
}

/** Rows by the lead part alone; its log-odds are those of all deals, known or not yet. */
export function judgedBy(lead: LeadPart, table: Table, rows: Uint32Array): readonly Judged[] {
  const logits = leadLogits(lead, table, rows);
  return Array.from(rows, (row, index) => ({ logit: logits[index]!, won: table.won[row] === 1 }));
}

export function judgeRows(fit: Fit, table: Table, rows: Uint32Array): JudgedRows {
  const circumstances = Float64Array.from(
    rows,
    (row) => easeOf(fit.congestion, table, row) + (table.offset?.[row] ?? 0),
  );
  return {
    lead: judgedBy(fit.lead, table, rows),
    circumstances,
    model: circumstances.map(
      (ease, index) => ease + repEffect(fit, table, rows[index]!, table.rep[rows[index]!]!),
    ),
  };
}

/** What a rep adds to the log-odds of a row. */
export function repEffect(
  { reps, cells, traits }: Fit,
  { segment, matrix }: Table,
  row: number,
  rep: number,
): number {
  const start = row * matrix.columns;
  const own = reps[rep]! + cells[segment[row]! * reps.length + rep]!;
  return traits.reduce(
    (sum, { column, effects }) => sum + matrix.features[start + column]! * effects[rep]!,
    own,
  );
}

/** The model with a correction of its lead part worked in. Effects of reps are shrunk on their own, and stay. */
export function correctedFit(fit: Fit, line: Line): Fit {
  return { ...fit, lead: corrected(fit.lead, line) };
}
