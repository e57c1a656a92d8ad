import { traitsOf } from '../identity/index.ts';
import { type Engaged, engagementIdentities } from './identity.ts';

const hash = (text: string): string => `#${text}`;
const nobody: Engaged = { email: null, phoneE164: null, visitorId: null };
const of = (who: Partial<Engaged>) => engagementIdentities('t', { ...nobody, ...who }, hash);

test('spellings of one mailbox are one identity; a shared one says that it is', () => {
  expect(of({ email: 'a.nn+news@googlemail.com' })).toEqual(of({ email: 'ann@gmail.com' }));
  expect(of({ email: 'ann@gmail.com' })[0]?.kind).toBe('mailbox');
  expect(of({ email: 'info@acme.io' })[0]?.kind).toBe('shared-mailbox');
});

test('each of what is said is an identity, the surest first; tenants share none', () => {
  const all = { email: 'ann@acme.io', phoneE164: '+4930901820', visitorId: 'v1' };
  expect(of(all).map(({ kind }) => kind)).toEqual(['mailbox', 'phone', 'visitor']);
  expect(of({})).toEqual([]);
  const elsewhere = engagementIdentities('other', all, hash).map(({ key }) => key);
  expect(of(all).filter(({ key }) => elsewhere.includes(key))).toEqual([]);
});

test('a mailbox or phone has the key of the trait of a lead, so that engagement and decisions can be joined', () => {
  const person = { name: 'Ann Lee', accountId: null, companyDomain: null, company: null };
  const contact = { email: 'ann@acme.io', phoneE164: '+4930901820' };
  const traits = traitsOf('t', { ...person, ...contact }, hash, (text) => text);
  const keys = traits.filter(({ kind }) => kind === 'mailbox' || kind === 'phone').map(({ key }) => key);
  expect(of(contact).map(({ key }) => key)).toEqual(keys);
});
