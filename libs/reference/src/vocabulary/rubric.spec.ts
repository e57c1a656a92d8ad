import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedVocabularies } from '../index.ts';

/** Titles that docs/titles.md names, or families of them, each with the departments that may stand. */
const examples = readFileSync(join(import.meta.dirname, '../../corpus/titles-rubric.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [title = '', departments = ''] = line.split('\t');
    return { title, departments: departments.split('|') };
  });
const { department } = shippedVocabularies();

test('every title of the rubric is read as the rubric says', () => {
  expect(examples.length).toBeGreaterThan(400);
  const read = examples.map(({ title, departments }) => ({
    title,
    departments,
    found: department(title)?.value ?? '-',
  }));
  expect(read.filter(({ departments, found }) => !departments.includes(found))).toEqual([]);
});

test('all departments and all pairs of the rubric have examples', () => {
  const named = new Set(examples.flatMap(({ departments }) => departments));
  expect([...named].toSorted()).toEqual([
    '-', 'engineering', 'finance', 'hr', 'it', 'legal', 'marketing', 'operations', 'product', 'sales', 'support',
  ]); // prettier-ignore
  const pairs = new Set(
    examples.map(({ departments }) => departments.join('|')).filter((d) => d.includes('|')),
  );
  expect([...pairs].toSorted()).toEqual(['hr|-', 'it|-', 'it|engineering', 'support|sales']);
});
