import { CodecFailure, type AccountUpserted, type Codec, type DecodedRecord } from '@leadline/contracts';
import { type StreamClient, type StreamRecord, StreamUnavailable } from '@leadline/stream';
import { account } from '../../test/lead.ts';
import { accountFollower } from './account-follower.ts';

const scope = { tenant: 'default', workspace: 'main' };

/** A topic of one partition in memory; values are JSON. */
class MemoryTopic {
  readonly records: StreamRecord[] = [];
  reads = 0;
  down = false;

  add(key: string, value: AccountUpserted | string | null): void {
    const bytes =
      value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    const offset = BigInt(this.records.length);
    this.records.push({
      topic: 'account.upserted',
      partition: 0,
      offset,
      key,
      value: bytes,
      headers: {},
      timestamp: 0,
    });
  }

  readonly client = {
    endOffsets: async () => {
      if (this.down) throw new StreamUnavailable('no broker');
      return new Map([[0, BigInt(this.records.length)]]);
    },
    read: async function* (this: MemoryTopic, { from, to }: Parameters<StreamClient['read']>[0]) {
      this.reads += 1;
      yield this.records.slice(Number(from?.get(0) ?? 0n), Number(to?.get(0)));
    }.bind(this),
  } as unknown as StreamClient;
}

const codec = {
  decode: async (bytes: Buffer): Promise<DecodedRecord> => {
    const text = bytes.toString();
    if (text === 'poison') throw new CodecFailure('poison', 'LEADLINE_RECORD_UNDECODABLE', 'not Avro');
    if (text === 'unknown')
      throw new CodecFailure('transient', 'LEADLINE_REGISTRY_UNAVAILABLE', 'no registry');
    return { record: 'AccountUpserted', value: JSON.parse(text) as AccountUpserted };
  },
} as unknown as Codec;

function given() {
  const topic = new MemoryTopic();
  const warnings: unknown[] = [];
  const log = { warn: (fields: unknown) => void warnings.push(fields) };
  return { topic, warnings, follower: accountFollower({ stream: topic.client, codec, log }) };
}

test('reads all accounts, then only what is new, and nothing when nothing is', async () => {
  const { topic, follower } = given();
  topic.add('a', account({ accountId: 'a' }));
  await follower.refresh();
  await follower.refresh();
  expect([follower.index.size, topic.reads]).toEqual([1, 1]);
  topic.add('b', account({ accountId: 'b' }));
  await follower.refresh();
  expect([follower.index.size, topic.reads]).toEqual([2, 2]);
});

test('a tombstone takes the account away', async () => {
  const { topic, follower } = given();
  topic.add('a', account({ accountId: 'a' }));
  topic.add('a', null);
  await follower.refresh();
  expect(follower.index.byId(scope, 'a')).toBeNull();
});

test('an unreadable account is skipped, its neighbours are there', async () => {
  const { topic, follower, warnings } = given();
  topic.add('a', account({ accountId: 'a' }));
  topic.add('x', 'poison');
  topic.add('b', account({ accountId: 'b' }));
  await follower.refresh();
  expect(follower.index.size).toBe(2);
  expect(warnings).toMatchObject([{ err: { code: 'LEADLINE_RECORD_UNDECODABLE' }, offset: '1' }]);
});

test('a broken dependency fails the refresh; the next one reads everything that was missed', async () => {
  const { topic, follower } = given();
  topic.down = true;
  await expect(follower.refresh()).rejects.toMatchObject({ code: 'LEADLINE_KAFKA_UNAVAILABLE' });
  topic.down = false;
  topic.add('a', 'unknown');
  await expect(follower.refresh()).rejects.toMatchObject({ code: 'LEADLINE_REGISTRY_UNAVAILABLE' });
  topic.records.length = 0;
  topic.add('a', account({ accountId: 'a' }));
  await follower.refresh();
  expect(follower.index.size).toBe(1);
});

test('a refresh called while another runs sees what was written before the call', async () => {
  const { topic, follower } = given();
  topic.add('a', account({ accountId: 'a' }));
  const first = follower.refresh();
  await Promise.resolve();
  await Promise.resolve();
  topic.add('b', account({ accountId: 'b' }));
  await Promise.all([follower.refresh(), follower.refresh()]);
  expect(follower.index.size).toBe(2);
  await first;
});
