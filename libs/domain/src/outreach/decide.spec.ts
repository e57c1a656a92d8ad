import { decideFirstContact, isMailbox, localMinuteAt, type OutreachFacts } from './decide.ts';

const noon = 12 * 60;
const facts = (change: Partial<OutreachFacts> = {}, recipient: object = {}): OutreachFacts => ({
  recipient: {
    contact: { email: 'ada@analytical.io' },
    emailKind: 'business',
    consent: 'unknown',
    test: false,
    ...recipient,
  },
  suppressed: false,
  localMinute: noon,
  contactedBefore: false,
  ...change,
});

describe('decideFirstContact', () => {
  test('given an ordinary lead at noon, it sends', () => {
    expect(decideFirstContact(facts())).toEqual({ kind: 'send', to: 'ada@analytical.io' });
  });

  test.each([
    ['NO_ADDRESS', facts({ recipient: null })],
    ['NO_ADDRESS', facts({}, { contact: { email: null }, emailKind: 'none' })],
    ['INVALID_EMAIL', facts({}, { emailKind: 'invalid' })],
    ['INVALID_EMAIL', facts({}, { contact: { email: 'a@b.io\r\nBcc: x@y.io' } })],
    ['TEST_LEAD', facts({}, { test: true })],
    ['TEST_LEAD', facts({}, { contact: { email: 'qa@mail.example.com' } })],
    ['DISPOSABLE_EMAIL', facts({}, { emailKind: 'disposable' })],
    ['CONSENT_DENIED', facts({}, { consent: 'denied' })],
    ['SUPPRESSED', facts({ suppressed: true })],
    ['ALREADY_CONTACTED', facts({ contactedBefore: true })],
    ['QUIET_HOURS', facts({ localMinute: 21 * 60 })],
    ['QUIET_HOURS', facts({ localMinute: 8 * 60 - 1 })],
  ])('skips with %s', (reason, given) => {
    expect(decideFirstContact(given)).toEqual({ kind: 'skip', reason });
  });

  test.each([8 * 60, 21 * 60 - 1, null])('at local minute %p it may send', (localMinute) => {
    expect(decideFirstContact(facts({ localMinute })).kind).toBe('send');
  });
});

test.each(['a@b.io', "o'hara+x@b.co.uk", 'jürgen@müller.de'])('%s is a mailbox', (email) => {
  expect(isMailbox(email)).toBe(true);
});

test.each([
  'a@b',
  'a b@c.io',
  '<a@b.io>',
  'a@b.io,c@d.io',
  'a@b.io\n',
  '"x"@b.io',
  `${'a'.repeat(250)}@b.io`,
])('%j is no mailbox', (email) => {
  expect(isMailbox(email)).toBe(false);
});

test('the local minute follows the offset of that instant', () => {
  const zone = { untils: [1_000 * 60_000, Infinity], offsets: [60, 120] };
  expect(localMinuteAt(zone, 30 * 60_000)).toBe(90);
  expect(localMinuteAt(zone, 1_000 * 60_000)).toBe(1_120);
  expect(localMinuteAt({ untils: [Infinity], offsets: [-300] }, 0)).toBe(1_140);
});
