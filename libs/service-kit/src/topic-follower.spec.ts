import { type Codec, CodecFailure, type DecodedRecord } from '@leadline/contracts';
import { type FollowOptions, type StreamRecord, StreamUnavailable } from '@leadline/stream';
import { type Followed, TopicFollower } from './topic-follower.ts';

const record = (topic: string, key: string, value: string | null, offset = 0): StreamRecord => ({
  topic,
  partition: 0,
  offset: BigInt(offset),
  key,
  value: value === null ? null : Buffer.from(value),
  headers: {},
  timestamp: 0,
});

const codec = {
  decode: async (bytes: Buffer): Promise<DecodedRecord> => {
    const text = bytes.toString();
    if (text === 'poison') throw new CodecFailure('poison', 'LEADLINE_RECORD_UNDECODABLE', 'not Avro');
    if (text === 'unknown')
      throw new CodecFailure('transient', 'LEADLINE_REGISTRY_UNAVAILABLE', 'no registry');
    return { record: 'RepContact', value: { name: text } } as DecodedRecord;
  },
} as unknown as Codec;

/** A follower over a stream that hands over `records` when it is refreshed. */
function given() {
  const taken: unknown[] = [];
  const warnings: unknown[] = [];
  const world = { records: [] as StreamRecord[], down: false, started: [] as FollowOptions[], breaths: 0 };
  const follow = async (options: FollowOptions) => {
    if (world.down) throw new StreamUnavailable('no broker');
    world.started.push(options);
    return { refresh: () => options.take(world.records.splice(0)), close: async () => {} };
  };
  const followed = (topic: Followed['topic']): Followed => ({
    topic,
    take: (key, value) => void taken.push([topic, key, value]),
  });
  const parts = { stream: { follow }, codec, log: { warn: (fields: unknown) => void warnings.push(fields) } };
  const breathe = async (): Promise<void> => void (world.breaths += 1);
  const follower = new TopicFollower([followed('rep.contact'), followed('lead.contact')], parts, breathe);
  return { follower, world, taken, warnings };
}

test('one reader for all topics hands each record to who follows its topic, tombstones too', async () => {
  const { follower, world, taken } = given();
  world.records = [record('rep.contact', 'a', 'A'), record('lead.contact', 'b', null)];
  await follower.refresh();
  await follower.refresh();
  expect(taken).toEqual([
    ['rep.contact', 'a', { name: 'A' }],
    ['lead.contact', 'b', null],
  ]);
  expect(world.started.map(({ topics }) => topics)).toEqual([['rep.contact', 'lead.contact']]);
});

test('it lets others in between any two records, so that a long topic does not keep the event loop', async () => {
  const { follower, world } = given();
  world.records = Array.from({ length: 50 }, (_, at) => record('rep.contact', `k${at}`, 'A', at));
  await follower.refresh();
  expect(world.breaths).toBe(50);
});

test('a record that cannot be read is passed over with a warning, its neighbours are taken', async () => {
  const { follower, world, taken, warnings } = given();
  world.records = [
    record('rep.contact', 'a', 'A'),
    record('rep.contact', 'x', 'poison', 1),
    record('rep.contact', 'b', 'B', 2),
  ];
  await follower.refresh();
  expect(taken).toHaveLength(2);
  expect(warnings).toMatchObject([{ err: { code: 'LEADLINE_RECORD_UNDECODABLE' }, offset: '1' }]);
});

test('a dead registry fails the refresh instead of costing a record', async () => {
  const { follower, world, taken } = given();
  world.records = [record('rep.contact', 'a', 'unknown')];
  await expect(follower.refresh()).rejects.toMatchObject({ code: 'LEADLINE_REGISTRY_UNAVAILABLE' });
  expect(taken).toEqual([]);
});

test('a broker that is away at the first refresh is asked again at the next', async () => {
  const { follower, world, taken } = given();
  world.down = true;
  await expect(follower.refresh()).rejects.toMatchObject({ code: 'LEADLINE_KAFKA_UNAVAILABLE' });
  world.down = false;
  world.records = [record('rep.contact', 'a', 'A')];
  await follower.refresh();
  expect(taken).toHaveLength(1);
});
