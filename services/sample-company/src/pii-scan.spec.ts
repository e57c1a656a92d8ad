import { type Needles, personIn } from './pii-scan.ts';

const needles: Needles = {
  emails: new Set(['ada.byron@engine-works.com']),
  phones: new Set(['4930901820']),
  names: new Set(['Ada Byron']),
};

test.each([
  ['{"x":"Ada.Byron@Engine-Works.com"}', 'an e-mail address'],
  ['\u0002call +49 (30) 90-18 20 now', 'a phone number'],
  ['"first":"Ada","last" Byron: Ada Byron', 'a name'],
])('given %j, then %s is found', (text, what) => {
  expect(personIn(text, needles)).toBe(what);
});

test('given hashes, times and words, then nothing is found', () => {
  expect(
    personIn('{"at":1772438400000,"hash":"30f2901820ab","by":"Ada works, Byron rests"}', needles),
  ).toBeNull();
});
