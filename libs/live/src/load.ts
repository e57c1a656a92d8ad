import type { LiveConnection, Unavailable } from './connection.ts';
import * as scripts from './load-scripts.ts';

/** Open leads of one rep. */
export interface LoadRow {
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  readonly open: number;
}

/** One lead in the waiting line. Times in epoch ms on the clock of its workspace. */
export interface WaitingRow {
  readonly tenant: string;
  readonly workspace: string;
  readonly leadId: string;
  readonly since: number;
  readonly deadline: number;
  readonly priority: number;
}

/** What a commit has changed; `left` are leads that no longer wait. */
export interface LoadChanges {
  readonly loads: readonly LoadRow[];
  readonly waiting: readonly WaitingRow[];
  readonly left: readonly Pick<WaitingRow, 'tenant' | 'workspace' | 'leadId'>[];
}

/** Who writes, and how far its ledger goes. `seq` counts the ledger rows of the partition, all workspaces together. */
export interface LoadWriter {
  readonly partition: number;
  /** Offset of the writer's claim record. */
  readonly token: bigint;
  readonly seq: number;
}

/**
 * - OK: written.
 * - STALE: Redis holds something older, or nothing: reload.
 * - FENCED: Redis knows a newer owner (or a token that the log never gave: compare `token` with the end of the ledger).
 * - AHEAD: Redis holds more than the ledger. The log has lost data.
 */
export type LoadAnswer = 'OK' | 'STALE' | 'FENCED' | 'AHEAD';

export interface LoadReply {
  readonly answer: LoadAnswer;
  /** Token that Redis holds; null: none. */
  readonly token: bigint | null;
  /** Sequence that Redis holds; null: none. */
  readonly seq: number | null;
}

/** A consistent view of one partition. */
export interface LiveView<Row> {
  readonly rows: readonly Row[];
  readonly seq: number;
  /** Wall clock of the owner's last write or heartbeat, epoch ms. */
  readonly writtenAt: number;
  /** No sign of an owner for {@link STALE_AFTER_MS}: the rows may be older than the truth. */
  readonly stale: boolean;
}

/** Owners write at least once a second; after this time without a write a view calls itself stale. */
export const STALE_AFTER_MS = 5_000;

/** Fields per command while a generation is written. */
const SLICE = 1_000;
/** A generation whose writer died before the flip disappears after this time. */
const ORPHAN_SECONDS = 600;

/**
 * Writes a commit's changes through, if Redis stands exactly at `expectedSeq` of this owner. Without changes it is the
 * owner's heartbeat.
 */
export async function writeLoads(
  live: LiveConnection,
  writer: LoadWriter,
  expectedSeq: number,
  changes: LoadChanges,
): Promise<LoadReply | Unavailable> {
  const loads = changes.loads.flatMap((row) => [loadField(row), String(row.open)]);
  const waiting = changes.waiting.flatMap((row) => [waitingField(row), waitingValue(row)]);
  const counts = [loads.length, waiting.length, changes.left.length].map(String);
  const head = [String(writer.token), String(expectedSeq), String(writer.seq), String(Date.now())];
  const reply = await live.run((redis) =>
    redis.eval(scripts.WRITE, {
      keys: [pointerKey(writer.partition)],
      arguments: [...head, ...counts, ...loads, ...waiting, ...changes.left.map(waitingField)],
    }),
  );
  return replyOf(reply);
}

/** Makes this owner's token known, if what Redis holds is already its state (a takeover without changes). */
export async function adoptLoads(live: LiveConnection, writer: LoadWriter): Promise<LoadReply | Unavailable> {
  const reply = await live.run((redis) =>
    redis.eval(scripts.ADOPT, {
      keys: [pointerKey(writer.partition)],
      arguments: [String(writer.token), String(writer.seq), String(Date.now())],
    }),
  );
  return replyOf(reply);
}

/**
 * Writes the whole state of a partition beside the present one and makes it the present one by flipping one pointer:
 * a reader sees the old generation or the new, never a part. STALE: Redis lost a part meanwhile; try again.
 */
