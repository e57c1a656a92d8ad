import { TOPICS } from '@leadline/contracts';
import { checkTopics } from './topics.ts';

/** A Kafka with every topic as the table says, but for `counts`; null: not there. */
function kafkaWith(counts: Readonly<Record<string, number | null>> = {}) {
  const found = new Map<string, number | null>([
    ...Object.entries(TOPICS).map(([topic, { partitions }]) => [topic, partitions] as const),
    ...Object.entries(counts),
  ]);
  return {
    topics: async () => [...found].flatMap(([topic, count]) => (count === null ? [] : [topic])),
    partitions: async (topic: string) => found.get(topic) ?? 0,
  };
}

test('topics as the table says are taken, and so are those of other services, whatever they are', async () => {
  await checkTopics(kafkaWith({ 'outreach.sent': null }), 'assignment', ['assignment']);
  await checkTopics(kafkaWith({ 'lead.received': null }), 'probe', []);
});

test.each([
  ['writes', 'lead.assigned'],
  ['reads', 'assignment.in'],
])('a missing topic that it %s is named, with the command that makes it', async (_how, topic) => {
  await expect(checkTopics(kafkaWith({ [topic]: null }), 'assignment', ['assignment'])).rejects.toMatchObject(
    {
      code: 'LEADLINE_TOPIC_MISSING',
      message: `Kafka has no topic ${topic}.`,
      mend: expect.stringContaining('leadline topics create'),
    },
  );
});

test('another number of partitions would give a workspace two logs, and is harmless where keys decide', async () => {
  await expect(
    checkTopics(kafkaWith({ 'assignment.in': 8 }), 'scoring', ['scoring']),
  ).resolves.toBeUndefined();
  await expect(
    checkTopics(kafkaWith({ 'assignment.in': 8 }), 'assignment', ['assignment']),
  ).rejects.toMatchObject({
    code: 'LEADLINE_TOPIC_PARTITIONS',
  });
  await checkTopics(kafkaWith({ 'lead.validated': 8 }), 'scoring', ['scoring']);
});
