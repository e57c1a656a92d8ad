/**
 * CPU time of each look-up, in microseconds a reading, over the texts of the corpus: `node --conditions=@leadline/source
 * libs/reference/tools/time-vocabularies.ts`. Look-ups without texts there get a few of their own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateIn, moneyIn } from '@leadline/domain';
import { readCorpus } from '../test/corpus.ts';
import { emailOf, languageOf, phoneOf, postalPlace, shippedVocabularies, zoneName } from '../src/index.ts';

const ROUNDS = 20;
const rows = ['a', 'b', 'c', 'd'].flatMap((part) =>
  readCorpus(readFileSync(join(import.meta.dirname, `../corpus/${part}.tsv`), 'utf8')),
);
const textsOf = (field: string): readonly string[] =>
  rows.filter((row) => row.field === field).map(({ given }) => given);
const all = shippedVocabularies();
const titles = textsOf('seniority');
const families: readonly (readonly [string, readonly string[], (text: string) => unknown])[] = [
  ['country', textsOf('country'), all.country],
  ['region', ['California', 'TX', 'New York', 'Bavaria'], (text) => all.region('US', text)],
  ['industry', textsOf('industry'), all.industry],
  ['seniority', titles, all.seniority],
  ['department', titles, all.department],
  ['source', ['Google Ads', 'web', 'Kontaktformular', 'Olympus 2026'], all.source],
  ['medium', ['cpc', 'PPC', 'newsletter', 'x'], all.medium],
  ['deal type', ['new', 'Neukunde', 'Upsell', 'Sonderaktion'], all.dealType],
  ['company size', ['51-200', '1,200', 'KMU', '10k+'], all.companySize],
  ['phone', textsOf('phone'), (text) => phoneOf(text, 'DE')],
  ['postal code', ['SW1A 1AA', '10115', 'K1A 0B1', '94105-1234'], (text) => postalPlace(text, null)],
  ['e-mail', ['Ann.Lee@acme-logistics.com', 'ann@gmial.com', 'nope'], emailOf],
  ['language', ['de-AT', 'English', 'klingon'], languageOf],
  ['time zone', ['Europe/Berlin', 'Mars'], zoneName],
  ['money', ['1,234.50', '€ 1.234,50', '1,5 Mio. EUR'], moneyIn],
  ['date', ['2025-04-03', '3. April 2025', '03/04/2025'], (text) => dateIn(text, all.months)],
];

for (const [name, texts, read] of families) {
  for (const text of texts) read(text);
  const repeat = Math.ceil(2000 / texts.length) * ROUNDS;
  const started = process.cpuUsage();
  for (let round = 0; round < repeat; round += 1) for (const text of texts) read(text);
  const { user, system } = process.cpuUsage(started);
  process.stdout.write(
    `${name.padEnd(14)}${((user + system) / (repeat * texts.length)).toFixed(1).padStart(7)} µs\n`,
  );
}
