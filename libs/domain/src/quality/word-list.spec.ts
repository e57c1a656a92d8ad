import * as fc from 'fast-check';
import { compileWordList } from './word-list.ts';

const list = compileWordList(['Online casino', 'première page', 'free', 'rival.com', 'Bad.CO.uk']);

test.each([
  ['Play in our ONLINE-CASINO today', 1],
  ['online casino, online casino', 1],
  ['Free: première page, the online casino', 3],
  ['online the casino', 0],
  ['onlinecasino freedom', 0],
  ['online', 0],
  ['', 0],
])('"%s" has %i of the phrases', (text, count) => {
  expect(list.countIn(text)).toBe(count);
});

test.each([
  ['ONLINE  casino!', true],
  ['Premiere page', true],
  ['online casino now', false],
  ['', false],
])('the whole of "%s" is one of them: %p', (text, expected) => {
  expect(list.holds(text)).toBe(expected);
});

test.each([
  ['rival.com', true],
  ['mail.eu.RIVAL.com', true],
  ['bad.co.uk', true],
  ['arrival.com', false],
  ['com', false],
  ['co.uk', false],
  ['', false],
])('%s or a domain above it is on the list: %p', (domain, expected) => {
  expect(list.holdsDomain(domain)).toBe(expected);
});

test('an empty list holds nothing, and no text makes it throw', () => {
  const empty = compileWordList(['', ' ']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect([empty.countIn(text), empty.holds(text)]).toEqual([0, false]);
      list.countIn(text);
      list.holdsDomain(text);
    }),
  );
});
