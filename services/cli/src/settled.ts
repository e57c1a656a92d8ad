import { RETRY_TIERS, retryTopic, TOPICS } from '@leadline/contracts';
import { settle, type StreamClient } from '@leadline/stream';

/** Topics of a stage's group, its retries among them. */
function topicsOf(stage: string): readonly string[] {
  const inputs = Object.entries(TOPICS).filter(([, { consumers }]) =>
    (consumers as readonly string[]).includes(stage),
  );
  return [...inputs.map(([name]) => name), ...RETRY_TIERS.map((tier) => retryTopic(stage, tier.name))];
}

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
  for (const stage of stages)
    await settle(client, stage, topicsOf(stage), { timeoutMs: Math.max(0, deadline - Date.now()) });
}

/** Stages from receipt to the first contact, in the order of the flow. */
export const FLOW = ['enrichment', 'data-quality', 'scoring', 'assignment', 'outreach'] as const;
