import type { OutRecord, StreamClient, StreamProducer, StreamRecord } from '@leadline/stream';

/**
 * The client as seen by code that knows the real names, while on the broker every topic and group bears a prefix: so
 * test suites share a broker without seeing each other.
 */
export function prefixedClient(client: StreamClient, prefix: string): StreamClient {
  const outward = (name: string) => `${prefix}${name}`;
  const inward = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name);
  const sent = <R extends OutRecord>(record: R): R => ({ ...record, topic: outward(record.topic) });
  const received = (record: StreamRecord): StreamRecord => ({ ...record, topic: inward(record.topic) });
  return {
    producer: async () => prefixedProducer(await client.producer(), outward, inward),
    runAtLeastOnce: (run) =>
      client.runAtLeastOnce({
        ...run,
        group: outward(run.group),
        topics: run.topics.map(outward),
        handle: (batch, signal) => run.handle(batch.map(received), signal),
      }),
    runExactlyOnce: (run) =>
      client.runExactlyOnce({
        ...run,
        group: outward(run.group),
        topic: outward(run.topic),
        claim: async (partition) => sent(await run.claim(partition)),
        task: (ownership) => {
          const task = run.task(ownership);
          return {
            open: () => task.open(),
            process: async (chunk) => (await task.process(chunk.map(received))).map(sent),
            committed: () => task.committed(),
            idle: (now) => task.idle(now),
            close: () => task.close(),
          };
        },
        ...(run.deadLettered && {
          deadLettered: async (record, position, code) =>
            ((await run.deadLettered?.(received(record), position, code)) ?? []).map(sent),
        }),
      }),
    async *read(options) {
      for await (const batch of client.read({ ...options, topic: outward(options.topic) }))
        yield batch.map(received);
    },
    follow: ({ topics, take }) =>
      client.follow({ topics: topics.map(outward), take: (records) => take(records.map(received)) }),
    ensureTopics: (topics, replication) =>
      client.ensureTopics(
        topics.map((topic) => ({ ...topic, name: outward(topic.name) })),
        replication,
      ),
    topics: async () => (await client.topics()).filter((topic) => topic !== inward(topic)).map(inward),
    partitions: (topic) => client.partitions(outward(topic)),
    endOffsets: (topic) => client.endOffsets(outward(topic)),
    lag: async (group, topics) =>
      (await client.lag(outward(group), topics.map(outward))).map((lag) => ({
        ...lag,
        topic: inward(lag.topic),
      })),
    describe: async (topics) =>
      (await client.describe(topics.map(outward))).map((topic) => ({ ...topic, name: inward(topic.name) })),
    access: () => client.access(),
    grant: (user, rules) =>
      client.grant(
        user,
        rules.map((rule) => (rule.resource === 'cluster' ? rule : { ...rule, name: outward(rule.name) })),
      ),
    brokers: () => client.brokers(),
    members: (group) => client.members(outward(group)),
    close: () => client.close(),
  };
}

function prefixedProducer(
  producer: StreamProducer,
  outward: (name: string) => string,
  inward: (name: string) => string,
): StreamProducer {
  return {
    send: async (records) => {
      const positions = await producer.send(
        records.map((record) => ({ ...record, topic: outward(record.topic) })),
      );
      return positions.map((position) => ({ ...position, topic: inward(position.topic) }));
    },
    get pending() {
      return producer.pending;
    },
    close: () => producer.close(),
  };
}
