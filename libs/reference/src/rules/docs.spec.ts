import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leadView } from '../../test/lead-view.ts';
import { readRules } from '../index.ts';

const text = readFileSync(join(import.meta.dirname, '../../../../docs/quality.md'), 'utf8');

test('docs/quality.md lists the shipped rules as they are', () => {
  const table = /<!-- rules:.*?-->(.*?)<!-- end -->/s.exec(text)?.[1] ?? '';
  const rows = table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const { rules } = readRules(null);
  expect(rows).toEqual(
    rules.map(({ id, severity, dimension, message }) => [`\`${id}\``, severity, dimension, message]),
  );
});

test('docs/quality.md names everything that a condition can ask, and every list', () => {
  const [, asked = ''] = text.split('### What a condition can ask');
  const names = [
    ...Object.entries(leadView()).flatMap(([part, values]) => [part, ...Object.keys(values)]),
    ...Object.keys(readRules(null).lists),
  ];
  expect(names.filter((name) => !asked.includes(`\`${name}\``))).toEqual([]);
});
