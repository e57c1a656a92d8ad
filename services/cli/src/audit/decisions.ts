import { explainDecision, type Explanation, modelAuthor, type ModelRelease } from '@leadline/domain';
import type { Cluster, Found } from '../cluster.ts';

type Decisions = readonly Found<'DecisionRecorded' | 'ContentStored'>[];

/** Key of a content: a SHA-256, which no id of a lead looks like. */
const CONTENT = /^[0-9a-f]{64}$/;

/** Decisions of a lead, with all contents: a reader does not know before which ones they name. */
export async function decisionRows(cluster: Cluster, leadId: string): Promise<Decisions> {
  const key = (own: string | null) => own === leadId || (own !== null && CONTENT.test(own));
  return Array.fromAsync(cluster.read('assignment.decision', { key }));
}

/** One explanation per decision, in the order in which workspaces had the lead. `everyRep`: it names the rule for every single rep. */
export function explained(
  rows: Decisions,
  releases: readonly Found<'ModelReleased'>[],
  everyRep: boolean,
): readonly Explanation[] {
  const contents = new Map(
    rows.flatMap((row) =>
      row.record === 'ContentStored' ? [[row.value.hash, row.value.body] as const] : [],
    ),
  );
  const content = (hash: string) => contents.get(hash);
  const before = (at: number): readonly ModelRelease[] =>
    releases.filter(({ timestamp }) => timestamp <= at).map(({ value }) => value);
  const decided = rows.filter((row) => row.record === 'DecisionRecorded');
  return decided
    .toSorted((a, b) => a.value.hop - b.value.hop)
    .map(({ value, timestamp }) => {
      const model = modelAuthor(before(timestamp), value.tenant, value.modelVersion);
      return explainDecision(value, content, everyRep, model);
    });
}
