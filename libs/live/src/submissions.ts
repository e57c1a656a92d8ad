import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';

/** One submission of a lead. The lead id stands for source and idempotency key, which may hold personal data. */
export interface Submission {
  readonly tenant: string;
  readonly leadId: string;
  /** SHA-256 of the canonical body. */
  readonly hash: string;
}

/**
 * - new: not seen before; now pending.
 * - pending: seen, but not known to be acknowledged by the broker; sending it again is harmless.
 * - acked: the same body was accepted before.
 * - conflict: another body was acknowledged under this key, or claims it in the same call.
 */
export type ClaimAnswer = 'new' | 'pending' | 'acked' | 'conflict';

/** How long an acknowledged key is remembered, s: as long as `lead.received` keeps the lead. */
const ACKED_SECONDS = 7 * 24 * 3600;
/** How long a key whose fate is unknown is remembered, s. */
const PENDING_SECONDS = 600;

const CLAIM = `
local answers, claimed = {}, {}
for i, key in ipairs(KEYS) do
  local held = redis.call('GET', key)
  local state, hash = (held or ''):match('^(%a+) (.*)$')
  if hash == ARGV[i + 1] then
    answers[i] = state
  elseif state == 'acked' or claimed[key] then
    answers[i] = 'conflict'
  else
    redis.call('SET', key, 'pending ' .. ARGV[i + 1], 'EX', ARGV[1])
    answers[i] = 'new'
  end
  claimed[key] = true
end
return answers
`;

const ACKNOWLEDGE = `
local answers = {}
for i, key in ipairs(KEYS) do
  local hash = (redis.call('GET', key) or ''):match('^acked (.*)$')
  if hash and hash ~= ARGV[i + 1] then
    answers[i] = 'conflict'
  else
    redis.call('SET', key, 'acked ' .. ARGV[i + 1], 'EX', ARGV[1])
    answers[i] = 'acked'
  end
end
return answers
`;

/**
 * Claims keys, in one round trip and in the order given: of two equal keys in one call the second sees the first. A claim
 * that is only pending gives way to another body, because nothing was acknowledged under it: its sender may mend it.
 */
export async function claimSubmissions(
  live: LiveConnection,
  submissions: readonly Submission[],
): Promise<readonly ClaimAnswer[] | Unavailable> {
  if (submissions.length === 0) return [];
  const reply = await live.run((redis) =>
    redis.eval(CLAIM, {
      keys: submissions.map(keyOf),
      arguments: [String(PENDING_SECONDS), ...submissions.map(({ hash }) => hash)],
    }),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : (reply as unknown as ClaimAnswer[]);
}

/**
 * Remembers that the broker has acknowledged these submissions. Of different bodies that were sent under one key at the same
 * time the first acknowledged wins, the others are conflicts. Best effort: by then the log holds all of them under one lead id,
 * and the pipeline goes on with the one that lies first.
 */
export async function acknowledgeSubmissions(
  live: LiveConnection,
  submissions: readonly Submission[],
): Promise<readonly ('acked' | 'conflict')[] | Unavailable> {
  if (submissions.length === 0) return [];
  const reply = await live.run((redis) =>
    redis.eval(ACKNOWLEDGE, {
      keys: submissions.map(keyOf),
      arguments: [String(ACKED_SECONDS), ...submissions.map(({ hash }) => hash)],
    }),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : (reply as unknown as ('acked' | 'conflict')[]);
}

const keyOf = ({ tenant, leadId }: Submission) => `ll:submission:${tenant}:${leadId}`;