export async function reloadLoads(
  live: LiveConnection,
  writer: LoadWriter,
  state: Omit<LoadChanges, 'left'>,
): Promise<LoadReply | Unavailable> {
  const reply = await live.run((redis) => redis.hIncrBy(pointerKey(writer.partition), 'lastGeneration', 1));
  if (typeof reply === 'string') return reply;
  const generation = String(reply);
  const loads = state.loads.map((row): Field => [loadField(row), String(row.open)]);
  const waiting = state.waiting.map((row): Field => [waitingField(row), waitingValue(row)]);
  for (const [part, fields] of [
    ['loads', loads],
    ['waiting', waiting],
  ] as const) {
    const written = await writeGeneration(live, generationKey(writer.partition, generation, part), fields);
    if (written !== undefined) return written;
  }
  const head = [String(writer.token), String(writer.seq), String(Date.now())];
  const flipped = await live.run((redis) =>
    redis.eval(scripts.FLIP, {
      keys: [pointerKey(writer.partition)],
      arguments: [...head, generation, String(loads.length), String(waiting.length)],
    }),
  );
  return replyOf(flipped);
}

type Field = readonly [name: string, value: string];

async function writeGeneration(
  live: LiveConnection,
  key: string,
  fields: readonly Field[],
): Promise<Unavailable | undefined> {
  for (let at = 0; at < fields.length; at += SLICE) {
    const slice = fields.slice(at, at + SLICE).flat();
    const written = await live.run((redis) =>
      redis.multi().hSet(key, slice).expire(key, ORPHAN_SECONDS).exec(),
    );
    if (written === 'unavailable') return written;
  }
  return undefined;
}

/**
 * After the log has lost data: forgets which token and sequence Redis had reached, so that the log as it is now becomes
 * the truth. The next owner reloads. Returns the number of the incarnation.
 */
export async function startNewIncarnation(
  live: LiveConnection,
  partition: number,
): Promise<number | Unavailable> {
  const reply = await live.run((redis) =>
    redis
      .multi()
      .hIncrBy(pointerKey(partition), 'incarnation', 1)
      .hDel(pointerKey(partition), ['token', 'seq'])
      .exec(),
  );
  return reply === 'unavailable' ? reply : Number(reply[0]);
}

/** Open leads per rep; null: nothing is loaded (Redis was flushed, or the partition never had an owner). */
export async function readLoads(
  live: LiveConnection,
  partition: number,
): Promise<LiveView<LoadRow> | null | Unavailable> {
  return readGeneration(live, partition, 'loads', ([tenant, workspace, repId], value) => ({
    tenant,
    workspace,
    repId,
    open: Number(value),
  }));
}

/** Leads that wait, in no order; null as in {@link readLoads}. */
export async function readWaiting(
  live: LiveConnection,
  partition: number,
): Promise<LiveView<WaitingRow> | null | Unavailable> {
  return readGeneration(live, partition, 'waiting', ([tenant, workspace, leadId], value) => {
    const [since = 0, deadline = 0, priority = 0] = value.split(' ').map(Number);
    return { tenant, workspace, leadId, since, deadline, priority };
  });
}

async function readGeneration<Row>(
  live: LiveConnection,
  partition: number,
  part: 'loads' | 'waiting',
  rowOf: (field: [tenant: string, workspace: string, id: string], value: string) => Row,
): Promise<LiveView<Row> | null | Unavailable> {
  const reply = await live.run((redis) =>
    redis.eval(scripts.READ, { keys: [pointerKey(partition)], arguments: [part] }),
  );
  if (reply === 'unavailable') return reply;
  if (!Array.isArray(reply)) return null;
  const [seq, writtenAt, ...fields] = reply.map(String);
  const rows: Row[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const [tenant = '', workspace = '', id = ''] = (fields[at] ?? '').split('/').map(decodeURIComponent);
    rows.push(rowOf([tenant, workspace, id], fields[at + 1] ?? ''));
  }
  const at = Number(writtenAt);
  return { rows, seq: Number(seq), writtenAt: at, stale: Date.now() - at > STALE_AFTER_MS };
}

const pointerKey = (partition: number) => `ll:{${partition}}:load`;
/** Must agree with the scripts, which build the same name. */
const generationKey = (partition: number, generation: string, part: 'loads' | 'waiting') =>
  `${pointerKey(partition)}:${generation}:${part}`;

const fieldOf = (tenant: string, workspace: string, id: string) =>
  [tenant, workspace, id].map(encodeURIComponent).join('/');
const loadField = (row: LoadRow) => fieldOf(row.tenant, row.workspace, row.repId);
const waitingField = (row: LoadChanges['left'][number]) => fieldOf(row.tenant, row.workspace, row.leadId);
const waitingValue = (row: WaitingRow) => `${row.since} ${row.deadline} ${row.priority}`;

function replyOf(reply: unknown): LoadReply | Unavailable {
  if (reply === 'unavailable') return reply;
  const [answer, token, seq] = reply as [LoadAnswer, string, string];
  return { answer, token: token === '' ? null : BigInt(token), seq: seq === '' ? null : Number(seq) };
}
