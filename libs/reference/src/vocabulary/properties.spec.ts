import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Canonical } from '@leadline/domain';
import * as fc from 'fast-check';
import { readCorpus } from '../../test/corpus.ts';
import {
  domainKind,
  emailOf,
  languageOf,
  phoneOf,
  postalPlace,
  shippedVocabularies,
  zoneName,
} from '../index.ts';

const vocabularies = shippedVocabularies();
const readers: Readonly<Record<string, (text: string) => Canonical | null>> = {
  country: vocabularies.country,
  region: (text) => vocabularies.region('US', text),
  industry: vocabularies.industry,
  source: vocabularies.source,
  medium: vocabularies.medium,
  seniority: vocabularies.seniority,
  department: vocabularies.department,
  dealType: vocabularies.dealType,
  product: vocabularies.product,
  companySize: vocabularies.companySize,
};

/** Texts as the corpus has them, pieces of them put together, and texts of any letters. */
const known = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].flatMap((part) =>
  readCorpus(readFileSync(join(import.meta.dirname, `../../corpus/${part}.tsv`), 'utf8')).map(
    ({ given }) => given,
  ),
);
const word = fc.constantFrom(...new Set(known.flatMap((text) => text.split(/\s+/))));
const messy = fc.oneof(
  fc.constantFrom(...known),
  fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '(((((', '*', '\u0000', '\ud800'),
);

test.each(Object.keys(readers))('%s: what is canonical is its own canonical value', (name) => {
  const read = readers[name]!;
  fc.assert(
    fc.property(messy, (text) => {
      const found = read(text);
      if (found === null) return;
      expect(found.from).toBe(text);
      expect(found.confidence).toBeGreaterThan(0);
      expect(found.confidence).toBeLessThanOrEqual(1);
      expect(read(found.value)).toMatchObject({ value: found.value, match: 'exact' });
    }),
    { numRuns: 2000 },
  );
});

test('100,000 texts crash nothing, and none takes long', () => {
  const all = [
    ...Object.values(readers),
    (text: string) => phoneOf(text, 'DE'),
    (text: string) => postalPlace(text, null),
    emailOf,
    languageOf,
    zoneName,
    domainKind,
  ];
  let slowest = 0;
  let count = 0;
  fc.assert(
    fc.property(messy, (text) => {
      const started = process.cpuUsage();
      for (const read of all) read(text);
      const { user, system } = process.cpuUsage(started);
      slowest = Math.max(slowest, user + system);
      count += 1;
    }),
    { numRuns: 100_000 },
  );
  expect(count).toBe(100_000);
  // Microseconds for all of them together; a garbage collection may fall into one. Most take about 200.
  expect(slowest).toBeLessThan(2_000_000);
}, 300_000);

test.each(['(', 'a ', '0', '+', 'é', '-1', ',a', '@a.', 'Leiter*', 'x'.repeat(64)])(
  'no repetition of %j hangs',
  (piece) => {
    const text = piece.repeat(20_000);
    const started = process.cpuUsage();
    for (const read of Object.values(readers)) read(text);
    phoneOf(text, 'US');
    emailOf(text);
    postalPlace(text, null);
    languageOf(text);
    const { user, system } = process.cpuUsage(started);
    expect(user + system).toBeLessThan(3_000_000);
  },
);
