import * as fc from 'fast-check';
import { compileVocabulary, dateIn } from './index.ts';

const months = compileVocabulary({
  name: 'month',
  confidence: { exact: 1, name: 1, word: 1, part: 1, misspelt: 0.9 },
  entries: [
    { value: '2', code: null, names: ['february', 'februar'], words: [] },
    { value: '4', code: null, names: ['april', 'avril'], words: [] },
  ],
});

test.each([
  ['2025-04-03', '2025-04-03'],
  ['2025/4/3', '2025-04-03'],
  ['13/04/2025', '2025-04-13'],
  ['04/13/2025', '2025-04-13'],
  ['04/04/2025', '2025-04-04'],
  ['03.04.2025', '2025-04-03'],
  ['3. April 2025', '2025-04-03'],
  ['April 3, 2025', '2025-04-03'],
  ['3 avril 2025', '2025-04-03'],
  ['2. April 2025', '2025-04-02'],
  ['2025 April 3', '2025-04-03'],
  ['29 Februar 2024', '2024-02-29'],
  ['3-Apr-25', null],
])('"%s" is %s', (text, date) => {
  expect(dateIn(text, months)).toEqual(date === null ? null : { date });
});

test.each([
  ['03/04/2025', ['2025-04-03', '2025-03-04']],
  ['3-4-2025', ['2025-04-03', '2025-03-04']],
  ['03/04/05', ['2005-04-03', '2005-03-04', '2003-04-05']],
])('"%s" is ambiguous, and not guessed', (text, ambiguous) => {
  expect(dateIn(text, months)).toEqual({ ambiguous });
});

test.each([
  '',
  'soon',
  '31.04.2025',
  '29.02.2025',
  '2025-13-01',
  '1/2',
  'April',
  '3 April',
  '12/2025',
  '0/0/0000',
])('"%s" is no date', (text) => {
  expect(dateIn(text, months)).toBeNull();
});

test('a date in ISO 8601 reads as itself, and no text throws', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (value) => {
      const date = value.toISOString().slice(0, 10);
      expect(dateIn(date, months)).toEqual({ date });
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789./- Aprilfebu'.split('')) }),
      (text) => void dateIn(text, months),
    ),
  );
});
