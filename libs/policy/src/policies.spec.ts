import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lintPolicy, loadPolicy, tryExamples } from './index.ts';
import { policyFile } from './schema.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'policies/examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));

test('there are examples', () => {
  expect(files.length).toBeGreaterThanOrEqual(5);
});

describe.each(files)('policies/examples/%s', (file) => {
  const policy = loadPolicy(join(folder, file));
  const { reps, examples } = policy.data;

  test('its examples hold', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
    expect(tryExamples(policy, reps).filter(({ wrong }) => wrong.length > 0)).toEqual([]);
  });

  test('lint finds nothing', () => {
    expect(lintPolicy(policy, reps)).toEqual([]);
  });

  test('editors find the schema', () => {
    const [first] = readFileSync(join(folder, file), 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../../schemas/policy.schema.json');
  });
});

test('docs/policy.md has every key of the format', () => {
  const docs = readFileSync(join(root, 'docs/policy.md'), 'utf8');
  const keys = new Set<string>();
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, ...rest } = schema as { readonly properties?: object };
    for (const key of Object.keys(properties ?? {})) keys.add(key);
    for (const part of [...Object.values(properties ?? {}), ...Object.values(rest)]) collect(part);
  };
  collect(z.toJSONSchema(policyFile, { io: 'input' }));
  const said = (key: string): boolean =>
    [`\`${key}\``, `\`${key}.`, `.${key}\``].some((text) => docs.includes(text));
  expect([...keys].filter((key) => !said(key))).toEqual([]);
});
