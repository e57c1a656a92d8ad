import { compileVocabulary, type Entry } from './index.ts';

const entry = (value: string | null, names: string, words = ''): Entry => ({
  value,
  code: null,
  names: names.split('|').filter(Boolean),
  words: words.split('|').filter(Boolean),
});
const confidence = { exact: 1, name: 0.99, word: 0.9, part: 0.8, misspelt: 0.7 };
const ranks = compileVocabulary({
  name: 'rank',
  confidence,
  known: ['constable'],
  entries: [
    entry(null, 'other', 'air traffic director'),
    entry('intern', '', 'intern|trainee'),
    entry('vp', '', 'vp|vice president'),
    entry('c-level', 'boss', 'ceo|president|managing director'),
    entry('director', '', 'director|*leiter|head of'),
    entry('individual', '', 'assistant to the ceo|engineer|contable|commercial|comercial|comercian'),
    entry('group', '', 'process|process engineer|fleet engineer|regional'),
    entry('area', '', 'regionau'),
  ],
});
const read = (text: string) => {
  const found = ranks.read(text);
  return found && [found.value, found.rule, found.confidence];
};

test.each([
  ['a canonical value is exact, whatever its case', 'C-LEVEL', ['c-level', 'rank.exact', 1]],
  ['a whole text is a name', 'Boss', ['c-level', 'rank.name', 0.99]],
  ['a text holds a word', 'Group CEO', ['c-level', 'rank.word', 0.9]],
  ['a longer phrase hides a shorter one', 'Vice President', ['vp', 'rank.word', 0.9]],
  ['and so does one of a lower entry', 'Assistant to the CEO', ['individual', 'rank.word', 0.9]],
  [
    'of several words the entry that goes first counts',
    'Director, former intern',
    ['intern', 'rank.word', 0.9],
  ],
  ['the plural is the same', 'Directors', ['director', 'rank.word', 0.9]],
  ['the end of a word', 'Vertriebsleiter', ['director', 'rank.part', 0.8]],
  ['but not of one that hardly is more', 'leiter', null],
  ['a typing error in a long word', 'Engineeer', ['individual', 'rank.misspelt', 0.7]],
  [
    'a typing error beside a word of a lower entry',
    'Engineer and Presidnet',
    ['c-level', 'rank.misspelt', 0.7],
  ],
  [
    'of several words for one value that are a typing error away',
    'Comeercial',
    ['individual', 'rank.misspelt', 0.7],
  ],
  ['but not of words for several', 'Regionax', null],
  [
    'a typing error in a longer phrase than the word without one',
    'Proceess Engineer',
    ['group', 'rank.misspelt', 0.7],
  ],
  ['also where the word with the error is short', 'Fleat Engineer', ['group', 'rank.misspelt', 0.7]],
  ['but not beside a word', 'Engineer, fleat', ['individual', 'rank.word', 0.9]],
  ['a word that another vocabulary knows is no typing error', 'Constable', null],
  ['a phrase that would mislead', 'Air traffic director', null],
  ['hides only itself', 'Air traffic director and engineer', ['individual', 'rank.word', 0.9]],
  ['a text that names none', 'Other', null],
  ['nothing', '', null],
  ['an article sticks to the next word', "head of l'intern", ['intern', 'rank.word', 0.9]],
])('%s: "%s"', (_meaning, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('from is the text as it was given', () => {
  expect(ranks.read('  CEO ')).toMatchObject({ from: '  CEO ', value: 'c-level' });
});

test('values without repetition', () => {
  const twice = [entry('a', 'x'), entry('b', 'y'), entry('a', 'z')];
  expect(compileVocabulary({ name: 'v', confidence, entries: twice }).values).toEqual(['a', 'b']);
});

test('a very long text costs no more than a bounded one and throws nothing', () => {
  const started = process.cpuUsage();
  ranks.read('presidnet '.repeat(100_000));
  expect(process.cpuUsage(started).user).toBeLessThan(500_000);
});
