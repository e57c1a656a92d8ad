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
 * - conflict: the same key came with another body.
 */
export type ClaimAnswer = 'new' | 'pending' | 'acked' | 'conflict';

/** How long an acknowledged key is remembered, s: as long as `lead.received` keeps the lead. */
const ACKED_SECONDS = 7 * 24 * 3600;
/** How long a key whose fate is unknown is remembered, s. */
const PENDING_SECONDS = 600;

const CLAIM = `
local answers = {}
for i, key in ipairs(KEYS) do
  local held = redis.call('GET', key)
  if not held then
    redis.call('SET', key, 'pending ' .. ARGV[i + 1], 'EX', ARGV[1])
    answers[i] = 'new'
  else
    local state, hash = held:match('^(%a+) (.*)$')
    answers[i] = hash == ARGV[i + 1] and state or 'conflict'
  end
end
return answers
`;

/** Claims keys, in one round trip and in the order given: of two equal keys in one call the second sees the first. */
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

/** Remembers that the broker has acknowledged these submissions. */
export async function acknowledgeSubmissions(
  live: LiveConnection,
  submissions: readonly Submission[],
): Promise<void | Unavailable> {
  if (submissions.length === 0) return undefined;
  const reply = await live.run((redis) =>
    Promise.all(
      submissions.map((submission) =>
        redis.set(keyOf(submission), `acked ${submission.hash}`, {
          expiration: { type: 'EX', value: ACKED_SECONDS },
        }),
      ),
    ),
  );
  return reply === UNAVAILABLE ? UNAVAILABLE : undefined;
}

const keyOf = ({ tenant, leadId }: Submission) => `ll:submission:${tenant}:${leadId}`;
