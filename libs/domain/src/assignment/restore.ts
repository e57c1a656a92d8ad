import { LAYOUT } from './context.ts';
import { restoreEntry } from './entries.ts';
import { meet, part } from './identify.ts';
import { settledKey, unsettle } from './settled.ts';
import { createWorkspace, type Lead, type WorkspaceState } from './state.ts';
import { scheduleStep } from './steps.ts';
import { schedule } from './timers.ts';

/**
 * As restoreEntry, for a workspace that was whole before: with what follows from the entry. The rows of `derived` must be kept in the
 * order of their keys. When all are taken, {@link resume} must follow.
 */
export function renewEntry(state: WorkspaceState, key: string, body: string | null): void {
  const [kind, leadId] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
  if (kind !== 'lead' && kind !== 'traits') return restoreEntry(state, key, body);
  const before = state.leads.get(leadId);
  if (before !== undefined) forget(state, before);
  restoreEntry(state, key, body);
  const after = state.leads.get(leadId);
  if (after !== undefined) remember(state, after);
}

function forget(state: WorkspaceState, lead: Lead): void {
  part(state, lead);
  unsettle(state, lead);
  state.derived.line.delete(lead.status.leadId);
}

function remember(state: WorkspaceState, lead: Lead): void {
  const { status, settled } = lead;
  if (isMet(lead)) meet(state, lead);
  if (settled !== null) state.derived.settled.set(settledKey(settled.seq), status.leadId);
  if (status.state === 'waiting') state.derived.line.add(status.leadId);
}

/** Whether later leads of its person meet the lead. */
const isMet = ({ status }: Lead): boolean =>
  ['assigned', 'waiting', 'transferred', 'closed', 'duplicate'].includes(status.state);

function* deriveMeetings(state: WorkspaceState): Generator<void> {
  for (const lead of state.leads.values()) {
    if (isMet(lead)) meet(state, lead);
    yield;
  }
}

function* deriveQueues(state: WorkspaceState): Generator<void> {
  const { line, settled } = state.derived;
  const ended: (readonly [seq: number, leadId: string])[] = [];
  for (const { status, settled: end } of state.leads.values()) {
    if (end !== null) ended.push([end.seq, status.leadId]);
    if (status.state === 'waiting') line.add(status.leadId);
    yield;
  }
  for (const [seq, leadId] of ended.toSorted((a, b) => a[0] - b[0])) {
    settled.set(settledKey(seq), leadId);
    yield;
  }
}

function deriveTimers(state: WorkspaceState): void {
  const {
    leads,
    held,
    derived: { line, timers },
  } = state;
  for (const id of line) {
    const lead = leads.get(id) as Lead;
    const { status, escalated } = lead;
    scheduleStep(state, lead);
    if (!escalated) schedule(timers, { at: status.deadline ?? 0, kind: 'deadline', id });
  }
  for (const [id, items] of held)
    for (const { until } of items) schedule(timers, { at: until, kind: 'held', id });
}

/** Throws an Error when the entries have a layout that this code does not know. */
function checkLayout({ tenant, workspace, meta }: WorkspaceState): void {
  if (meta.layout !== LAYOUT)
    throw new Error(`state of ${tenant}/${workspace} has layout ${meta.layout}, this code reads ${LAYOUT}`);
}

/**
 * All entries are taken: when this has been run to its end, the workspace goes on exactly as if it had never stopped. It
 * yields at each row: of many leads it takes seconds, and whoever runs it has other things to do meanwhile.
 * Throws an Error when the entries have a layout that this code does not know.
 */
export function* finishRestore(state: WorkspaceState): Generator<void> {
  checkLayout(state);
  yield* deriveMeetings(state);
  yield* deriveQueues(state);
  deriveTimers(state);
}

/** How what is derived from the entries is kept in rows. Other code may not go on with rows of another number. */
export const DERIVED = 1;

/**
 * What came after the rows were kept is taken with {@link renewEntry}: from here on the workspace goes on as if it had never
 * stopped. Throws as {@link finishRestore} does.
 */
export function resume(state: WorkspaceState): void {
  checkLayout(state);
  deriveTimers(state);
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
