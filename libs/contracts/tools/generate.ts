/**
 * Generates from `schemas/`: `src/generated/` (record types, schemas, topic table, access lists), `docs/asyncapi.yaml`, `docs/fields.md`, the
 * table in `schemas/README.md`, and the topics and access lists of the Helm chart. Run by `npm run generate`; `npm run generate -- --check` fails when any of it is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { asyncapiFile, readmeFile } from './documents.ts';
import { fieldsFile } from './fields.ts';
import { kafkaFile } from './helm.ts';
import { root } from './sources.ts';
import { accessFile, recordsFile, schemasFile, topicsFile } from './typescript.ts';

const generated = join(root, 'libs/contracts/src/generated');
const asyncapi = join(root, 'docs/asyncapi.yaml');
const fields = join(root, 'docs/fields.md');
const readme = join(root, 'schemas/README.md');
const helm = join(root, 'deploy/helm/leadline/files/kafka.yaml');

/** The documents stand among hand-written files, so they look as Prettier wants them. */
const pretty = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), filepath: path });

const files: readonly (readonly [path: string, text: string])[] = [
  [join(generated, 'records.ts'), recordsFile()],
  [join(generated, 'schemas.ts'), schemasFile()],
  [join(generated, 'topics.ts'), topicsFile()],
  [join(generated, 'access.ts'), accessFile()],
  [asyncapi, await pretty(asyncapi, asyncapiFile())],
  [fields, await pretty(fields, fieldsFile())],
  [helm, await pretty(helm, kafkaFile())],
  [readme, await pretty(readme, readmeFile(readFileSync(readme, 'utf8')))],
];

for (const [path, text] of files) {
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    process.stderr.write(
      `${relative(root, path)} is stale: run \`npm run generate\` and commit the result.\n`,
    );
    process.exitCode = 1;
  }
}
