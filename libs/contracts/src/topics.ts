import { TOPICS } from './generated/topics.ts';

/** Stages that consume: their names are consumer groups, too. */
export const STAGES = [
  'intake',
  'intake-status',
  'intake-decision',
  'enrichment',
  'data-quality',
  'scoring',
  'assignment',
  'outreach',
] as const;
export type StageName = (typeof STAGES)[number];

/** Waits of the retry topics, in order. */
export const RETRY_TIERS = [
  { name: '5s', ms: 5_000 },
  { name: '1m', ms: 60_000 },
  { name: '15m', ms: 900_000 },
] as const;

/** A topic as it has to be created. */
export interface TopicToCreate {
  readonly name: string;
  readonly partitions: number;
  readonly compact: boolean;
  readonly retentionDays: number | null;
  /** Whether the broker's clock stamps the records, in place of the writer's. */
  readonly appendTime: boolean;
}

export const deadLetterTopic = (stage: string): string => `${stage}.dlq`;
export const retryTopic = (stage: string, tier: string): string => `${stage}.retry.${tier}`;

/** Where `leadline doctor` lets the broker stamp a record, to see its clock. Nobody reads it. */
export const CLOCK_TOPIC = 'doctor.clock';

/** Days for which a dead letter can be redriven. */
const DEAD_LETTER_DAYS = 30;

/** Every topic of the product: the topic table, dead letters and retries of each stage, and the one that tells the time. */
export function topicSpecs(): readonly TopicToCreate[] {
  const table = Object.entries(TOPICS).map(([name, { partitions, compact, retentionDays, appendTime }]) => ({
    name,
    partitions,
    compact,
    retentionDays,
    appendTime,
  }));
  const perStage = STAGES.flatMap((stage) =>
    [deadLetterTopic(stage), ...RETRY_TIERS.map((tier) => retryTopic(stage, tier.name))].map((name) => ({
      name,
      partitions: 4,
      compact: false,
      retentionDays: DEAD_LETTER_DAYS,
      appendTime: false,
    })),
  );
  const clock = { name: CLOCK_TOPIC, partitions: 1, compact: false, retentionDays: 1, appendTime: true };
  return [...table, ...perStage, clock];
}
