import { canonicalJson } from '../shared/canonical-json.ts';
import { LAYOUT } from './context.ts';
import { meet } from './identify.ts';
import { settledKey } from './settled.ts';
import { createWorkspace, type WorkspaceState } from './state.ts';
import { scheduleStep } from './steps.ts';
import type { Rows } from './stores.ts';
import { schedule } from './timers.ts';

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

/**
 * Takes an entry of the compacted state into a workspace that is being restored; a null body removes it. The latest of a key
 * stands. When all are taken, {@link finishRestore} must follow.
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

function* deriveMeetings(state: WorkspaceState): Generator<void> {
  const admitted = ['assigned', 'waiting', 'closed', 'duplicate'];
  for (const lead of state.leads.values()) {
    if (admitted.includes(lead.status.state)) meet(state, lead);
    yield;
  }
}

function* deriveQueues(state: WorkspaceState): Generator<void> {
  const { line, timers, settled } = state.derived;
  const ended: (readonly [seq: number, leadId: string])[] = [];
  for (const lead of state.leads.values()) {
    const { status, escalated, settled: end } = lead;
    if (end !== null) ended.push([end.seq, status.leadId]);
    yield;
    if (status.state !== 'waiting') continue;
    line.add(status.leadId);
    scheduleStep(state, lead);
    if (!escalated) schedule(timers, { at: status.deadline ?? 0, kind: 'deadline', id: status.leadId });
  }
  for (const [id, items] of state.held)
    for (const { until } of items) schedule(timers, { at: until, kind: 'held', id });
  for (const [seq, leadId] of ended.toSorted((a, b) => a[0] - b[0])) {
    settled.set(settledKey(seq), leadId);
    yield;
  }
}

/**
 * All entries are taken: when this has been run to its end, the workspace goes on exactly as if it had never stopped. It
 * yields at each row: of many leads it takes seconds, and whoever runs it has other things to do meanwhile.
 * Throws an Error when the entries have a layout that this code does not know.
 */
export function* finishRestore(state: WorkspaceState): Generator<void> {
  const { tenant, workspace, meta } = state;
  if (meta.layout !== LAYOUT)
    throw new Error(`state of ${tenant}/${workspace} has layout ${meta.layout}, this code reads ${LAYOUT}`);
  yield* deriveMeetings(state);
  yield* deriveQueues(state);
}

/** A workspace in memory from its compacted state, in any order of keys. Throws as {@link finishRestore} does. */
export function restoreWorkspace(
  tenant: string,
  workspace: string,
  entries: Iterable<readonly [key: string, body: string]>,
): WorkspaceState {
  const state = createWorkspace(tenant, workspace);
  for (const [key, body] of entries) restoreEntry(state, key, body);
  const steps = finishRestore(state);
  while (!steps.next().done);
  return state;
}
