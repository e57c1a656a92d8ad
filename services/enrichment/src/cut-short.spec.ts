import { cutWords, isCutShort } from './cut-short.ts';

const latin = (text: string): string => text;

test('a full stop after three letters or more says that a word is cut short', () => {
  expect([...cutWords('Darden Rest.', latin)]).toEqual(['rest']);
  expect([...cutWords('D. R. Horton', latin)]).toEqual([]);
});

test.each([
  ['darden rest', ['rest'], 'darden restaurants', true],
  ['darden rest', [], 'darden restaurants', false],
  ['darden rest', ['rest'], 'darden restaurants europe', false],
  ['darden rest', ['rest'], 'darden bars', false],
])('%s with %j cut is %s: %s', (key, cut, other, expected) => {
  expect(isCutShort(key, new Set(cut), other)).toBe(expected);
});
