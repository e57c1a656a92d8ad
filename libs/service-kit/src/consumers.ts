import { LeadlineError, TOPICS } from '@leadline/contracts';
import type { ExactlyOnceOptions, Stage } from '@leadline/stream';

/** What a service consumes: a stage (at least once) or a log with one owner per partition (exactly once). */
export type Consumer =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'log'; readonly options: ExactlyOnceOptions };

export function groupOf(consumer: Consumer): string {
  return consumer.kind === 'stage' ? consumer.stage.name : consumer.options.group;
}

export function inputsOf(consumer: Consumer): readonly string[] {
  return consumer.kind === 'stage' ? consumer.stage.inputs : [consumer.options.topic];
}

/**
 * Compares what the consumers read with the topic table.
 * @throws LeadlineError LEADLINE_TOPIC_UNHANDLED, LEADLINE_TOPIC_UNDECLARED
 */
export function checkHandlers(consumers: readonly Consumer[], topics: TopicTable = TOPICS): void {
  for (const consumer of consumers) {
    const group = groupOf(consumer);
    const inputs = new Set(inputsOf(consumer));
    const declared = Object.entries(topics).filter(([, topic]) => topic.consumers.includes(group));
    const unhandled = declared.find(([name, topic]) => !inputs.delete(name) && !topic.compact);
    if (unhandled)
      throw new LeadlineError('LEADLINE_TOPIC_UNHANDLED', `No handler of ${group} reads ${unhandled[0]}.`);
    const [undeclared] = inputs;
    if (undeclared !== undefined)
      throw new LeadlineError(
        'LEADLINE_TOPIC_UNDECLARED',
        `${group} reads ${undeclared}, whose consumers do not name it.`,
      );
  }
}

type TopicTable = Readonly<
  Record<string, { readonly consumers: readonly string[]; readonly compact: boolean }>
>;
