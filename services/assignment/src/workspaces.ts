import { type Codec, type ErrorCode, type Records } from '@leadline/contracts';
import { createWorkspace, finishRestore, restoreEntry, seqOf, type WorkspaceState } from '@leadline/domain';
import { Shelf } from '@leadline/service-kit';
import { breather, type StreamClient, type StreamRecord, Transient } from '@leadline/stream';
import { entryOf } from './outputs.ts';

/** Code for a log that holds less than its views know. */
export const LOG_LOST = 'LEADLINE_ASSIGNMENT_LOG_LOST' satisfies ErrorCode;

/** Offsets read back from the ledger's end: enough to meet the last rows of workspaces that are busy. */
const TAIL = 2_000n;

/** Keys of the compacted state that are looked at together while it is read: of each only the latest is decoded. */
const WINDOW = 20_000;

/** All workspaces of one partition. What grows with the number of leads is on a shelf, not all of it in memory. */
export class Workspaces {
  readonly #states = new Map<string, WorkspaceState>();
  readonly #shelf = new Shelf();

  /** The workspace; a new one if it has never been seen. */
  of(tenant: string, workspace: string): WorkspaceState {
    const name = JSON.stringify([tenant, workspace]);
    const known = this.#states.get(name);
    if (known !== undefined) return known;
    const state = createWorkspace(tenant, workspace, { rows: () => this.#shelf.rows() });
    this.#states.set(name, state);
    return state;
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

  /** From here on nothing of it may be asked. */
  close(): void {
    this.#states.clear();
    this.#shelf.close();
  }
}

/**
 * Restores every workspace of a partition from the compacted state. Nobody else may write the partition meanwhile.
 * `breathe` is awaited at each row. Throws {@link Transient} if the end of the ledger is beyond the state or behind it: both are
 * written in one transaction.
 */
export async function loadWorkspaces(
  client: StreamClient,
  codec: Codec,
  partition: number,
  breathe: () => Promise<void> = breather(),
): Promise<Workspaces> {
  const workspaces = new Workspaces();
  try {
    await restore(workspaces, { client, codec, partition, breathe });
    for (const { tenant, workspace, seq } of (await readTail(client, codec, partition)).values()) {
      const held = seqOf(workspaces.of(tenant, workspace));
      if (held === seq) continue;
      const message = `The ledger of ${tenant}/${workspace} (partition ${partition}) ends at ${seq}, its state at ${held}.`;
      throw new Transient(LOG_LOST, message);
    }
  } catch (error) {
    workspaces.close();
    throw error;
  }
  return workspaces;
}

interface Restoring {
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly partition: number;
  /** All of it is work without waiting: silent for longer than a session lasts, the owner would lose the log and begin again. */
  readonly breathe: () => Promise<void>;
}

async function restore(
  workspaces: Workspaces,
  { client, codec, partition, breathe }: Restoring,
): Promise<void> {
  const latest = new Map<string, StreamRecord>();
  const take = async (): Promise<void> => {
    for (const record of latest.values()) {
      await restoreRecord(workspaces, codec, record);
      await breathe();
    }
    latest.clear();
  };
  for await (const batch of client.read({ topic: 'assignment.state', partitions: [partition] })) {
    for (const record of batch) latest.set(record.key ?? '', record);
    if (latest.size >= WINDOW) await take();
  }
  await take();
  for (const state of workspaces.all()) for (const _ of finishRestore(state)) await breathe();
}

/** An entry, or the tombstone of one whose window is past. */
async function restoreRecord(
  workspaces: Workspaces,
  codec: Codec,
  { key, value }: StreamRecord,
): Promise<void> {
  if (value === null) {
    const { tenant, workspace, entry } = entryOf(key ?? '');
    return restoreEntry(workspaces.of(tenant, workspace), entry, null);
  }
  const decoded = await codec.decode(value, 'assignment.state');
  if (decoded.record !== 'StateChanged') return;
  const { tenant, workspace, key: entry, body } = decoded.value;
  restoreEntry(workspaces.of(tenant, workspace), entry, body);
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
