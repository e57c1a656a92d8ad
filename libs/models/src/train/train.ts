import { featureNames, workspaceKey } from '@leadline/domain';
import type { ModelCard, RepTables, TrainedModel } from '../card.ts';
import { featureHash, versionOf } from '../version.ts';
import { caveatsOf } from './caveats.ts';
import { claimsOf, releaseOf } from './claims.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import type { Example, WatchedDeal } from './example.ts';
import { type Correction, levelled } from './calibration.ts';
import { averageWaitLoss } from './congestion.ts';
import { correctedFit, type Fit, fitModel, judgeRows } from './fit.ts';
import { labelLag } from './label-lag.ts';
import { type Layout, layoutOf } from './layout.ts';
import { onnxOf, splitByTime } from './lead-part.ts';
import { allRows, type Table, tableOf } from './table.ts';
import { trainable } from './trainable.ts';
import { learnValues } from './values.ts';
import { besidesOf, watchedIn } from './watched.ts';

/**
 * Learns who wins what: a lead part (logistic regression, or boosted trees where they are shown to tell more), and shrunk effects
 * of rep and rep x segment on what it leaves unexplained. Deterministic. Deals that break the contract of outcomes are left out.
 * The metrics are those of a model that has not seen the latest fifth of the deals; the model itself is fitted to all. The card
 * says whether it may be released, and claims only what the deals show. `watched`: all deals of the latest time, ended or not;
 * what is known of them counts for the reps, whether or not they are among the deals.
 */
export function trainModel(deals: readonly Example[], watched: readonly WatchedDeal[] = []): TrainedModel {
  const { examples, refused } = trainable(deals);
  const { known: ordered, lag } = withLag(examples.toSorted((a, b) => a.occurredAt - b.occurredAt));
  const layout = layoutOf(ordered);
  const table = watchedTable(ordered, layout, lag, watched);
  const evaluation = evaluate(table, layout.segments);
  const fit = fitModel(evaluation.kind, table, allRows(table));
  const atOnce = averageWaitLoss(fit.congestion);
  const { intercept, slope } = levelled(evaluation.correction.common, latestBy(fit, table));
  const served = correctedFit(fit, { intercept: intercept + atOnce, slope });
  const onnx = onnxOf(served.lead, table.matrix.columns);
  const card = { ...cardOf(ordered, layout, table, served, evaluation), refused };
  return { onnx, card: { ...card, version: versionOf(onnx, card) } };
}

/** The deals that are old enough to tell something, and how far what is known of their age is off. */
function withLag(examples: readonly Example[]): {
  readonly known: readonly Example[];
  readonly lag: Float64Array;
} {
  const lag = labelLag(examples);
  return {
    known: examples.filter((_, row) => !Number.isNaN(lag[row])),
    lag: lag.filter((own) => !Number.isNaN(own)),
  };
}

/** The examples as a table, with the watched deals of reps that the examples know. */
function watchedTable(
  examples: readonly Example[],
  layout: Layout,
  lag: Float64Array,
  watched: readonly WatchedDeal[],
): Table {
  const besides = besidesOf(examples, watched).filter((deal) => knows(layout, deal));
  const found = watched.length === 0 ? undefined : watchedIn([...examples, ...besides], watched);
  if (found === undefined) return tableOf(examples, layout, lag);
  return { ...tableOf(examples, layout, lag, besides), watched: found };
}

const knows = ({ workspaces }: Layout, { tenant, workspace, repId }: WatchedDeal): boolean =>
  workspaces[workspaceKey(tenant, workspace)]?.repIds.includes(repId) === true;

/** The latest deals by a fit, for the level that holds from now on. */
function latestBy(fit: Fit, table: Table) {
  const [, latest] = splitByTime(allRows(table));
  const { lead, model } = judgeRows(fit, table, latest);
  return { judged: lead, added: model };
}

function cardOf(
  examples: readonly Example[],
  layout: Layout,
  table: Table,
  fit: Fit,
  { kind, correction, metrics }: Evaluation,
): Omit<ModelCard, 'refused'> {
  const [, later] = splitByTime(allRows(table));
  const wins = later.filter((row) => table.won[row] === 1).length;
  return {
    format: 2,
    version: '',
    featureHash: featureHash(),
    release: releaseOf(metrics, wins, fit.picks),
    claims: claimsOf(fit),
    caveats: caveatsOf(table, fit),
    window: { from: examples[0]?.occurredAt ?? 0, to: examples.at(-1)?.occurredAt ?? 0 },
    metrics,
    spread: { rep: fit.spreads.rep, segment: fit.spreads.segment },
    tried: fit.differences.traits.map(({ name, low, high }, index) => {
      return { field: name, value: fit.spreads.traits[index]!, low, high };
    }),
    ...tiersIn(fit),
    dealTypes: linesOf(correction, averageWaitLoss(fit.congestion)),
    ...(fit.congestion === null ? {} : { congestion: fit.congestion }),
    ...(fit.picks === null ? {} : { picks: fit.picks }),
    values: learnValues(examples),
    leadPart: kind,
    segments: layout.segments,
    workspaces: layout.workspaces,
    vocabulary: layout.vocabulary,
    features: featureNames(layout.vocabulary),
    ...leadTables(fit, table),
    reps: repTables(fit, layout),
  };
}

function tiersIn({ differences: { tiers }, spreads }: Fit): Pick<ModelCard, 'tiers'> {
  return tiers === null ? {} : { tiers: { value: spreads.tiers, low: tiers.low, high: tiers.high } };
}

/** Lines of the kinds of deals for log-odds that have been raised to those of an answer at once. */
function linesOf({ byType }: Correction, atOnce: number): NonNullable<ModelCard['dealTypes']> {
  return Object.fromEntries(
    Object.entries(byType).map(([type, { intercept, slope }]) => {
      return [type, { intercept: intercept + atOnce * (1 - slope), slope }];
    }),
  );
}

/** What reasons are made of. */
function leadTables({ lead }: Fit, table: Table): Pick<ModelCard, 'coefficients' | 'means' | 'trees'> {
  return lead.kind === 'linear'
    ? { coefficients: lead.linear.coefficients, means: meansOf(table) }
    : { coefficients: [], means: [], trees: lead.trees };
}

/** Rare segments have no column. */
function repTables({ reps, deviations, cells, traits }: Fit, layout: Layout): RepTables {
  const names = featureNames(layout.vocabulary);
  const effects = [...reps].map(millionths);
  const segments = layout.segments.map((_, index) =>
    [...cells.subarray(index * effects.length, (index + 1) * effects.length)].map(millionths),
  );
  return {
    effects,
    deviations: [...deviations].map(millionths),
    segments,
    traits: traits.map(({ column, effects: own }) => {
      return { feature: names[column]!, effects: [...own].map(millionths) };
    }),
  };
}

/** Decisions see log-odds in whole millionths. */
function millionths(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

function meansOf({ matrix: { features, columns, size } }: Table): readonly number[] {
  const sums = new Float64Array(columns);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < columns; column += 1) sums[column]! += features[row * columns + column]!;
  return Array.from(sums, (sum) => sum / size);
}
