import * as fc from 'fast-check';
import { soundOf } from './sound.ts';

test.each([
  ['khleb', 'hleb', 'KLP'],
  ['yandeks', 'yandex', 'ANTKS'],
  ['prodimeks kholding', 'prodymeks xoldynh', 'PRTNKSKLTNK'],
  ['gruppa fesko', 'hruppa fesco', 'KRPPSK'],
  ['torgovaya set magnoliya', 'torhovaja set mahnolyja', 'TRKPSTNKNL'],
  ['tsentr obuv', 'centr obuv', 'SNTRPP'],
  ['pyaterochka', 'piaterochka', 'PTRSK'],
])('%s and %s, from Cyrillic, sound alike', (one, other, sound) => {
  expect([soundOf(one, 'cyrillic'), soundOf(other, 'cyrillic')]).toEqual([sound, sound]);
});

test.each([
  ['alathym', 'al othaim', 'LTN'],
  ['nwr', 'nour', 'NR'],
  ['samsung', 'samseong', 'SNSNK'],
])('%s and %s, from another script, sound alike', (one, other, sound) => {
  expect([soundOf(one, 'other'), soundOf(other, 'other')]).toEqual([sound, sound]);
});

test('other consonants are other sounds', () => {
  expect(soundOf('magnit', 'cyrillic')).not.toBe(soundOf('monetka', 'cyrillic'));
});

test('vowels do not matter but at the beginning of a Cyrillic name', () => {
  const vowels = fc.string({
    unit: fc.constantFrom('a', 'e', 'i', 'o', 'u', 'y'),
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(vowels, vowels, (one, other) => {
      for (const script of ['cyrillic', 'other'] as const)
        expect(soundOf(`m${one}gn${one}t`, script)).toBe(soundOf(`m${other}gn${other}t`, script));
    }),
  );
});
