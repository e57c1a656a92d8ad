import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpus } from '../../test/corpus.ts';
import { codesOf } from '../../test/lead-view.ts';
import { shippedRules } from '../index.ts';

/** Titles, industries and countries as people write them. */
const texts = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].flatMap((part) =>
  readCorpus(readFileSync(join(import.meta.dirname, `../../corpus/${part}.tsv`), 'utf8')).map(
    ({ given }) => given,
  ),
);

test('nothing that a lead says of itself in the corpus is taken for advertising', () => {
  const rules = shippedRules();
  const taken = texts.filter((message) => codesOf(rules, { lead: { message } }).length > 0);
  expect(texts.length).toBeGreaterThan(10_000);
  expect(taken).toEqual([]);
});
