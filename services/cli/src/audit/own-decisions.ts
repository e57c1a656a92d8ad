import type { DecisionRow } from './replay.ts';

/** A workspace of a tenant. */
export interface Scope {
  readonly tenant: string;
  readonly workspace: string;
}

export type DecisionRows = AsyncIterable<DecisionRow> | Iterable<DecisionRow>;

/** Whether something is of that workspace. */
export const isOf = ({ tenant, workspace }: Scope, of: Scope): boolean =>
  of.tenant === tenant && of.workspace === workspace;

/** Of all rows, those of one workspace, one by one. */
export async function* ownDecisions(rows: DecisionRows, scope: Scope): AsyncGenerator<DecisionRow> {
  for await (const row of rows) if (isOf(scope, row.value)) yield row;
}
