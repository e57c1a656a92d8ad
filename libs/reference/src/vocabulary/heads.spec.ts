import { textKey } from '@leadline/domain';
import * as fc from 'fast-check';
import { shippedVocabularies } from '../index.ts';
import { readFiles } from './files.ts';

const { department } = shippedVocabularies();
const [file] = readFiles(null).get('department') ?? [];
const single = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !/[*\s']/.test(word) && word.length > 4);
const heads = file?.heads ?? { any: [], first: [], last: [], breaks: [], purposes: [] };
const values = file?.values ?? [];
/** Occupations that name a department wherever they are the head, so that another head beside them says nothing. */
const occupations = new Set(values.filter(({ head }) => head !== undefined).flatMap(({ words }) => words));
/** Words of one department alone, none of which is a whole title in itself. */
const words = single(values.flatMap((value) => value.words)).filter((word) => !occupations.has(word));
const phrases = new Set(
  [...values.flatMap((value) => value.words), ...(file?.nothing?.words ?? [])].map(textKey),
);

/** Whether a phrase of several words, which hides the words within it, begins or ends in the text. */
const holdsPhrase = (text: string): boolean => {
  const tokens = textKey(text).split(' ');
  return tokens.some((_, start) =>
    tokens.some((_other, end) => end > start && phrases.has(tokens.slice(start, end + 1).join(' '))),
  );
};

test('there are heads of each kind, and none is a word of a department', () => {
  for (const kind of ['any', 'first', 'last', 'breaks'] as const)
    expect(heads[kind].length).toBeGreaterThan(15);
  const own = new Set(words.map(textKey));
  expect([...heads.any, ...heads.first, ...heads.last].filter((word) => own.has(textKey(word)))).toEqual([]);
});

test('an occupation is in its department, whatever it is about', () => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom('recruiter', 'accountant'), (word, head) => {
      const [text, alone] = [`${word} ${head}`, department(head)?.value];
      if (!holdsPhrase(text)) expect([text, department(text)?.value]).toEqual([text, alone]);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['last', (word: string, head: string) => `${word} ${head}`],
  ['first', (word: string, head: string) => `${head} de ${word}`],
] as const)('a %s head is in no department, whatever it is about', (kind, written) => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom(...single(heads[kind])), (word, head) => {
      const text = written(word, head);
      if (!holdsPhrase(text)) expect([text, department(text)]).toEqual([text, null]);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['last', (word: string, head: string) => `${word} for ${head}`],
  ['first', (word: string, head: string) => `${word} de ${head}`],
] as const)('what is done for a %s head is in the department of what is done', (kind, written) => {
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom(...single(heads[kind])), (word, head) => {
      const text = written(word, head);
      const alone = department(word)?.value;
      if (!holdsPhrase(text) && alone !== undefined)
        expect([text, department(text)?.value]).toEqual([text, alone]);
    }),
    { numRuns: 3000 },
  );
});
