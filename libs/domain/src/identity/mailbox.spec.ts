import * as fc from 'fast-check';
import { mailboxOf } from './mailbox.ts';

test.each([
  ['a.n.n+news@googlemail.com', 'ann@gmail.com'],
  ['ann.lee@acme.io', 'ann.lee@acme.io'],
  ['ann.lee+crm@acme.io', 'ann.lee@acme.io'],
  ['ann.lee@outlook.com', 'ann.lee@outlook.com'],
  ['ann@me.com', 'ann@icloud.com'],
  ['ann_l-ee@pm.me', 'annlee@proton.me'],
  ['ann.lee@ya.ru', 'annlee@yandex.ru'],
  ['+news@acme.io', '+news@acme.io'],
  ['...@gmail.com', '...@gmail.com'],
])('%s leads to %s', (typed, address) => {
  expect(mailboxOf(typed)).toMatchObject({ address, shared: false });
});

test.each([
  ['info@acme.io', true],
  ['sales-emea@acme.io', true],
  ['info2@acme.io', true],
  ['customer.service@acme.io', true],
  ['contact-us@acme.io', true],
  ['no-reply@acme.io', true],
  ['vertrieb@acme.de', true],
  ['comercial@acme.es', true],
  ['biuro@acme.pl', true],
  ['segreteria+web@acme.it', true],
  ['ann@acme.io', false],
  ['ann.sales@acme.io', false],
  ['infante@acme.io', false],
  ['j.post@acme.nl', false],
  ['hr.schmidt@acme.de', false],
])('%s is shared: %s', (address, shared) => {
  expect(mailboxOf(address).shared).toBe(shared);
});

test.each([
  ['ann.lee2@acme.io', 'ann.lee@acme.io'],
  ['ann.lee@acme.io', 'ann.lee@acme.io'],
  ['42@acme.io', '4@acme.io'],
])('without its number, %s is %s', (address, unnumbered) => {
  expect(mailboxOf(address).unnumbered).toBe(unnumbered);
});

test('the mailbox of a mailbox is itself, and it never loses its name', () => {
  const local = fc.string({ unit: fc.constantFrom(...'ab.+-_1'.split('')), minLength: 1, maxLength: 12 });
  const domain = fc.constantFrom('gmail.com', 'googlemail.com', 'pm.me', 'ya.ru', 'acme.io');
  fc.assert(
    fc.property(local, domain, (name, host) => {
      const { address } = mailboxOf(`${name}@${host}`);
      expect(address.indexOf('@')).toBeGreaterThan(0);
      expect(mailboxOf(address).address).toBe(address);
    }),
    { numRuns: 2000 },
  );
});
