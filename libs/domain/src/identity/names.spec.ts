import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { jaroWinkler } from './jaro-winkler.ts';
import { nameWords } from './person-name.ts';
import { keyedName, nameAgreement } from './qgrams.ts';

const hash = (text: string): string => createHmac('sha256', 'secret').update(text).digest('hex');
const agree = (a: string, b: string) =>
  nameAgreement(keyedName(nameWords(a), 's', hash), keyedName(nameWords(b), 's', hash));

test.each([
  ['Dr. Ann-Marie Müller', 'an marie muler'],
  ['Mueller, Ann Marie', 'muler an marie'],
  ['Ludwig van Beethoven jr.', 'ludwig bethoven'],
  ["Seán O'Brien", 'sean obrien'],
  ['De La Cruz', 'kruz'],
  ['Van', 'van'],
  ['Eric Marck', 'erik mark'],
  ['Maxim Alexandrov', 'maxim alexandrov'],
  ['Maksim Aleksandrov', 'maxim alexandrov'],
  ['', ''],
])('the words of "%s" are "%s"', (name, words) => {
  expect(nameWords(name).join(' ')).toBe(words);
});

test.each([
  ['Ann Lee', 'Lee, Ann', 1, 2],
  ['Ann Marie Lee', 'Ann Lee', 1, 2],
  ['A. Lee', 'Ann Lee', 1, 1],
  ['Mueller Hans', 'Hans Müller', 1, 2],
  ['Lee', 'Ann Lee', 1, 1],
])('%s and %s agree to %d', (a, b, weakest, whole) => {
  expect(agree(a, b)).toEqual({ weakest, whole });
});

test('one typing error leaves a name close, another first name does not', () => {
  expect(agree('Jonathan Fisher', 'Jonathon Fisher')?.weakest).toBeGreaterThan(0.6);
  expect(agree('Catherine Fisher', 'Catherine Fischer')?.weakest).toBeGreaterThan(0.6);
  expect(agree('Anna Fisher', 'Bernard Fisher')?.weakest).toBeLessThan(0.3);
  expect(agree('', 'Ann Lee')).toBeNull();
});

test('a keyed name shows no letter, and names of two companies have nothing in common', () => {
  const words = nameWords('Margaret Featherstonehaugh');
  const [one, two] = [keyedName(words, 'acme', hash), keyedName(words, 'globex', hash)];
  expect(one).toMatch(/^([0-9a-f]{4})+( ([0-9a-f]{4})+)+$/);
  expect(nameAgreement(one, two)?.weakest).toBeLessThan(0.1);
  expect(nameAgreement(one, one)).toEqual({ weakest: 1, whole: 2 });
});

test('agreement does not depend on who is asked first', () => {
  const name = fc.string({ unit: fc.constantFrom(...'abcde '.split('')), maxLength: 14 });
  fc.assert(fc.property(name, name, (a, b) => expect(agree(a, b)).toEqual(agree(b, a))));
});

test.each([
  // Winkler (1990), table of examples.
  ['MARTHA', 'MARHTA', 0.961],
  ['DWAYNE', 'DUANE', 0.84],
  ['DIXON', 'DICKSONX', 0.813],
  ['abc', 'xyz', 0],
  ['', '', 1],
  ['', 'abc', 0],
])('%s and %s are similar to %d', (a, b, similarity) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(similarity, 3);
});
