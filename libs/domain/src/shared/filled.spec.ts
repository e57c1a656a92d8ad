import * as fc from 'fast-check';
import { filled, slug, textKey } from './text.ts';

test.each([
  '',
  ' ',
  '--',
  '-',
  '...',
  'n/a',
  'N/A',
  'NA',
  'None',
  'unknown',
  'Please select',
  '- Please Select -',
  'Please select…',
  'Choose one',
  'null',
  'TBD',
])('"%s" says nothing', (text) => {
  expect(filled(text)).toBeNull();
});

test.each([
  ['  Ann   Lee ', 'Ann Lee'],
  ['Unknown Pleasures Ltd', 'Unknown Pleasures Ltd'],
  ['日本', '日本'],
  ['7', '7'],
])('"%s" is "%s"', (text, kept) => {
  expect(filled(text)).toBe(kept);
});

test('the same after a second time, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = filled(text);
      expect(filled(once)).toBe(once);
      expect(textKey(textKey(text))).toBe(textKey(text));
      expect(slug(slug(text))).toBe(slug(text));
    }),
  );
});
