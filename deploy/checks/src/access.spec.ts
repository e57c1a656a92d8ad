import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  accessOf,
  type AccessRule,
  KAFKA_USERS,
  type KafkaUser,
  STAGES,
  TOPICS,
  topicSpecs,
} from '@leadline/contracts';
import { ROOT, SERVICES } from './folders.ts';

/** Topics with which a user may do this. */
const topicsOf = (user: KafkaUser, operation: AccessRule['operations'][number]): readonly string[] =>
  accessOf(user)
    .filter(({ resource, operations }) => resource === 'topic' && operations.includes(operation))
    .map(({ name }) => name);

/** Topics that stand as such in the code of a service. */
function namedIn(service: string): readonly string[] {
  const folder = join(ROOT, 'services', service, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const text = sources.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return Object.keys(TOPICS).filter((topic) => text.includes(`'${topic}'`));
}

/** What the stream runtime writes for a stage whose leads it parks. */
const PARKING = ['lead.parked', 'assignment.in'];

const services = KAFKA_USERS.filter((user) => user !== 'operators');

test('each service has a user, and so have operators', () => {
  expect(services.toSorted()).toEqual(SERVICES);
});

test.each(services)('%s may read and write the topics that its code names, and no others', (service) => {
  const both = [...topicsOf(service, 'read'), ...topicsOf(service, 'write')];
  const granted = new Set(both.filter((topic) => topic in TOPICS));
  const named = namedIn(service);
  expect(named.filter((topic) => !granted.has(topic))).toEqual([]);
  expect([...granted].filter((topic) => !named.includes(topic) && !PARKING.includes(topic))).toEqual([]);
});

const writers = (topic: string) =>
  services.filter((service) => topicsOf(service, 'write').includes(topic)).toSorted();

test('nobody but its writers may write a topic of the table', () => {
  expect(writers('assignment.ledger')).toEqual(['assignment']);
  expect(writers('lead.contact')).toEqual(['data-quality']);
  expect(writers('assignment.in')).toEqual(['assignment', 'data-quality', 'enrichment', 'intake', 'scoring']);
});

test('people may read what assignment decided and keeps, and change none of it', () => {
  const written = topicsOf('operators', 'write');
  for (const topic of ['assignment.ledger', 'assignment.decision', 'assignment.state'])
    expect(written).not.toContain(topic);
  expect(topicsOf('operators', 'read')).toContain('assignment.decision');
});

test('operators may look at all that `leadline doctor` asks of Kafka', () => {
  expect(topicsOf('operators', 'describe_configs')).toEqual(topicSpecs().map(({ name }) => name));
  const groups = accessOf('operators').filter(({ resource }) => resource === 'group');
  expect(groups.map(({ name }) => name)).toEqual([...STAGES]);
});
