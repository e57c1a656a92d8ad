import type { Policy } from './policy.ts';
import type { Lead, WorkspaceState } from './state.ts';

/** Workspaces that a lead may be in, one after another, at most. */
const MOST_WORKSPACES = 8;

/** Workspaces that a lead of this one has been in, this one last. */
export const beenIn = ({ workspace }: WorkspaceState, { from = [] }: Lead): readonly string[] => [
  ...from,
  workspace,
];

/** The workspace to which a lead goes that has waited so long; null: none, as it has been there before, or in too many. */
export function transferTo(
  { transfer }: Pick<Policy, 'transfer'>,
  waited: number,
  been: readonly string[],
): string | null {
  if (transfer === undefined || transfer.afterMinutes > waited) return null;
  const isOver = been.includes(transfer.workspace) || been.length >= MOST_WORKSPACES;
  return isOver ? null : transfer.workspace;
}
