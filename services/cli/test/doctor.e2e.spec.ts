import {
  type Codec,
  createCodec,
  registerSchemas,
  type TopicToCreate,
  topicSpecs,
} from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import { environmentOf, type Stack, upStack } from '@leadline/local';
import { connectKafka, type StreamClient } from '@leadline/stream';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { Check } from '../src/doctor/check.ts';
import { history } from './history.ts';

let stack: Stack;
let client: StreamClient;
let codec: Codec;
let live: LiveConnection;
beforeAll(async () => {
  stack = await upStack({ env: {} });
  const { kafka, registry, redis } = stack.addresses;
  client = await connectKafka({ brokers: kafka, clientId: 'doctor-test' });
  codec = createCodec({ registryUrl: registry });
  live = await connectLive(redis);
  await registerSchemas({ registryUrl: registry });
  await client.ensureTopics(topicSpecs().flatMap(spoilt));
});
afterAll(async () => {
  live?.close();
  await client?.close();
  await stack?.down();
});

/** As somebody might have made them by hand. */
function spoilt(spec: TopicToCreate): readonly TopicToCreate[] {
  if (spec.name === 'lead.parked') return [];
  if (spec.name === 'lead.waiting') return [{ ...spec, partitions: 2 }];
  if (spec.name === 'lead.scored') return [{ ...spec, retentionDays: 7 }];
  return [spec];
}

/** What the doctor says, by check. */
async function doctor(options: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const { code, output } = await runCli(['doctor', '--json', ...options], {
    ...environmentOf(stack.addresses),
    ...env,
  });
  const checks = JSON.parse(output) as readonly Check[];
  const found = checks.flatMap(({ name, findings }) =>
    findings.map(({ code: error, where }) => `${name}: ${error} ${where}`),
  );
  const unchecked = checks
    .filter((check) => check.unchecked !== null)
    .map((check) => `${check.name}: ${check.unchecked}`);
  return { code, found, unchecked, checks };
}

const TOPICS = [
  'topics: LEADLINE_TOPIC_MISSING lead.parked',
  'topics: LEADLINE_TOPIC_CONFIG lead.scored',
  'topics: LEADLINE_TOPIC_PARTITIONS lead.waiting',
];
const rest = (found: readonly string[]) => found.filter((one) => !TOPICS.includes(one));

test('a topic that is missing, one with too few partitions and one with a wrong retention are found, and nothing else', async () => {
  const { code, found, unchecked, checks } = await doctor();
  expect({ code, unchecked }).toEqual({ code: 1, unchecked: [] });
  expect(found.toSorted()).toEqual(TOPICS.toSorted());
  const seen = new Map(checks.map(({ name, seen: what }) => [name, what]));
  expect(seen.get('clocks')).toMatch(
    /^Kafka -?\d+ ± \d+ ms, Redis -?\d+ ± \d+ ms, the registry -?\d+ ± \d+ ms$/,
  );
  expect(seen.get('kafka')).toMatch(/^1 brokers, Produce in versions \d+ to \d+$/);
  expect(seen.get('access')).toBe('Kafka keeps no access lists, or does not show them');
});

/** Sets the clock of the command ten seconds forward. */
const AHEAD = {
  NODE_OPTIONS: '--import=data:text/javascript,Date.past=Date.now;Date.now=()=>Date.past()+10000',
};

test('clocks that differ are found', async () => {
  const { found, checks } = await doctor([], AHEAD);
  expect(rest(found)).toEqual(
    ['Kafka', 'Redis', 'the registry'].map((of) => `clocks: LEADLINE_CLOCK_SKEW ${of}`),
  );
  const { findings } = checks.find(({ name }) => name === 'clocks')!;
  expect(findings[0]?.what).toMatch(/^The clock of Kafka is (9\.9|10\.0) s behind the one here\.$/);
});

const send = (to: URL, method: string, body: object) =>
  fetch(to, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test('an incompatible schema in the registry is found, and the level that let it in', async () => {
  const subject = new URL(`${stack.addresses.registry}/subjects/leadline.LeadParked/versions`);
  const level = new URL(`${stack.addresses.registry}/config/leadline.LeadParked`);
  expect((await send(level, 'PUT', { compatibility: 'NONE' })).status).toBe(200);
  const schema = {
    type: 'record',
    name: 'LeadParked',
    namespace: 'leadline',
    fields: [{ name: 'invented', type: 'int' }],
  };
  expect((await send(subject, 'POST', { schema: JSON.stringify(schema) })).status).toBe(200);
  const { code, found } = await doctor();
  expect(code).toBe(1);
  expect(rest(found)).toEqual([
    'schemas: LEADLINE_SCHEMA_FOREIGN LeadParked',
    'schemas: LEADLINE_SCHEMA_LEVEL LeadParked',
  ]);
});

test('a Redis without what the ledger says, a workspace that nobody decides, dead letters and a Redis that forgets are found', async () => {
  const producer = await client.producer();
  const context = { tenant: 'default', workspace: 'emea', subject: null, traceparent: null };
  for (const value of history().ledger) {
    const emit = {
      topic: 'assignment.ledger',
      record: 'LedgerEntry',
      key: value.workspace,
      value,
      partition: 0,
    } as const;
    await producer.send([await codec.encode(emit, context, 'assignment')]);
  }
  const advanced = {
    eventId: 'clock-1',
    tenant: 'default',
    workspace: 'emea',
    to: 1,
    by: null,
    reason: null,
  };
  const input = { topic: 'assignment.in', record: 'ClockAdvanced', key: 'emea', value: advanced } as const;
  await producer.send([await codec.encode(input, context, 'intake')]);
  const headers = { 'dlq-code': 'LEADLINE_RECORD_UNDECODABLE', 'dlq-topic': 'lead.validated' };
  await producer.send([{ topic: 'scoring.dlq', key: 'l1', value: Buffer.from('no avro'), headers }]);
  await producer.close();
  await live.run((redis) => redis.configSet('maxmemory-policy', 'allkeys-lru'));

  const { code, found } = await doctor(['--max-age', '0']);
  expect(code).toBe(1);
  expect(rest(found).filter((one) => !one.startsWith('schemas'))).toEqual([
    'redis: LEADLINE_REDIS_EVICTS Redis',
    'groups: LEADLINE_RECORDS_WAIT assignment',
    'workspaces: LEADLINE_WORKSPACE_STILL default/emea',
    'load: LEADLINE_LOAD_DIFFERS partition 0',
    'dead letters: LEADLINE_DEAD_LETTERS scoring',
  ]);
});

test('a registry or a Redis that does not answer is said, and the rest is looked at', async () => {
  await stack.registry.kill();
  await stack.redis.kill();
  const { found, unchecked } = await doctor();
  const dark = unchecked.map((one) => one.split(':')[0]);
  expect(dark).toEqual(expect.arrayContaining(['redis', 'schemas']));
  expect(found).toEqual(expect.arrayContaining(TOPICS));
});
