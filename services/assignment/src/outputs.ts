import type { Codec, Emit, EventContext, StageTime } from '@leadline/contracts';
import { type FoldResult, LAYOUT, seqOf, type StateEntry, type WorkspaceState } from '@leadline/domain';
import type { OutRecord } from '@leadline/stream';

/** Name of the stage: consumer group, dead letters, CloudEvents source. */
export const STAGE = 'assignment';

/** Key of a workspace's entry on `assignment.state`: names what a tombstone removes. */
export function stateKey(tenant: string, workspace: string, key: string): string {
  return `${encodeURIComponent(tenant)}/${encodeURIComponent(workspace)}/${key}`;
}

/** What a key of `assignment.state` names. */
export function entryOf(key: string): { tenant: string; workspace: string; entry: string } {
  const [tenant = '', workspace = '', ...entry] = key.split('/');
  return {
    tenant: decodeURIComponent(tenant),
    workspace: decodeURIComponent(workspace),
    entry: entry.join('/'),
  };
}

/** An entry of the state as a record; one that is removed is a tombstone. */
export function stateEmit(state: WorkspaceState, { key, body }: StateEntry, partition: number): Emit {
  const { tenant, workspace } = state;
  const value = { tenant, workspace, key, layout: LAYOUT, seq: seqOf(state) };
  return {
    topic: 'assignment.state',
    record: 'StateChanged',
    key: stateKey(tenant, workspace, key),
    value: body === null ? null : { ...value, body },
    partition,
  };
}

/**
 * The rows of one folded event as records, in an order that never depends on where a chunk was cut. `finishedAt` (wall
 * clock, epoch ms) is for latency only.
 */
export function emitsOf(
  state: WorkspaceState,
  rows: FoldResult,
  partition: number,
  finishedAt: number,
): Emit[] {
  const { workspace } = state;
  const done = <R extends { readonly stages: readonly StageTime[] }>(row: R): R => ({
    ...row,
    stages: [...row.stages, { stage: STAGE, at: finishedAt }],
  });
  return [
    ...rows.contents.map(
      (value) =>
        ({
          topic: 'assignment.decision',
          record: 'ContentStored',
          key: value.hash,
          value,
          partition,
        }) as const,
    ),
    ...rows.decisions.map(
      (value) =>
        ({
          topic: 'assignment.decision',
          record: 'DecisionRecorded',
          key: value.leadId,
          value,
          partition,
        }) as const,
    ),
    ...rows.ledger.map(
      (value) =>
        ({
          topic: 'assignment.ledger',
          record: 'LedgerEntry',
          key: value.leadId ?? workspace,
          value,
          partition,
        }) as const,
    ),
    ...rows.state.map((entry) => stateEmit(state, entry, partition)),
    ...rows.assigned.map(
      (row) =>
        ({
          topic: 'lead.assigned',
          record: 'LeadAssigned',
          key: row.leadId,
          value: done(row),
          partition,
        }) as const,
    ),
    ...rows.waiting.map(
      (row) =>
        ({
          topic: 'lead.waiting',
          record: 'LeadWaiting',
          key: row.leadId,
          value: done(row),
          partition,
        }) as const,
    ),
    ...rows.settled.map(
      (row) =>
        ({
          topic: 'lead.settled',
          record: 'LeadSettled',
          key: row.leadId,
          value: done(row),
          partition,
        }) as const,
    ),
    ...rows.sent.map(
      ({ record, value }) => ({ topic: 'assignment.in', record, key: value.workspace, value }) as Emit,
    ),
    ...rows.statuses.map(
      (row) =>
        ({
          topic: 'lead.status',
          record: 'LeadStatus',
          key: row.leadId,
          value: done(row),
          partition,
        }) as const,
    ),
  ];
}

/**
 * Encodes rows. A row about the input's own lead goes on in its trace; others are traced by their own lead id. What is sent to
 * another workspace is of that one.
 */
export function encodeAll(codec: Codec, emits: readonly Emit[], input: EventContext): Promise<OutRecord[]> {
  return Promise.all(
    emits.map((emit) => {
      const subject = emit.value !== null && 'leadId' in emit.value ? emit.value.leadId : null;
      const traceparent = subject === input.subject ? input.traceparent : null;
      const { tenant, workspace } = emit.topic === 'assignment.in' ? (emit.value ?? input) : input;
      return codec.encode(emit, { tenant, workspace, subject, traceparent }, STAGE);
    }),
  );
}
