/**
 * Writes golden bytes for every record whose schema has no golden file yet: `schemas/golden/<Record>.v<n>.avro` (the Avro
 * payload) and `.json` (the writer's schema and the value). A file that exists is never written again.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import avsc from 'avsc';
import type { AvroType } from './avro-types.ts';
import { root, schemas } from './sources.ts';

const folder = join(root, 'schemas/golden');
mkdirSync(folder, { recursive: true });

/** Equal for schemas that write the same bytes: docs and marks do not count. */
const shapeOf = (schema: unknown): string =>
  JSON.stringify(avsc.Type.forSchema(schema as avsc.Schema).schema());

/** A value in which every optional field is filled, so that the bytes cover the whole schema. */
function exampleOf(type: AvroType, name: string): unknown {
  if (typeof type === 'string') return PRIMITIVES[type]!(name);
  if (Array.isArray(type))
    return exampleOf(
      (type as readonly AvroType[]).find((one) => one !== 'null')!,
      name,
    );
  const named = type as Exclude<AvroType, string | readonly AvroType[]>;
  if (named.type === 'array') return [exampleOf(named.items, `${name}1`), exampleOf(named.items, `${name}2`)];
  if (named.type === 'map') return { one: exampleOf(named.values, name) };
  return Object.fromEntries(named.fields.map((field) => [field.name, exampleOf(field.type, field.name)]));
}
const PRIMITIVES: Readonly<Record<string, (name: string) => unknown>> = {
  string: (name) => `${name} ä€😀`,
  boolean: () => true,
  int: (name) => name.length,
  long: (name) => 1_790_000_000_000 + name.length,
  float: () => 0.5,
  double: (name) => name.length + 0.25,
};

for (const { record } of schemas) {
  const versions = readdirSync(folder).filter(
    (file) => file.startsWith(`${record.name}.v`) && file.endsWith('.json'),
  );
  const known = versions.some((file) => {
    const golden = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { schema: unknown };
    return shapeOf(golden.schema) === shapeOf(record);
  });
  if (known) continue;
  const value = exampleOf(record, record.name);
  const path = join(folder, `${record.name}.v${versions.length + 1}`);
  const bytes = avsc.Type.forSchema(JSON.parse(JSON.stringify(record)) as avsc.Schema).toBuffer(value);
  writeFileSync(`${path}.avro`, bytes, { flag: 'wx' });
  writeFileSync(`${path}.json`, `${JSON.stringify({ schema: record, value }, null, 1)}\n`, { flag: 'wx' });
  process.stdout.write(`${path}.avro\n`);
}
