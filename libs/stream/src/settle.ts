import { LeadlineError } from '@leadline/contracts';
import type { StreamClient } from './port.ts';

/** How far a group still has to go, in records. */
async function lagOf(client: StreamClient, group: string, topics: readonly string[]): Promise<bigint> {
  const rows = await client.lag(group, topics);
  return rows.reduce((sum, row) => sum + (row.end > row.committed ? row.end - row.committed : 0n), 0n);
}

/**
 * Resolves when the group has committed all that lay on the topics, as seen at some moment after the call.
 * Throws LEADLINE_SETTLE_TIMEOUT after `timeoutMs`.
 */
export async function settle(
  client: StreamClient,
  group: string,
  topics: readonly string[],
  { timeoutMs = 120_000, pollMs = 10 }: { timeoutMs?: number; pollMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const lag = await lagOf(client, group, topics);
    if (lag === 0n) return;
    if (Date.now() > deadline)
      throw new LeadlineError('LEADLINE_SETTLE_TIMEOUT', `${group} is still ${lag} records behind.`, {
        where: group,
      });
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
