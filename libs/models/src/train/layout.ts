import { learnVocabulary, segmentOf, type Vocabulary, workspaceKey } from '@leadline/domain';
import type { Example } from './example.ts';

/** What the columns of a model stand for, learned from the examples. */
export interface Layout {
  readonly vocabulary: Vocabulary;
  /** Sorted. */
  readonly segments: readonly string[];
  readonly workspaces: Readonly<
    Record<string, { readonly first: number; readonly repIds: readonly string[] }>
  >;
  readonly reps: number;
}

/** Rarer categories and segments are not told apart. */
const FEWEST_PER_CATEGORY = 20;
const FEWEST_PER_SEGMENT = 50;

/** Categories, segments and reps that the examples know. */
export function layoutOf(examples: readonly Example[]): Layout {
  const bySegment = Map.groupBy(examples, ({ lead }) => segmentOf(lead));
  const segments = [...bySegment]
    .filter(([, found]) => found.length >= FEWEST_PER_SEGMENT)
    .map(([name]) => name);
  const teams = Map.groupBy(examples, ({ tenant, workspace }) => workspaceKey(tenant, workspace));
  const workspaces: Record<string, { first: number; repIds: readonly string[] }> = {};
  let first = 0;
  for (const [key, deals] of [...teams].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const repIds = [...new Set(deals.map((deal) => deal.repId))].toSorted();
    workspaces[key] = { first, repIds };
    first += repIds.length;
  }
  const vocabulary = learnVocabulary(
    examples.map((example) => example.lead),
    FEWEST_PER_CATEGORY,
  );
  return { vocabulary, segments: segments.toSorted(), workspaces, reps: first };
}
