import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { type VocabularyFile, vocabularyFile } from './schema.ts';

/** The vocabularies that come with Leadline. */
const SHIPPED = join(import.meta.dirname, '../../vocabulary');

/** Names of the vocabularies that there are: one shipped file each. */
export const NAMES = [
  'company-size', 'country', 'deal-type', 'department', 'industry', 'medium', 'month', 'product', 'region', 'seniority',
  'source',
] as const; // prettier-ignore
export type VocabularyName = (typeof NAMES)[number];

/** Files by vocabulary; those of an operator's folder go before the shipped one. */
export type Files = ReadonlyMap<VocabularyName, readonly VocabularyFile[]>;

/**
 * Reads the shipped files and those of an operator's folder (`*.yaml`, `*.yml`).
 * @throws LeadlineError LEADLINE_VOCABULARY_INVALID that names file, place and fault.
 */
export function readFiles(folder: string | null): Files {
  const shipped = NAMES.map((name) => join(SHIPPED, `${name}.yaml`));
  const own = folder === null ? [] : yamlFilesIn(folder).map((file) => join(folder, file));
  const files = [...own, ...shipped].map((path) => ({ path, file: readVocabulary(path) }));
  const byName = new Map(
    NAMES.map((name) => [name, files.map(({ file }) => file).filter((file) => file.vocabulary === name)]),
  );
  for (const { path, file } of files) checkYields(path, file, byName);
  return byName;
}

/** Whether what words give way to is a value of their vocabulary, be it of another file. */
function checkYields(path: string, { vocabulary, values }: VocabularyFile, files: Files): void {
  const all = files.get(vocabulary as VocabularyName) ?? [];
  const known = new Set(all.flatMap((file) => file.values.map(({ value }) => value)));
  for (const { value, yields } of values) {
    if (typeof yields === 'boolean' || known.has(yields)) continue;
    throw invalid(path, `${value} yields to ${JSON.stringify(yields)}; there are: ${[...known].join(', ')}`);
  }
}

function yamlFilesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) throw invalid(folder, 'there is no such folder');
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  if (files.length === 0) throw invalid(folder, 'the folder holds no .yaml file');
  return files.toSorted();
}

function readVocabulary(path: string): VocabularyFile {
  const result = vocabularyFile.safeParse(yamlIn(path));
  if (!result.success) throw invalid(path, `\n${z.prettifyError(result.error)}`);
  const { vocabulary, values } = result.data;
  if (!(NAMES as readonly string[]).includes(vocabulary))
    throw invalid(
      path,
      `there is no vocabulary ${JSON.stringify(vocabulary)}; there are: ${NAMES.join(', ')}`,
    );
  for (const { value, words } of values) {
    const wrong = words.find(
      (word) => word.slice(1, -1).includes('*') || word === '*' || (/\*/.test(word) && / /.test(word)),
    );
    if (wrong !== undefined)
      throw invalid(path, `${value}: in ${JSON.stringify(wrong)} the * must begin or end a single word`);
  }
  return result.data;
}

function yamlIn(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function invalid(where: string, why: string, cause?: unknown): LeadlineError {
  return new LeadlineError('LEADLINE_VOCABULARY_INVALID', `${where}: ${why}`, { where, cause });
}
