import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';
import { leadKey, MARKERS } from './lead-keys.ts';

/** A change of one lead that somebody asks for. */
export interface AmendmentClaim {
  readonly tenant: string;
  readonly leadId: string;
  /** Hash of what names the request: the same request is the same change. Hexadecimal. */
  readonly request: string;
  /** Hash of what is to be changed. Hexadecimal. */
  readonly patch: string;
  /** Version that the lead must have; null: any. */
  readonly version: number | null;
}

/** Where the words of a lead lie, and of which attempt they are. */
export interface BodyPlace {
  readonly attempt: number;
  readonly partition: number;
  readonly offset: bigint;
}

/**
 * - claimed: the change is this request's alone, under `attempt`, upon the words at `body`.
 * - done: this request was carried out before, as `attempt`.
 * - reused: another change was carried out under this request.
 * - busy: another change of the lead is under way.
 * - changed: the lead has another version than the one asked for.
 * - closed, unknown: the state of the lead forbids it.
 * - bodiless: where its words lie is not known. `young`: not yet; else no more.
 * - rebuilding: the read model has lost its data and is not whole again.
 */
export type ClaimReply =
  | { readonly answer: 'claimed'; readonly attempt: number; readonly body: BodyPlace }
  | { readonly answer: 'done'; readonly attempt: number }
  | { readonly answer: 'changed'; readonly version: number }
  | { readonly answer: 'bodiless'; readonly young: boolean }
  | { readonly answer: 'reused' | 'busy' | 'closed' | 'unknown' | 'rebuilding' };

/** How long a claim stands that nobody confirms, ms: longer than any try to write takes. */
const CLAIM_MS = 60_000;
/** Requests that a lead remembers: more than anybody makes within a repeat's reach. */
const REMEMBERED = 20;

/** Request, patch, version or '', now, how long a claim stands (ms). Versions are counted as versionOf does. */
const CLAIM = `
local key = KEYS[1]
local request, patch, wanted, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
if (redis.call('GET', KEYS[2]) or ''):sub(1, 6) ~= 'ready ' then return {'rebuilding'} end
local received, body, amended, status, claim =
  unpack(redis.call('HMGET', key, 'received', 'body', 'amended', 'status', 'claim'))
if not received and not status then return {'unknown'} end
local version = 0
for attempt, by, what in (amended or ''):gmatch('(%d+) (%S+) ([^;]+)') do
  if by == request then return {what == patch and 'done' or 'reused', attempt} end
  version = math.max(version, tonumber(attempt))
end
local held = status and cjson.decode(status) or {}
if held.state == 'closed' then return {'closed'} end
version = math.max(version, tonumber((body or '0'):match('^%d+')), tonumber(held.attempt or 0))
if not body then return {'bodiless', received and 'young' or ''} end
local attempt, by, what, till = (claim or ''):match('^(%d+) (%S+) (%S+) (%d+)$')
if attempt and tonumber(till) > now then
  if by ~= request or what ~= patch then return {'busy'} end
  return {'claimed', attempt, body}
end
if wanted ~= '' and tonumber(wanted) ~= version then return {'changed', tostring(version)} end
-- What ran out may have been written all the same: its attempt is not given twice.
attempt = tostring(math.max(version, tonumber(attempt or 0)) + 1)
redis.call('HSET', key, 'claim', table.concat({attempt, request, patch, tostring(now + tonumber(ARGV[5]))}, ' '))
return {'claimed', attempt, body}
`;

/** Attempt, request, patch, place of the new words as `partition offset`, number of requests to remember. */
const CONFIRM = `
local key = KEYS[1]
local body, amended, claim = unpack(redis.call('HMGET', key, 'body', 'amended', 'claim'))
local attempt, by = (claim or ''):match('^(%d+) (%S+)')
if attempt ~= ARGV[1] or by ~= ARGV[2] then
  return (' ' .. (amended or '')):find(' ' .. ARGV[2] .. ' ', 1, true) and 'confirmed' or 'lost'
end
local kept = {table.concat({ARGV[1], ARGV[2], ARGV[3]}, ' ')}
for one in (amended or ''):gmatch('[^;]+') do
  if #kept < tonumber(ARGV[5]) then kept[#kept + 1] = one end
end
redis.call('HSET', key, 'amended', table.concat(kept, ';'))
if not body or tonumber(ARGV[1]) > tonumber(body:match('^%d+')) then
  redis.call('HSET', key, 'body', ARGV[1] .. ' ' .. ARGV[4])
end
redis.call('HDEL', key, 'claim')
return 'confirmed'
`;

/** Withdraws the claim of a request that has written nothing: attempt, request. */
const WITHDRAW = `
local attempt, by = (redis.call('HGET', KEYS[1], 'claim') or ''):match('^(%d+) (%S+)')
if attempt == ARGV[1] and by == ARGV[2] then redis.call('HDEL', KEYS[1], 'claim') end
`;

/** Claims a lead for one change: of two at a time one gets it. The same request gets its own claim again. */
export async function claimAmendment(
  live: LiveConnection,
  { tenant, leadId, request, patch, version }: AmendmentClaim,
): Promise<ClaimReply | Unavailable> {
  const reply = await live.run((redis) =>
    redis.eval(CLAIM, {
      keys: [leadKey(tenant, leadId), MARKERS.leads],
      arguments: [request, patch, String(version ?? ''), String(Date.now()), String(CLAIM_MS)],
    }),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : replyOf(reply as unknown as readonly string[]);
}

function replyOf([answer = '', one = '', two = '']: readonly string[]): ClaimReply {
  if (answer === 'claimed') return { answer, attempt: Number(one), body: placeOf(two) };
  if (answer === 'done') return { answer, attempt: Number(one) };
  if (answer === 'changed') return { answer, version: Number(one) };
  if (answer === 'bodiless') return { answer, young: one !== '' };
  return { answer: answer as 'reused' | 'busy' | 'closed' | 'unknown' | 'rebuilding' };
}

function placeOf(text: string): BodyPlace {
  const [attempt = '', partition = '', offset = ''] = text.split(' ');
  return { attempt: Number(attempt), partition: Number(partition), offset: BigInt(offset) };
}

/**
 * The change is on the log. `lost`: the claim ran out or Redis lost it, so that another change may have been made upon the
 * same words.
 */
export async function confirmAmendment(
  live: LiveConnection,
  { tenant, leadId, request, patch }: AmendmentClaim,
  { attempt, partition, offset }: BodyPlace,
): Promise<'confirmed' | 'lost' | Unavailable> {
  const reply = await live.run((redis) =>
    redis.eval(CONFIRM, {
      keys: [leadKey(tenant, leadId)],
      arguments: [String(attempt), request, patch, `${partition} ${offset}`, String(REMEMBERED)],
    }),
  );
  return reply as 'confirmed' | 'lost' | Unavailable;
}

/** Nothing was written under the claim: others need not wait for it. Best effort. */
export async function withdrawAmendment(
  live: LiveConnection,
  { tenant, leadId, request }: AmendmentClaim,
  attempt: number,
): Promise<void> {
  await live.run((redis) =>
    redis.eval(WITHDRAW, { keys: [leadKey(tenant, leadId)], arguments: [String(attempt), request] }),
  );
}
