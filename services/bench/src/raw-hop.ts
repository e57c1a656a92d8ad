import { Kafka, logLevel } from 'kafkajs';
import { advanced, type Hop, type HopRecord } from './hop.ts';

/** The client's ceiling: a batch in, decode, one field more, encode, a batch out. Answers how to stop it. */
export async function rawHop({ brokers, from, to }: Hop): Promise<() => Promise<void>> {
  const kafka = new Kafka({ clientId: `raw-${from}`, brokers: [...brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  const consumer = kafka.consumer({ groupId: `raw-${from}` });
  await Promise.all([producer.connect(), consumer.connect()]);
  await consumer.subscribe({ topics: [from], fromBeginning: true });
  const joined = new Promise<void>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, () => resolve());
  });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const messages = batch.messages.map(({ key, value }) => {
        const record = JSON.parse(value?.toString() ?? '') as HopRecord;
        return { key, value: JSON.stringify(advanced(record)) };
      });
      await producer.send({ topic: to, acks: -1, messages });
    },
  });
  await joined;
  return async () => {
    await consumer.disconnect();
    await producer.disconnect();
  };
}
