import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';
import { contentKey, leadKey } from './lead-keys.ts';
import { KEPT_SECONDS } from './status.ts';

/** Where a record lies on its topic. */
export interface LogPlace {
  readonly partition: number;
  readonly offset: bigint;
}

/** Where a policy, roster or prices that decisions name by hash lies. */
export interface ContentPlace extends LogPlace {
  readonly tenant: string;
  readonly hash: string;
}

/**
 * Keeps where contents lie. Any place of a content is as good as another; the last told is kept. When places are built again,
 * partitions are read side by side, so that it may be one that passes earlier: the content is written again every 30 days.
 */
export async function keepContents(
  live: LiveConnection,
  contents: readonly ContentPlace[],
): Promise<void | Unavailable> {
  if (contents.length === 0) return undefined;
  const reply = await live.run((redis) =>
    Promise.all(
      contents.map(({ tenant, hash, partition, offset }) =>
        redis.set(contentKey(tenant, hash), `${partition} ${offset}`, {
          expiration: { type: 'EX', value: KEPT_SECONDS },
        }),
      ),
    ),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : undefined;
}

/** Where the latest decision about a lead lies. Null: no decision is known; undefined: neither is the lead. */
export async function readDecision(
  live: LiveConnection,
  tenant: string,
  leadId: string,
): Promise<LogPlace | null | undefined | Unavailable> {
  // One command, of those that a user with the rights of docs/security.md may give.
  const held = await live.run((redis) =>
    redis.hmGet(leadKey(tenant, leadId), ['decision', 'received', 'status']),
  );
  if (held === UNAVAILABLE) return UNAVAILABLE;
  const [decision] = held;
  if (held.every((field) => field === null)) return undefined;
  return placeIn(decision?.slice(decision.indexOf(' ') + 1));
}

/** Where contents lie, in the order asked; null: not known. */
export async function readContents(
  live: LiveConnection,
  tenant: string,
  hashes: readonly string[],
): Promise<readonly (LogPlace | null)[] | Unavailable> {
  const held = await live.run((redis) =>
    Promise.all(hashes.map((hash) => redis.get(contentKey(tenant, hash)))),
  );
  return held === UNAVAILABLE ? UNAVAILABLE : held.map(placeIn);
}

function placeIn(text: string | null | undefined): LogPlace | null {
  const [, partition, offset] = /^(\d+) (\d+)$/.exec(text ?? '') ?? [];
  return partition === undefined || offset === undefined
    ? null
    : { partition: Number(partition), offset: BigInt(offset) };
}
