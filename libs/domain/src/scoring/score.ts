import { sigmoid } from '../shared/math.ts';
import { encodeLead, featureNames, fieldOf, type Vocabulary } from './features.ts';
import type { ScorableLead } from './lead.ts';
import { segmentOf } from './segment.ts';
import { treeContributions, type TreeTable } from './trees.ts';
import { expectedValue, type ValueTable, workMinutes } from './value.ts';

/** What scoring needs of a model besides its output. Part of the model's card. */
export interface ScoringCard {
  readonly version: string;
  readonly vocabulary: Vocabulary;
  /** One per feature, in the order of the feature names; none where the lead part is trees. */
  readonly coefficients: readonly number[];
  /** Mean of each feature in training: a contribution is counted from there. */
  readonly means: readonly number[];
  /** The lead part, where it is trees. */
  readonly trees?: TreeTable;
  /** The reps of each workspace and the first of their columns in the output; reps sorted by id. */
  readonly workspaces: Readonly<
    Record<string, { readonly first: number; readonly repIds: readonly string[] }>
  >;
  readonly values: ValueTable;
}

/** Output of the model for one lead: log-odds. */
export interface ModelOutput {
  readonly leadLogit: number;
  /** All reps of all workspaces, in the order of the model's columns. */
  readonly repLogits: ArrayLike<number>;
}

/** The fields that a LeadScored adds to a LeadValidated. */
export interface Scoring {
  readonly score: number;
  readonly scoreReasons: readonly { readonly feature: string; readonly effect: number }[];
  readonly segment: string;
  readonly expectedValue: number;
  readonly workMinutes: number;
  readonly leadLogit: number;
  readonly repIds: readonly string[];
  readonly repLogits: readonly number[];
  readonly modelVersion: string;
}

const REASONS = 3;
/** Log-odds beyond this say nothing more. */
const LIMIT = 30;

/** Name of a workspace in a card. */
export function workspaceKey(tenant: string, workspace: string): string {
  return `${tenant}/${workspace}`;
}

/** Scores a lead. A workspace that the model does not know gets no reps: assignment then uses the lead's own logit. */
export function scoreLead(
  lead: ScorableLead & { readonly tenant: string; readonly workspace: string },
  output: ModelOutput,
  card: ScoringCard,
): Scoring {
  const { first, repIds } = card.workspaces[workspaceKey(lead.tenant, lead.workspace)] ?? {
    first: 0,
    repIds: [],
  };
  const value = expectedValue(lead, card.values);
  return {
    score: Math.round(100 * sigmoid(output.leadLogit)),
    scoreReasons: reasonsOf(lead, card),
    segment: segmentOf(lead),
    expectedValue: value,
    workMinutes: workMinutes(value, lead.employees),
    leadLogit: toMillionths(output.leadLogit),
    repIds,
    repLogits: repIds.map((_, index) => toMillionths(output.repLogits[first + index] ?? output.leadLogit)),
    modelVersion: card.version,
  };
}

/** Log-odds as whole millionths: what decisions compare, so that float noise never decides. NaN counts as 0. */
export function toMillionths(logit: number): number {
  if (Number.isNaN(logit)) return 0;
  return Math.round(Math.min(LIMIT, Math.max(-LIMIT, logit)) * 1e6) + 0;
}

/** The fields with the largest contributions to the lead's logit, largest first; ties by name. */
function reasonsOf(lead: ScorableLead, card: ScoringCard): Scoring['scoreReasons'] {
  const names = featureNames(card.vocabulary);
  const row = encodeLead(lead, card.vocabulary);
  const contributions = contributionsOf(row, card);
  const fields = new Map<string, { feature: string; effect: number }>();
  for (const [index, name] of names.entries()) {
    const field = fieldOf(name);
    const entry = fields.get(field) ?? { feature: field, effect: 0 };
    entry.effect += contributions[index] ?? 0;
    if (name.includes('=') && row[index] === 1) entry.feature = name;
    fields.set(field, entry);
  }
  return [...fields.values()]
    .map(({ feature, effect }) => ({ feature, effect: toMillionths(effect) }))
    .filter(({ effect }) => effect !== 0)
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.feature < b.feature ? -1 : 1))
    .slice(0, REASONS);
}

/** What each feature adds to the log-odds of an average lead. */
function contributionsOf(row: readonly number[], card: ScoringCard): readonly number[] {
  if (card.trees !== undefined) return treeContributions(card.trees, row);
  return row.map((value, index) => (card.coefficients[index] ?? 0) * (value - (card.means[index] ?? 0)));
}
