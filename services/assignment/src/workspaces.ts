import { type Codec, type ErrorCode, type Records } from '@leadline/contracts';
import { createWorkspace, restoreWorkspace, seqOf, type WorkspaceState } from '@leadline/domain';
import { type StreamClient, Transient } from '@leadline/stream';

/** Code for a log that holds less than its views know. */
export const LOG_LOST = 'LEADLINE_ASSIGNMENT_LOG_LOST' satisfies ErrorCode;

/** Offsets read back from the ledger's end: enough to meet the last rows of workspaces that are busy. */
const TAIL = 2_000n;

/** All workspaces of one partition, in memory. */
export class Workspaces {
  readonly #states = new Map<string, WorkspaceState>();

  /** The workspace; a new one if it has never been seen. */
  of(tenant: string, workspace: string): WorkspaceState {
    const name = JSON.stringify([tenant, workspace]);
    const known = this.#states.get(name);
    if (known !== undefined) return known;
    const state = createWorkspace(tenant, workspace);
    this.#states.set(name, state);
    return state;
  }

  add(state: WorkspaceState): void {
    this.#states.set(JSON.stringify([state.tenant, state.workspace]), state);
  }

  all(): Iterable<WorkspaceState> {
    return this.#states.values();
  }

  /** Rows in the ledger of the partition: the sequence by which the live view is kept. */
  get seq(): number {
    let sum = 0;
    for (const state of this.#states.values()) sum += seqOf(state);
    return sum;
  }
}

/**
 * Restores every workspace of a partition from the compacted state. Nobody else may write the partition meanwhile.
 * Throws {@link Transient} if the end of the ledger is beyond the state or behind it: both are written in one transaction.
 */
export async function loadWorkspaces(
  client: StreamClient,
  codec: Codec,
  partition: number,
): Promise<Workspaces> {
  const workspaces = new Workspaces();
  for (const { tenant, workspace, entries } of (await readEntries(client, codec, partition)).values())
    workspaces.add(restoreWorkspace(tenant, workspace, entries));
  for (const { tenant, workspace, seq } of (await readTail(client, codec, partition)).values()) {
    const held = seqOf(workspaces.of(tenant, workspace));
    if (held === seq) continue;
    const message = `The ledger of ${tenant}/${workspace} (partition ${partition}) ends at ${seq}, its state at ${held}.`;
    throw new Transient(LOG_LOST, message);
  }
  return workspaces;
}

interface Restored {
  readonly tenant: string;
  readonly workspace: string;
  readonly entries: (readonly [key: string, body: string])[];
}

async function readEntries(
  client: StreamClient,
  codec: Codec,
  partition: number,
): Promise<Map<string, Restored>> {
  const latest = new Map<string, Buffer>();
  for await (const batch of client.read({ topic: 'assignment.state', partitions: [partition] }))
    for (const { key, value } of batch) {
      if (value === null) latest.delete(key ?? '');
      else latest.set(key ?? '', value);
    }
  const restored = new Map<string, Restored>();
  for (const bytes of latest.values()) {
    const decoded = await codec.decode(bytes, 'assignment.state');
    if (decoded.record !== 'StateChanged') continue;
    const { tenant, workspace, key, body } = decoded.value;
    const name = JSON.stringify([tenant, workspace]);
    const entry = restored.get(name) ?? { tenant, workspace, entries: [] };
    entry.entries.push([key, body]);
    restored.set(name, entry);
  }
  return restored;
}

/** The last row of each workspace that stands in the ledger's tail. */
async function readTail(client: StreamClient, codec: Codec, partition: number) {
  const end = (await client.endOffsets('assignment.ledger')).get(partition) ?? 0n;
  const from = new Map([[partition, end > TAIL ? end - TAIL : 0n]]);
  const last = new Map<string, Records['LedgerEntry']>();
  for await (const batch of client.read({ topic: 'assignment.ledger', partitions: [partition], from }))
    for (const { value } of batch) {
      const row = value === null ? null : await codec.decode(value, 'assignment.ledger');
      if (row?.record === 'LedgerEntry')
        last.set(JSON.stringify([row.value.tenant, row.value.workspace]), row.value);
    }
  return last;
}
