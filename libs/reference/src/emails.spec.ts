import * as fc from 'fast-check';
import { domainCountry, domainKind, emailOf } from './index.ts';

test.each([
  ['Ann.Lee@Acme-Logistics.com', 'ann.lee@acme-logistics.com', 'business'],
  ['  ann@gmail.com ', 'ann@gmail.com', 'free'],
  ['mailto:ann@web.de', 'ann@web.de', 'free'],
  ['Ann Lee <ann@acme-logistics.com>', 'ann@acme-logistics.com', 'business'],
  ['ann @ acme-logistics.com', 'ann@acme-logistics.com', 'business'],
  ['ann@gmail,com', 'ann@gmail.com', 'free'],
  ['ann@gmail.com.', 'ann@gmail.com', 'free'],
  ['ann@mailinator.com', 'ann@mailinator.com', 'disposable'],
  ['ann@any.10mail.org', 'ann@any.10mail.org', 'disposable'],
  ['ann@bücher.de', 'ann@xn--bcher-kva.de', 'business'],
])('reads "%s" as %s, %s', (text, address, kind) => {
  expect(emailOf(text)).toMatchObject({ address, kind, corrected: false });
});

test.each([
  ['ann@gmial.com', 'gmail.com'],
  ['ann@gmai.com', 'gmail.com'],
  ['ann@gmail.con', 'gmail.com'],
  ['ann@hotmial.com', 'hotmail.com'],
  ['ann@outlok.com', 'outlook.com'],
  ['ann@yahooo.com', 'yahoo.com'],
  ['ann@iclould.com', 'icloud.com'],
])('%s is taken for %s', (text, domain) => {
  expect(emailOf(text)).toMatchObject({ address: `ann@${domain}`, domain, kind: 'free', corrected: true });
});

test.each(['mail.com', 'cloud.com', 'email.com', 'ymail.com', 'yahoo.ca', 'gmx.at', 'live.com'])(
  '%s is a domain of its own',
  (domain) => {
    expect(emailOf(`ann@${domain}`)).toMatchObject({ domain, corrected: false });
  },
);

test.each([
  '',
  '@',
  'ann',
  'ann@',
  '@gmail.com',
  'ann@gmail',
  'ann lee@gmail.com',
  'ann@@gmail.com',
  'ann@-acme.com',
])('"%s" is no address', (text) => {
  expect(emailOf(text)).toBeNull();
});

test.each([
  `${'a'.repeat(65)}@acme.io`,
  'ann..lee@acme.io',
  '.ann@acme.io',
  'ann@192.168.0.1',
  'n/a',
  'not-an-email.com',
])('"%s" is no address either', (text) => {
  expect(emailOf(text)).toBeNull();
});

test.each([
  'a@example.com',
  'a@mail.example.org',
  'a@acme.test',
  'a@x.invalid',
  'a@test.com',
  'test@acme.io',
  'test12@gmail.com',
])('%s is a test address', (text) => {
  expect(emailOf(text)?.test).toBe(true);
});

test.each(['tester.jones@acme.io', 'a@contest.com', 'a@example-group.com', 'testa@acme.io'])(
  '%s is not',
  (text) => {
    expect(emailOf(text)?.test).toBe(false);
  },
);

test.each([
  ['acme.de', 'DE'],
  ['acme.co.uk', 'GB'],
  ['acme.com', null],
  ['acme.io', null],
  ['acme.eu', null],
  ['acme.com.au', 'AU'],
])('the country of %s is %s', (domain, country) => {
  expect(domainCountry(domain)).toBe(country);
});

test('big providers are never disposable, whatever the lists say', () => {
  for (const domain of ['gmail.com', 'gmx.de', 'proton.me', 'pm.me', 'mail.ru'])
    expect(domainKind(domain)).toBe('free');
});

test('never throws, and reading an address again changes nothing', () => {
  const messy = fc.oneof(
    fc.string(),
    fc.emailAddress(),
    fc.tuple(fc.string(), fc.domain()).map(([local, domain]) => `${local}@${domain}`),
    fc.string({ unit: fc.constantFrom(...'agmil.com@ ,<>'.split('')) }),
  );
  fc.assert(
    fc.property(messy, (text) => {
      const email = emailOf(text);
      if (email !== null) expect(emailOf(email.address)).toEqual({ ...email, corrected: false });
    }),
    { numRuns: 1000 },
  );
});
