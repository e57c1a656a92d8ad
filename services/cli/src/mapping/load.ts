import { dirname, resolve } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from '../files/read.ts';
import { readRows } from '../files/rows.ts';
import { type Mapping, mappingSchema } from './schema.ts';
import { type Joins, type Source, textOf, type Values } from './value.ts';

/** Reads a mapping file of the kind that is wanted. Throws LEADLINE_MAPPING_INVALID, LEADLINE_FILE_UNREADABLE. */
export async function loadMapping<K extends Mapping['kind']>(
  path: string,
  kind: K,
): Promise<Extract<Mapping, { kind: K }>> {
  return parseMapping(await readText(path), kind, path);
}

/** Reads a mapping from YAML. Throws LEADLINE_MAPPING_INVALID that names each wrong key. */
export function parseMapping<K extends Mapping['kind']>(
  text: string,
  kind: K,
  path = 'mapping',
): Extract<Mapping, { kind: K }> {
  const result = mappingSchema.safeParse(yamlIn(text, path));
  if (!result.success)
    throw new LeadlineError('LEADLINE_MAPPING_INVALID', `${path}:\n${z.prettifyError(result.error)}`, {
      where: path,
    });
  const mapping = result.data;
  if (mapping.kind !== kind)
    throw new LeadlineError(
      'LEADLINE_MAPPING_INVALID',
      `${path} is a mapping of ${mapping.kind}, not of ${kind}.`,
      { where: path },
    );
  return mapping as Extract<Mapping, { kind: K }>;
}

function yamlIn(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_MAPPING_INVALID', `${path}: ${why}`, { where: path, cause });
  }
}

/** Reads the side files of a mapping; their names are relative to the imported file. Throws LEADLINE_FILE_UNREADABLE. */
export async function loadJoins(mapping: Mapping, importedFile: string): Promise<Joins> {
  const joins = new Map<string, ReadonlyMap<string, Values>>();
  for (const [name, { file, key, delimiter }] of Object.entries(mapping.joins)) {
    const rows = new Map<string, Values>();
    for await (const row of readRows(resolve(dirname(importedFile), file), delimiter)) {
      const problem =
        'problem' in row ? row.problem : row.values[key] === undefined ? `there is no column ${key}` : null;
      if (problem !== null || !('values' in row))
        throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file}, line ${row.line}: ${problem}.`, {
          where: file,
        });
      rows.set(row.values[key]!.trim(), row.values);
    }
    joins.set(name, rows);
  }
  return joins;
}

/** A row with its rows of the side files. Throws Unmappable. */
export function joined(mapping: Mapping, joins: Joins, values: Values): Source {
  const found = Object.entries(mapping.joins).flatMap(([name, { by }]) => {
    const key = textOf(by, { values, joined: new Map() }, `joins.${name}`);
    const row = key === null ? undefined : joins.get(name)?.get(key);
    return row ? [[name, row] as const] : [];
  });
  return { values, joined: new Map(found) };
}
