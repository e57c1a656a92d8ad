import { organisationDomain } from './domains.ts';

test.each([
  ['acme.com', 'acme.com'],
  ['mail.emea.acme.com', 'acme.com'],
  ['mail.acme.co.uk', 'acme.co.uk'],
  ['acme.myshopify.com', 'acme.myshopify.com'],
  ['www.acme.github.io', 'acme.github.io'],
  ['shop.acme.example', 'acme.example'],
  ['co.uk', 'co.uk'],
])('%s is of the organisation %s', (host, organisation) => {
  expect(organisationDomain(host)).toBe(organisation);
});
