import { CLEAN_TOPICS, type Needles, personIn } from './pii-scan.ts';

const needles: Needles = {
  emails: new Set(['ada.byron@engine-works.com']),
  phones: new Set(['4930901820']),
  names: new Set(['Ada Byron']),
};

test.each([
  ['{"x":"Ada.Byron@Engine-Works.com"}', 'an e-mail address'],
  ['\u0002call +49 (30) 90-18 20 now', 'a phone number'],
  ['"first":"Ada","last" Byron: Ada Byron', 'a name'],
  ['6ada.byron@engine-works.com', 'an e-mail address'],
  ['ada.byron@engine-works.comH', 'an e-mail address'],
  ['49309018206', 'a phone number'],
  ['xAda ByronH', 'a name'],
])('given %j, then %s is found', (text, what) => {
  expect(personIn(text, needles)).toBe(what);
});

test('given hashes, times and words, then nothing is found', () => {
  expect(
    personIn('{"at":1772438400000,"hash":"30f2901820ab","by":"Ada works, Byron rests"}', needles),
  ).toBeNull();
});

test('the log of a workspace, its decisions and what comes of them are scanned', () => {
  const topics = ['ledger', 'decision', 'state', 'in'].map((name) => `assignment.${name}`);
  expect(CLEAN_TOPICS).toEqual(
    expect.arrayContaining([...topics, 'lead.status', 'lead.scored', 'outreach.sent']),
  );
  expect(CLEAN_TOPICS).not.toContain('lead.contact');
});
