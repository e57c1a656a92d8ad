import { LeadlineError, RETRY_TIERS, retryTopic, TOPICS } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';

const POLL_MS = 15;

/** Topics of a stage's group, its retries among them. Compacted ones are read as tables, outside the group. */
function topicsOf(stage: string): readonly string[] {
  const inputs = Object.entries(TOPICS).filter(([, topic]) => isInput(topic, stage));
  return [...inputs.map(([name]) => name), ...RETRY_TIERS.map((tier) => retryTopic(stage, tier.name))];
}

const isInput = (
  { compact, consumers }: { compact: boolean; consumers: readonly string[] },
  stage: string,
): boolean => !compact && consumers.includes(stage);

/**
 * Resolves when each stage in turn has finished all that lies on its topics: in the order of the flow, so that what one
 * stage hands on is waited for at the next. Throws LEADLINE_SETTLE_TIMEOUT.
 */
export async function settled(
  client: StreamClient,
  stages: readonly string[],
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (const stage of stages) {
    const topics = topicsOf(stage);
    for (;;) {
      const rows = await client.lag(stage, topics);
      const behind = rows.reduce(
        (sum, { end, committed }) => sum + (end > committed ? end - committed : 0n),
        0n,
      );
      if (behind === 0n) break;
      if (Date.now() > deadline)
        throw new LeadlineError('LEADLINE_SETTLE_TIMEOUT', `${stage} is still ${behind} records behind.`, {
          where: stage,
        });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** Stages from receipt to the first contact, in the order of the flow. */
export const FLOW = ['enrichment', 'data-quality', 'scoring', 'assignment', 'outreach'] as const;
