import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAGES, TOPICS, topicSpecs } from '@leadline/contracts';
import { parse } from 'yaml';
import { CHART, ROOT, SERVICES } from './folders.ts';

interface Access {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

interface Looks {
  readonly topics: readonly string[];
  readonly groups: readonly string[];
}

const { services, operators } = parse(readFileSync(join(CHART, 'files/kafka.yaml'), 'utf8')) as {
  readonly operators: { readonly looks: Looks };
  readonly services: Readonly<Record<string, Access>>;
};

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

test.each(SERVICES)('%s may read and write the topics that its code names, and no others', (service) => {
  const { read, write } = services[service]!;
  const granted = new Set([...read, ...write].filter((topic) => topic in TOPICS));
  const named = namedIn(service);
  expect(named.filter((topic) => !granted.has(topic))).toEqual([]);
  expect([...granted].filter((topic) => !named.includes(topic) && !PARKING.includes(topic))).toEqual([]);
});

const writers = (topic: string) => SERVICES.filter((service) => services[service]!.write.includes(topic));

test('nobody but its writers may write a topic of the table', () => {
  expect(writers('assignment.ledger')).toEqual(['assignment']);
  expect(writers('lead.contact')).toEqual(['data-quality']);
  expect(writers('assignment.in')).toEqual(['assignment', 'data-quality', 'enrichment', 'intake', 'scoring']);
});

test('operators may look at all that `leadline doctor` asks of Kafka', () => {
  expect(operators.looks.topics).toEqual(topicSpecs().map(({ name }) => name));
  expect(operators.looks.groups).toEqual([...STAGES]);
});
