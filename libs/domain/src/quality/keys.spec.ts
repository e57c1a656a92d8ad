import * as fc from 'fast-check';
import { fullFacts, fullLead, noRules, given, noContact, PHONE, writing } from '../../test/full-lead.ts';
import { assessLead } from './index.ts';

const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: length, maxLength: length });
function keyOf(address: string): string | null {
  return given({}, { email: { address, corrected: false, test: false } }).lead.personKey;
}
const keyOfShared = (contact: Partial<typeof fullLead.contact>) =>
  given(
    { contact: { ...fullLead.contact, ...contact } },
    { email: { address: 'info@acme.io', corrected: false, test: false } },
  ).lead.personKey;

describe('keys', () => {
  test('gmail dots and plus tags are one person; elsewhere dots are not', () => {
    expect(keyOf('a.n.n+news@googlemail.com')).toBe(keyOf('ann@gmail.com'));
    expect(keyOf('a.nn@acme.io')).not.toBe(keyOf('ann@acme.io'));
    expect(keyOf('ann+news@acme.io')).toBe(keyOf('ann@acme.io'));
    expect(keyOf('+a@gmail.com')).not.toBe(keyOf('+b@gmail.com'));
  });

  test('without a valid e-mail the phone is the person; without either there is none', () => {
    expect(given({}, { email: null }).lead.personKey).toBe(`#person\ndefault\nphone\n${PHONE}`);
    expect(given(noContact, { email: null }).lead.personKey).toBeNull();
  });

  test('a shared mailbox is a person together with a name, in any order; else the phone is', () => {
    expect(keyOfShared({})).not.toBe(keyOfShared({ firstName: 'Bob' }));
    expect(keyOfShared({})).toBe(keyOfShared({ firstName: null, lastName: null, name: 'Lee, Ann' }));
    expect(keyOfShared({ firstName: null, lastName: null })).toBe(`#person\ndefault\nphone\n${PHONE}`);
  });

  test('the same person in two tenants has two keys', () => {
    expect(given({ tenant: 'other' }).lead.personKey).not.toBe(given().lead.personKey);
  });

  test('account: the known one, else the named one, else the company domain', () => {
    const unknown = { ...fullLead.enrichment, accountId: null };
    expect(given({ enrichment: unknown }).lead.accountKey).toBe('#account\ndefault\nid\nACME');
    expect(given({ enrichment: unknown, accountId: null }).lead.accountKey).toBe(
      '#account\ndefault\ndomain\nacme.io',
    );
    expect(
      given({ enrichment: { ...unknown, companyDomain: null }, accountId: null }).lead.accountKey,
    ).toBeNull();
  });
});

test('neither e-mail nor phone of a lead is in its canonical values, wherever they were typed', () => {
  const phone = fc.tuple(digits(3), digits(3), digits(4));
  const field = fc.constantFrom(
    'source',
    'region',
    'product',
    'dealType',
    'flags',
    'title',
    'industry',
    'language',
    'accountId',
  );
  fc.assert(
    fc.property(
      fc.emailAddress(),
      phone,
      field,
      fc.constantFrom('', ' ', '-'),
      (email, parts, name, separator) => {
        const typed = parts.join(separator);
        const contact = { ...fullLead.contact, email, phone: typed };
        for (const leak of [`mail ${email}`, `call ${typed} now`, typed]) {
          const value = name === 'flags' ? [leak] : leak;
          const facts = { email: { address: email, corrected: false, test: false }, region: null };
          const { lead } = assessLead(
            { ...fullLead, contact, [name]: value },
            { ...fullFacts, ...facts },
            { ...writing, hash: () => 'hash' },
            noRules,
          );
          const bare = JSON.stringify({
            ...lead,
            accountKey: lead.accountKey === 'acc-1' ? null : lead.accountKey,
          });
          expect(bare.includes(email)).toBe(false);
          expect(bare.replaceAll(/[^\d"]/g, '').includes(parts.join(''))).toBe(false);
        }
      },
    ),
    { numRuns: 500 },
  );
});
