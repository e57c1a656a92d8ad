import type { Codec, Records } from '@leadline/contracts';
import { seqOf } from '@leadline/domain';
import { breather, type StreamClient, type StreamRecord, Transient } from '@leadline/stream';
import { entryOf } from './outputs.ts';
import { LOG_LOST, Workspaces } from './workspaces.ts';

/** Offsets read back from the ledger's end: enough to meet the last rows of workspaces that are busy. */
const TAIL = 2_000n;

/** Keys of the compacted state that are looked at together while it is read: of each only the latest is decoded. */
const WINDOW = 20_000;

/** What a partition is restored from. Nobody else may write it meanwhile. */
export interface Restoring {
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly partition: number;
  /**
   * Awaited at each row. All of it is work without waiting: silent for longer than a session lasts, the owner would lose the log
   * and begin again.
   */
  readonly breathe?: () => Promise<void>;
}

/** Restores every workspace from the compacted state, whole. Throws {@link Transient} as {@link checkEnds} does. */
export async function restoreAll(workspaces: Workspaces, restoring: Restoring): Promise<void> {
  const { breathe = breather() } = restoring;
  await eachEntry(restoring, 0n, (...entry) => workspaces.restore(...entry));
  for (const _ of workspaces.finish()) await breathe();
  await checkEnds(workspaces, restoring);
}

/** Takes up what a shelf has kept, and brings it up to date from an offset of the state on. Throws as {@link restoreAll} does. */
export async function resumeAll(workspaces: Workspaces, restoring: Restoring, from: bigint): Promise<void> {
  workspaces.takeUp();
  await eachEntry(restoring, from, (...entry) => workspaces.renew(...entry));
  workspaces.resume();
  await checkEnds(workspaces, restoring);
}

type Take = (...entry: Parameters<Workspaces['restore']>) => void;

async function eachEntry(
  { client, codec, partition, breathe = breather() }: Restoring,
  offset: bigint,
  take: Take,
): Promise<void> {
  const latest = new Map<string, StreamRecord>();
  const takeAll = async (): Promise<void> => {
    for (const record of latest.values()) {
      await takeRecord(codec, record, take);
      await breathe();
    }
    latest.clear();
  };
  const from = new Map([[partition, offset]]);
  for await (const batch of client.read({ topic: 'assignment.state', partitions: [partition], from })) {
    for (const record of batch) latest.set(record.key ?? '', record);
    if (latest.size >= WINDOW) await takeAll();
  }
  await takeAll();
}

/** An entry, or the tombstone of one whose window is past. */
async function takeRecord(codec: Codec, { key, value }: StreamRecord, take: Take): Promise<void> {
  if (value === null) {
    const { tenant, workspace, entry } = entryOf(key ?? '');
    return take(tenant, workspace, { key: entry, body: null });
  }
  const decoded = await codec.decode(value, 'assignment.state');
  if (decoded.record !== 'StateChanged') return;
  const { tenant, workspace, key: entry, body } = decoded.value;
  take(tenant, workspace, { key: entry, body });
}

/** Throws {@link Transient} if the end of the ledger is beyond the state or behind it: both are written in one transaction. */
async function checkEnds(workspaces: Workspaces, { client, codec, partition }: Restoring): Promise<void> {
  for (const { tenant, workspace, seq } of (await readTail(client, codec, partition)).values()) {
    const held = seqOf(workspaces.of(tenant, workspace));
    if (held === seq) continue;
    const message = `The ledger of ${tenant}/${workspace} (partition ${partition}) ends at ${seq}, its state at ${held}.`;
    throw new Transient(LOG_LOST, message);
  }
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
