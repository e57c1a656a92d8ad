import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { matchPersons } from './match.ts';
import { type PersonFacts, traitsOf } from './traits.ts';

const hash = (text: string): string => createHmac('sha256', 'secret').update(text).digest('hex').slice(0, 32);
const traits = (person: Partial<PersonFacts>, tenant = 'default') =>
  traitsOf(
    tenant,
    {
      email: null,
      phoneE164: null,
      name: null,
      accountId: null,
      companyDomain: null,
      company: null,
      ...person,
    },
    hash,
    (text) => text,
  );
const match = (a: Partial<PersonFacts>, b: Partial<PersonFacts>) => matchPersons(traits(a), traits(b));

const ann = { name: 'Ann Lee', email: 'ann@acme.io', companyDomain: 'acme.io', company: 'Acme' };

test.each([
  ['one mailbox', { email: 'a.nn@gmail.com' }, { email: 'ann+x@googlemail.com' }, ['MAILBOX_SAME']],
  ['one phone and nothing else', { phoneE164: '+1' }, { phoneE164: '+1' }, ['PHONE_SAME']],
  [
    'one phone and name, another mailbox',
    { ...ann, phoneE164: '+1' },
    { name: 'Lee, Ann', email: 'ann@web.de', phoneE164: '+1' },
    ['MAILBOX_OTHER', 'PHONE_SAME', 'NAME_SAME'],
  ],
  [
    'one name at one company',
    ann,
    { name: 'Ann Lee', email: 'alee@web.de', company: 'ACME Inc.' },
    ['MAILBOX_OTHER', 'COMPANY_SAME', 'NAME_SAME'],
  ],
  [
    'a typing error in a shared mailbox',
    { name: 'Catherine Fisher', email: 'info@acme.io' },
    { name: 'Catherine Fischer', email: 'info@acme.io' },
    ['MAILBOX_SHARED', 'NAME_CLOSE'],
  ],
])('%s: same', (_, a, b, evidence) => {
  expect(match(a, b)).toMatchObject({ verdict: 'same', evidence });
});

test.each([
  [
    'a shared mailbox without names',
    { email: 'info@acme.io' },
    { email: 'info@acme.io' },
    ['MAILBOX_SHARED'],
  ],
  [
    'one name at a company and its subsidiary',
    ann,
    { name: 'Ann Lee', email: 'ann@acme.de', companyDomain: 'acme.de', company: 'Acme Deutschland GmbH' },
    ['MAILBOX_OTHER', 'GROUP_SAME', 'NAME_SAME'],
  ],
  [
    'namesakes at one company, told apart by a number',
    { ...ann, email: 'ann.lee@acme.io' },
    { ...ann, email: 'ann.lee2@acme.io' },
    ['MAILBOX_NUMBERED', 'COMPANY_SAME', 'NAME_SAME'],
  ],
  [
    'an initial at one company',
    ann,
    { name: 'A. Lee', email: 'al@web.de', company: 'Acme' },
    ['MAILBOX_OTHER', 'COMPANY_SAME', 'NAME_PART'],
  ],
  [
    'one phone, two mailboxes, no name',
    { email: 'a@acme.io', phoneE164: '+1' },
    { email: 'b@acme.io', phoneE164: '+1' },
    ['MAILBOX_OTHER', 'PHONE_SAME'],
  ],
])('%s: unsure', (_, a, b, evidence) => {
  expect(match(a, b)).toMatchObject({ verdict: 'unsure', evidence });
});

test.each([
  ['colleagues', ann, { ...ann, name: 'Abel Lorenz', email: 'abel@acme.io' }],
  [
    'namesakes at two companies',
    ann,
    { ...ann, email: 'ann@globex.io', companyDomain: 'globex.io', company: 'Globex' },
  ],
  [
    'two in one shared mailbox',
    { ...ann, email: 'info@acme.io' },
    { name: 'Bob Day', email: 'info@acme.io' },
  ],
  ['two at one switchboard', { ...ann, phoneE164: '+1' }, { name: 'Bob Day', phoneE164: '+1' }],
  ['two who say nothing', {}, {}],
])('%s: other', (_, a, b) => {
  expect(match(a, b).verdict).toBe('other');
});

test('a mailbox is nobody in another tenant', () => {
  expect(matchPersons(traits(ann), traits(ann, 'other')).evidence).not.toContain('MAILBOX_SAME');
});

test('nothing of a person can be read in the traits', () => {
  const written = JSON.stringify(traits({ ...ann, phoneE164: '+14155552671', accountId: 'acc-1' }));
  for (const secret of ['ann', 'lee', 'acme', '4155552671', 'acc-1'])
    expect(written.toLowerCase().replaceAll(/"(kind|key|name)"/g, '')).not.toContain(secret);
});

test('a match does not depend on who is asked first, and everybody matches with themselves', () => {
  const person = fc.record({
    email: fc.constantFrom(null, 'ann@acme.io', 'info@acme.io', 'bob@web.de'),
    phoneE164: fc.constantFrom(null, '+1', '+2'),
    name: fc.constantFrom(null, 'Ann Lee', 'Lee Ann', 'A. Lee', 'Ann', 'Bob Day', 'Anna Leed'),
    company: fc.constantFrom(null, 'Acme', 'Acme GmbH', 'Acme Deutschland'),
  });
  fc.assert(
    fc.property(person, person, (a, b) => {
      expect(match(a, b)).toEqual(match(b, a));
      if (a.email === 'ann@acme.io' || a.phoneE164 !== null) expect(match(a, a).verdict).toBe('same');
    }),
    { numRuns: 500 },
  );
});
