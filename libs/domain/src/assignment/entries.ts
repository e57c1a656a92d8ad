import { canonicalJson } from '../shared/canonical-json.ts';
import { LAYOUT } from './context.ts';
import type { TimedEvent } from './events.ts';
import { meet } from './identify.ts';
import type { RosterRep } from './roster.ts';
import {
  createWorkspace,
  type Held,
  type Lead,
  type Load,
  type Payload,
  type WorkspaceState,
} from './state.ts';
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
  const slash = key.indexOf('/');
  const value: unknown = maps(state)[key.slice(0, slash) as Kind].get(key.slice(slash + 1));
  return value === undefined ? null : canonicalJson(value);
}

function putEntry(state: WorkspaceState, key: string, value: unknown): void {
  if (key === 'meta') state.meta = value as WorkspaceState['meta'];
  else if (key === 'policy') state.policy = value as WorkspaceState['policy'];
  else {
    const slash = key.indexOf('/');
    const map = maps(state)[key.slice(0, slash) as Kind] as Map<
      string,
      RosterRep | Load | Lead | Payload | readonly string[] | readonly Held[] | TimedEvent
    >;
    map.set(key.slice(slash + 1), value as Lead);
  }
}

function deriveMeetings(state: WorkspaceState): void {
  const admitted = ['assigned', 'waiting', 'closed', 'duplicate'];
  for (const lead of state.leads.values()) if (admitted.includes(lead.status.state)) meet(state, lead);
}

function deriveQueues(state: WorkspaceState): void {
  const { line, timers, settled } = state.derived;
  for (const { status, escalated } of state.leads.values()) {
    if (status.state !== 'waiting') continue;
    line.add(status.leadId);
    if (!escalated) schedule(timers, { at: status.deadline ?? 0, kind: 'deadline', id: status.leadId });
  }
  for (const [id, items] of state.held)
    for (const { until } of items) schedule(timers, { at: until, kind: 'held', id });
  const ended = [...state.leads.values()].filter((lead) => lead.settled !== null);
  for (const lead of ended.toSorted((a, b) => (a.settled?.seq ?? 0) - (b.settled?.seq ?? 0)))
    settled.add(lead.status.leadId);
}

/**
 * A workspace from its compacted state, in any order of keys: goes on exactly as if it had never stopped.
 * Throws an Error when the entries have a layout that this code does not know.
 */
export function restoreWorkspace(
  tenant: string,
  workspace: string,
  entries: Iterable<readonly [key: string, body: string]>,
): WorkspaceState {
  const state = createWorkspace(tenant, workspace);
  for (const [key, body] of entries) putEntry(state, key, JSON.parse(body));
  if (state.meta.layout !== LAYOUT)
    throw new Error(
      `state of ${tenant}/${workspace} has layout ${state.meta.layout}, this code reads ${LAYOUT}`,
    );
  deriveMeetings(state);
  deriveQueues(state);
  return state;
}
