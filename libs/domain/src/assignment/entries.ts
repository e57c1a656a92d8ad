import { canonicalJson } from '../shared/canonical-json.ts';
import type { WorkspaceState } from './state.ts';
import type { Rows } from './stores.ts';

/** Kinds of entry: the part of a key before the slash. */
const maps = (state: WorkspaceState) => ({
  rep: state.reps,
  load: state.loads,
  lead: state.leads,
  payload: state.payloads,
  traits: state.traits,
  merged: state.merged,
  list: state.lists,
  deal: state.deals,
  held: state.held,
  buffer: state.buffer,
});
type Kind = keyof ReturnType<typeof maps>;

/** Key of an entry. */
export const entryKey = (kind: Kind, id: string): string => `${kind}/${id}`;

/** The value of a key as canonical JSON; null: there is none any more. */
export function entryBody(state: WorkspaceState, key: string): string | null {
  if (key === 'meta') return canonicalJson(state.meta);
  if (key === 'policy') return canonicalJson(state.policy);
  if (key === 'prices') return canonicalJson(state.prices);
  const slash = key.indexOf('/');
  const value: unknown = maps(state)[key.slice(0, slash) as Kind].get(key.slice(slash + 1));
  return value === undefined ? null : canonicalJson(value);
}

const ROWS: readonly string[] = ['lead', 'payload', 'traits', 'merged', 'deal'] satisfies Kind[];

/** Whether an entry stands in one of the stores that createWorkspace's `rows` makes: with them it is kept. */
export const standsInRows = (key: string): boolean => ROWS.includes(key.slice(0, key.indexOf('/')));

/**
 * Takes an entry of the compacted state into a workspace that is being restored; a null body removes it. The latest of a key
 * stands. When all are taken, finishRestore must follow.
 */
export function restoreEntry(state: WorkspaceState, key: string, body: string | null): void {
  const value: unknown = body === null ? undefined : JSON.parse(body);
  if (key === 'meta') state.meta = value as WorkspaceState['meta'];
  else if (key === 'policy') state.policy = value as WorkspaceState['policy'];
  else if (key === 'prices') state.prices = value as WorkspaceState['prices'];
  else {
    const slash = key.indexOf('/');
    const rows = maps(state)[key.slice(0, slash) as Kind] as Rows<unknown>;
    if (value === undefined) rows.delete(key.slice(slash + 1));
    else rows.set(key.slice(slash + 1), value);
  }
}
