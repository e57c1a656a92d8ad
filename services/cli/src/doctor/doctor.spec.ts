import { topicSpecs, type TopicToCreate } from '@leadline/contracts';
import type { AccessEntry, TopicView } from '@leadline/stream';
import { judgeAccess, lookAtAccess } from './access.ts';
import { checked, type Finding, finding } from './check.ts';
import { judgeClocks, skewOf } from './clocks.ts';
import { judgeWaiting, type Waiting } from './groups.ts';
import { judgeSchemas } from './schemas.ts';
import { judgeTopics } from './topics.ts';
import { judgeBrokers, judgeNode, judgeRedis } from './versions.ts';
import { resultOf } from './view.ts';

const specs = topicSpecs();
const asTheTableSays = ({
  name,
  partitions,
  compact,
  retentionDays,
  appendTime,
}: TopicToCreate): TopicView => ({
  name,
  partitions,
  replicas: 3,
  inSync: 3,
  config: {
    'cleanup.policy': compact ? 'compact' : 'delete',
    'retention.ms': compact ? '-1' : String(Number(retentionDays) * 86_400_000),
    'message.timestamp.type': appendTime ? 'LogAppendTime' : 'CreateTime',
  },
});
const views = specs.map(asTheTableSays);
const told = (findings: readonly Finding[]) => findings.map(({ code, where }) => `${code} ${where}`);
const withTopic = (name: string, change: Partial<TopicView>) =>
  judgeTopics(
    specs,
    views.map((view) => (view.name === name ? { ...view, ...change } : view)),
  );

describe('topics', () => {
  test('given those of the table, nothing is found', () => {
    expect(judgeTopics(specs, views)).toEqual([]);
  });

  test('given one that is missing, it is named', () => {
    const rest = views.filter(({ name }) => name !== 'lead.scored');
    expect(told(judgeTopics(specs, rest))).toEqual(['LEADLINE_TOPIC_MISSING lead.scored']);
  });

  test('given too few partitions, what to do depends on whether an order would break', () => {
    const [byKey] = withTopic('lead.enriched', { partitions: 2 });
    const [byWorkspace] = withTopic('assignment.in', { partitions: 2 });
    expect(byKey).toMatchObject({ code: 'LEADLINE_TOPIC_PARTITIONS', where: 'lead.enriched' });
    expect(byKey?.mend).toContain('--partitions 4');
    expect(byWorkspace?.mend).toMatch(/^Never change it/);
  });

  test('given another retention or clock, both values are said', () => {
    const config = { 'retention.ms': '86400000', 'message.timestamp.type': 'CreateTime' };
    const found = withTopic('assignment.in', { config });
    expect(found.map(({ what }) => what)).toEqual([
      'assignment.in has retention.ms=86400000 (1 days), and the table says 2592000000 (30 days).',
      'assignment.in has message.timestamp.type=CreateTime, and the table says LogAppendTime.',
    ]);
  });

  test('given a copy out of sync, the topic is named', () => {
    expect(told(withTopic('lead.status', { inSync: 2 }))).toEqual([
      'LEADLINE_TOPIC_UNDERREPLICATED lead.status',
    ]);
  });
});

const newer = (isReadable: boolean) => ({ version: 7, isReadable });

test('schemas: unknown, of an earlier release, of a later one, foreign, and a level that protects nothing', () => {
  const view = { record: 'LeadScored', isRegistered: true, level: 'FULL_TRANSITIVE', newer: null } as const;
  const found = (change: object) => told(judgeSchemas([{ ...view, ...change }]));
  expect(found({})).toEqual([]);
  expect(found({ isRegistered: false, level: null })).toEqual(['LEADLINE_SCHEMA_NOT_REGISTERED LeadScored']);
  expect(found({ isRegistered: false, newer: newer(true) })).toEqual([
    'LEADLINE_SCHEMA_NOT_REGISTERED LeadScored',
  ]);
  expect(found({ newer: newer(true) })).toEqual(['LEADLINE_SCHEMA_AHEAD LeadScored']);
  expect(found({ newer: newer(false), level: 'NONE' })).toEqual([
    'LEADLINE_SCHEMA_FOREIGN LeadScored',
    'LEADLINE_SCHEMA_LEVEL LeadScored',
  ]);
});

const entry = (change: Partial<AccessEntry>): AccessEntry => ({
  resource: 'topic',
  name: '*',
  isPrefix: false,
  principal: 'User:leadline',
  operation: 'all',
  isAllowed: true,
  ...change,
});

