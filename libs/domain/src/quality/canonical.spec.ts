import * as fc from 'fast-check';
import { canonicalSource } from './index.ts';

test.each([
  ['GOOGLE', 'organic-search', null, 'organic-search'],
  ['GOOGLE', 'organic-search', 'cpc', 'paid-search'],
  ['linkedin', 'social', 'paid-social', 'paid-social'],
  ['linkedin', 'social', 'social', 'social'],
  ['Contact Form', 'web-form', 'cpc', 'web-form'],
  [null, null, 'email', 'email'],
  [null, null, 'sms', 'unknown'],
  ['Olympus 2026!', null, null, 'olympus-2026'],
  ['constructor', null, 'constructor', 'constructor'],
  ['', null, null, 'unknown'],
  [null, null, null, 'unknown'],
])('source "%s", read as %s, by medium %s is %s', (text, reading, medium, source) => {
  expect(canonicalSource(text, reading, medium)).toBe(source);
});

test('a slug is its own slug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const source = canonicalSource(text, null, null);
      expect(canonicalSource(source, null, null)).toBe(source);
    }),
  );
});
