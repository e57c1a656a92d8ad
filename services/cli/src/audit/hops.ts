import type { LeadStatus, LedgerEntry } from '@leadline/contracts';

type Status = Pick<LeadStatus, 'workspace' | 'hop'>;

/** Where a lead stands: the last status of the workspace that it came to last. Null: there is none. */
export function latestStatus<S extends Status>(statuses: readonly S[]): S | null {
  return statuses.toSorted((a, b) => a.hop - b.hop).at(-1) ?? null;
}

/** Rows of the ledger in the order of time; at one instant those of the workspace that the lead came to first come first. */
export function inOrder(rows: readonly LedgerEntry[], statuses: readonly Status[]): readonly LedgerEntry[] {
  const hops = new Map(statuses.map(({ workspace, hop }) => [workspace, hop]));
  const hopOf = ({ workspace }: LedgerEntry): number => hops.get(workspace) ?? 0;
  return rows.toSorted((a, b) => a.at - b.at || hopOf(a) - hopOf(b));
}
