import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';
import { leadKey, unfitKey, versionOf } from './lead-keys.ts';

/** When a stage finished with a lead, wall clock, epoch ms. */
export interface StageAt {
  readonly stage: string;
  readonly at: number;
}

/** News about one lead, from any topic, in any order, any number of times. */
export interface StatusUpdate {
  readonly tenant: string;
  readonly leadId: string;
  /** From `lead.received`, or from intake at once. The first one stays. */
  readonly received?: object;
  /** Where a record of `lead.received` lies. That of the highest attempt stays; of one attempt, the first. */
  readonly body?: { readonly attempt: number; readonly partition: number; readonly offset: bigint };
  /** Where a decision about it lies on `assignment.decision`, and how late it was made: that of the highest `at` stays. */
  readonly decision?: { readonly at: number; readonly partition: number; readonly offset: bigint };
  /** From `lead.status`. The highest `seq` stays. `unfit`: since when the lead is to be listed under a state. */
  readonly status?: {
    readonly seq: number;
    readonly body: object;
    readonly unfit?: { readonly state: string; readonly since: number } | null;
  };
  /** From `outreach.*`. The latest stays. */
  readonly outreach?: { readonly at: number; readonly body: object };
  /** The earliest time of each stage stays. */
  readonly stages: readonly StageAt[];
}

/** What is known about a lead. */
export interface LeadView {
  readonly received: Readonly<Record<string, unknown>> | null;
  readonly status: Readonly<Record<string, unknown>> | null;
  readonly outreach: Readonly<Record<string, unknown>> | null;
  /** Highest attempt that is known of the lead: rises with whatever changes it. */
  readonly version: number;
  /** By time. */
  readonly stages: readonly StageAt[];
}

/** How long a lead is kept after the last news of it, s: a year and a month, so that a lead of a year ago can still be seen. */
export const KEPT_SECONDS = 400 * 24 * 3600;

/**
 * Seconds to keep, then eleven arguments a lead: received, seq, status, outreach time, outreach, stages as `name=ms,…`, body as
 * `attempt partition offset`, lead id, list of leads to mend that it belongs to, since when, decision as
 * `at partition offset`. Merging commutes.
 */
const MERGE = `
for i, key in ipairs(KEYS) do
  local at = (i - 1) * 11 + 1
  local received, seq, status, outreachAt, outreach, stages, body, leadId, list, since, decision = unpack(ARGV, at + 1, at + 11)
  if received ~= '' then redis.call('HSETNX', key, 'received', received) end
  if body ~= '' then
    local held = redis.call('HGET', key, 'body')
    if not held or tonumber(body:match('^%d+')) > tonumber(held:match('^%d+')) then redis.call('HSET', key, 'body', body) end
  end
  if decision ~= '' then
    local held = redis.call('HGET', key, 'decision')
    local decidedAt, offset = decision:match('^(%-?%d+) %d+ (%d+)$')
    local heldAt, heldOffset = (held or ''):match('^(%-?%d+) %d+ (%d+)$')
    local later = held and tonumber(decidedAt) - tonumber(heldAt) or 1
    if later > 0 or (later == 0 and tonumber(offset) > tonumber(heldOffset)) then
      redis.call('HSET', key, 'decision', decision)
    end
  end
  if status ~= '' and tonumber(seq) >= tonumber(redis.call('HGET', key, 'seq') or '-1') then
    redis.call('HSET', key, 'seq', seq, 'status', status)
    local was = redis.call('HGET', key, 'list')
    if was then
      redis.call('ZREM', was, leadId)
      redis.call('HDEL', key, 'list')
    end
    if list ~= '' then
      redis.call('ZADD', list, since, leadId)
      redis.call('EXPIRE', list, ARGV[1])
      redis.call('HSET', key, 'list', list)
    end
  end
  if outreach ~= '' and tonumber(outreachAt) > tonumber(redis.call('HGET', key, 'outreachAt') or '-1') then
    redis.call('HSET', key, 'outreachAt', outreachAt, 'outreach', outreach)
  end
  for stage, ms in stages:gmatch('([^,=]+)=(%d+)') do
    local held = redis.call('HGET', key, 'at:' .. stage)
    if not held or tonumber(ms) < tonumber(held) then redis.call('HSET', key, 'at:' .. stage, ms) end
  end
  redis.call('EXPIRE', key, ARGV[1])
end
`;

/** Merges news in one round trip. */
export async function mergeStatus(
  live: LiveConnection,
  updates: readonly StatusUpdate[],
): Promise<void | Unavailable> {
  if (updates.length === 0) return undefined;
  const reply = await live.run((redis) =>
    redis.eval(MERGE, {
      keys: updates.map(({ tenant, leadId }) => leadKey(tenant, leadId)),
      arguments: [String(KEPT_SECONDS), ...updates.flatMap(fieldsOf)],
    }),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : undefined;
}

const json = (value: object | undefined): string => (value === undefined ? '' : JSON.stringify(value));

function fieldsOf(update: StatusUpdate): string[] {
  const { tenant, leadId, received, body, status, outreach, stages, decision } = update;
  const unfit = status?.unfit ?? null;
  return [
    json(received),
    String(status?.seq ?? ''),
    json(status?.body),
    String(outreach?.at ?? ''),
    json(outreach?.body),
    stages.map(({ stage, at }) => `${stage}=${at}`).join(','),
    body === undefined ? '' : `${body.attempt} ${body.partition} ${body.offset}`,
    leadId,
    unfit === null ? '' : unfitKey(tenant, unfit.state),
    String(unfit?.since ?? ''),
    decision === undefined ? '' : `${decision.at} ${decision.partition} ${decision.offset}`,
  ];
}

/** Null: never heard of. */
export async function readStatus(
  live: LiveConnection,
  tenant: string,
  leadId: string,
): Promise<LeadView | null | Unavailable> {
  const fields = await live.run((redis) => redis.hGetAll(leadKey(tenant, leadId)));
  if (fields === UNAVAILABLE) return UNAVAILABLE;
  if (Object.keys(fields).length === 0) return null;
  const part = (name: string) =>
    fields[name] === undefined ? null : (JSON.parse(fields[name]) as LeadView['received']);
  const stages = Object.entries(fields)
    .filter(([name]) => name.startsWith('at:'))
    .map(([name, at]) => ({ stage: name.slice(3), at: Number(at) }))
    .toSorted((a, b) => a.at - b.at);
  const said = { received: part('received'), status: part('status'), outreach: part('outreach') };
  return { ...said, version: versionOf(fields), stages };
}