describe('access', () => {
  const all = [entry({}), entry({ resource: 'group' }), entry({ resource: 'transactional_id' })];

  test('given somebody for each need, nothing is found', () => {
    expect(judgeAccess(all)).toEqual([]);
  });

  test('given no entry at all, nothing is found: services are super users, or nothing is shown', () => {
    expect(lookAtAccess([])).toEqual({ seen: 'no access lists, or a super user', findings: [] });
    expect(lookAtAccess(null).findings).toEqual([]);
    expect(lookAtAccess([entry({})]).findings.length).toBeGreaterThan(0);
  });

  test('given a group that nobody may join and a topic that nobody may write, both are named', () => {
    const groups = entry({ resource: 'group', name: 'intake', isPrefix: true });
    const read = entry({ operation: 'read' });
    const write = entry({ operation: 'write', name: 'l', isPrefix: true });
    const found = judgeAccess([groups, read, write]).map(({ what }) => what);
    expect(found).toContain('Nobody may read the group assignment.');
    expect(found).toContain('Nobody may write the topic assignment.in.');
    expect(found.filter((what) => /topic lead\.|group intake/.test(what))).toEqual([]);
  });

  test('given no right to write in transactions or to put a record off, both are named', () => {
    const topics = entry({ name: 'intake', isPrefix: true });
    const found = judgeAccess([topics, entry({ resource: 'group' })]).map(({ what }) => what);
    expect(found).toContain('Nobody may write the transactional_id assignment.assignment.in.0.');
    expect(found).toContain('Nobody may read the topic scoring.retry.1m.');
    expect(found).not.toContain('Nobody may read the topic intake.retry.1m.');
  });

  test('given everybody, that is too wide; what is denied grants nothing', () => {
    const everybody = entry({ principal: 'User:*', name: 'assignment.ledger', operation: 'write' });
    expect(told(judgeAccess([...all, everybody]))).toEqual(['LEADLINE_ACCESS_WIDE assignment.ledger']);
    expect(judgeAccess([...all, { ...everybody, isAllowed: false }])).toEqual([]);
  });
});

describe('clocks', () => {
  test('given an answer somewhere between question and answer, the surest one counts', async () => {
    const times = [0, 100, 200, 210, 300, 400];
    const answers = [1_050, 1_205, 1_350];
    const skew = await skewOf(
      'Redis',
      async () => answers.shift()!,
      () => times.shift()!,
    );
    expect(skew).toEqual({ of: 'Redis', aheadMs: 1_000, uncertainMs: 5 });
  });

  test('given whole seconds, half of one is uncertain', async () => {
    const skew = await skewOf(
      'the registry',
      async () => 1_000,
      () => 1_500,
      1_000,
    );
    expect(skew).toEqual({ of: 'the registry', aheadMs: 0, uncertainMs: 500 });
  });

  test('given a difference, it is found only where it is certain', () => {
    const skew = { of: 'Kafka', aheadMs: -1_400, uncertainMs: 300 };
    expect(judgeClocks([skew], 1_000)[0]?.what).toBe('The clock of Kafka is 1.4 s behind the one here.');
    expect(judgeClocks([{ ...skew, uncertainMs: 500 }], 1_000)).toEqual([]);
  });
});

const part = (partition: number, since: number): Waiting => ({
  group: 'scoring',
  topic: 'lead.validated',
  partition,
  records: 3,
  since,
  from: 0n,
  to: 3n,
});
const late = (members: number, ...waiting: readonly Waiting[]) =>
  judgeWaiting(waiting, new Map([['scoring', members]]), 100_000, 60_000).map(({ what }) => what);

describe('groups', () => {
  test('the oldest record of an input decides, and all of them are counted', () => {
    const both = [part(0, 95_000), part(1, 10_000)];
    const said = '6 records of lead.validated wait for scoring, the oldest for 90 s.';
    expect(late(1, ...both)).toEqual([said]);
    expect(late(0, ...both)).toEqual([`${said} Nobody is in the group.`]);
    expect(late(0, part(0, 95_000))).toEqual([]);
  });
});

test('versions: Node, the requests of Kafka, Redis', () => {
  expect(judgeNode('v24.1.0')).toEqual([]);
  expect(told(judgeNode('v22.9.0'))).toEqual(['LEADLINE_VERSION_OLD Node']);
  const request = { request: 'Produce', from: 3, to: 13, ours: 7 };
  const speaks = (change: object) => judgeBrokers({ brokers: [], speaks: [{ ...request, ...change }] });
  expect(speaks({})).toEqual([]);
  expect(speaks({ from: 8 })[0]?.what).toContain('Produce in versions 8 to 13');
  expect(speaks({ from: -1, to: -1 })[0]?.what).toContain('not at all');
  const redis = { version: '7.2.4', policy: 'noeviction', usedBytes: 1, maxBytes: null };
  expect(judgeRedis(redis)).toEqual([]);
  expect(told(judgeRedis({ ...redis, version: '6.0.16', policy: 'allkeys-lru' }))).toEqual([
    'LEADLINE_VERSION_OLD Redis',
    'LEADLINE_REDIS_EVICTS Redis',
  ]);
});

test('what cannot be looked at is said, and decides only where nothing is amiss', async () => {
  const well = await checked('topics', async () => ({ seen: 'all', findings: [] }));
  const amiss = { ...well, findings: [finding('LEADLINE_TOPIC_MISSING', 'a', 'a is missing')] };
  const dark = await checked('redis', () => Promise.reject(new Error('no answer')));
  expect(dark).toMatchObject({ name: 'redis', unchecked: 'no answer' });
  expect([[well], [well, dark], [amiss, dark]].map((checks) => resultOf(checks).code)).toEqual([0, 2, 1]);
  expect(resultOf([amiss, dark]).lines.at(-1)).toBe('1 findings, 1 not looked at');
});
