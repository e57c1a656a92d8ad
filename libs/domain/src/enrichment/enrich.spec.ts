import * as fc from 'fast-check';
import {
  companyDomainOf,
  countryText,
  domainOf,
  enrichLead,
  type EnrichableLead,
  type EnrichmentFacts,
  type FoundAccounts,
  type KnownAccount,
  type LookupFacts,
  type Place,
} from './index.ts';

const BERLIN = { country: 'DE', timeZone: 'Europe/Berlin' };
const SAID_BERLIN = { ...BERLIN, confidence: 0.99 };
const PARIS = { country: 'FR', timeZone: 'Europe/Paris' };
const TOKYO = { country: 'JP', timeZone: 'Asia/Tokyo' };
const OSLO = { country: 'NO', timeZone: 'Europe/Oslo' };
const account = (accountId: string): KnownAccount => ({
  accountId,
  name: `Account ${accountId}`,
  domain: `${accountId}.io`,
  industry: 'retail',
  employees: 40,
  ownerRepId: `rep of ${accountId}`,
  place: OSLO,
});
const bareLead: EnrichableLead = {
  contact: { email: null, phone: null },
  company: null,
  companyDomain: null,
};
const noAccounts = { byId: null, byDomain: [], byName: [], byGroup: [], bySpelling: [], alike: [] };
const noFacts: EnrichmentFacts = {
  email: null,
  phone: null,
  submitted: null,
  postalCode: null,
  ip: null,
  timeZone: null,
  companyDomain: null,
  accounts: noAccounts,
};

function given(lead: Partial<EnrichableLead>, facts: Partial<EnrichmentFacts>) {
  const [said, known] = [
    { ...bareLead, ...lead },
    { ...noFacts, ...facts },
  ];
  const companyDomain = companyDomainOf(said, known.email, (host) => host.replace(/^mail\./, ''));
  return enrichLead(said, { ...known, companyDomain });
}

const business = { domain: 'mail.acme-logistics.co.uk', kind: 'business' as const, place: PARIS };
const free = { domain: 'gmail.com', kind: 'free' as const, place: null };
const phone = { e164: '+81312345678', country: 'JP', place: TOKYO };

test('a lead with nothing is enriched by nothing', () => {
  expect(given({}, {})).toEqual({
    emailKind: 'none',
    emailDomain: null,
    companyDomain: null,
    company: null,
    phoneKind: 'none',
    phoneE164: null,
    phoneCountry: null,
    country: null,
    countrySource: null,
    countryConfidence: null,
    timeZone: null,
    accountId: null,
    accountOwner: null,
    accountMatch: null,
    possibleAccounts: [],
    accountEmployees: null,
    accountIndustry: null,
  });
});

test('the company comes from a business domain, and not from a free one', () => {
  expect(given({}, { email: business })).toMatchObject({
    companyDomain: 'acme-logistics.co.uk',
    company: 'Acme Logistics',
    emailKind: 'business',
  });
  expect(given({}, { email: free })).toMatchObject({ companyDomain: null, company: null, emailKind: 'free' });
});

test('what the lead says of its company goes first, then the account, then the domain', () => {
  const accounts = { ...noAccounts, byDomain: [account('acme')] };
  expect(given({ company: 'Acme Berlin' }, { email: business, accounts }).company).toBe('Acme Berlin');
  expect(given({ company: 'n/a' }, { email: business, accounts }).company).toBe('Account acme');
  expect(given({ companyDomain: 'https://www.Other.de/en' }, { email: business }).companyDomain).toBe(
    'other.de',
  );
});

test('country: submitted, then postal code, phone, domain, account and IP', () => {
  const accounts = { ...noAccounts, byName: [account('acme')] };
  const all = { submitted: SAID_BERLIN, phone, email: business, accounts };
  expect(given({}, all)).toMatchObject({
    country: 'DE',
    countrySource: 'submitted',
    timeZone: 'Europe/Berlin',
  });
  expect(given({}, { ...all, submitted: null })).toMatchObject({
    country: 'JP',
    countrySource: 'phone',
    timeZone: 'Asia/Tokyo',
  });
  expect(given({}, { email: business, accounts })).toMatchObject({ country: 'FR', countrySource: 'domain' });
  expect(given({}, { accounts, ip: PARIS })).toMatchObject({ country: 'NO', countrySource: 'account' });
  expect(given({}, { phone, postalCode: OSLO })).toMatchObject({
    country: 'NO',
    countrySource: 'postal-code',
  });
  expect(given({}, { ip: PARIS })).toMatchObject({ country: 'FR', countrySource: 'ip' });
});

test('evidence that agrees makes a country surer, evidence that does not less sure', () => {
  const alone = given({}, { phone }).countryConfidence ?? 0;
  const agreed = given({}, { phone, ip: TOKYO }).countryConfidence ?? 0;
  const against = given({}, { phone, ip: PARIS }).countryConfidence ?? 0;
  expect([against, alone, agreed]).toEqual([0.77, 0.95, 0.991]);
});

test('a time zone that the lead names goes before that of its country', () => {
  expect(given({}, { submitted: SAID_BERLIN, timeZone: 'Asia/Kolkata' })).toMatchObject({
    country: 'DE',
    timeZone: 'Asia/Kolkata',
  });
});

const found = (accounts: Partial<FoundAccounts>) => given({}, { accounts: { ...noAccounts, ...accounts } });

test('the account by id goes before the one by domain, that before the one by name', () => {
  const [byId, byDomain, byName] = [account('a'), [account('b')], [account('c')]];
  const same = [account('b'), account('c')];
  const byGroup = [account('d')];
  expect(found({ byId, byDomain, byName })).toMatchObject({
    accountId: 'a',
    accountOwner: 'rep of a',
    accountMatch: 'id',
  });
  expect(found({ byDomain, byName: same })).toMatchObject({ accountId: 'b', accountMatch: 'domain' });
  expect(found({ byName })).toMatchObject({
    accountId: 'c',
    accountMatch: 'name',
    accountEmployees: 40,
    accountIndustry: 'retail',
    possibleAccounts: [],
  });
  expect(found({ byGroup })).toMatchObject({ accountId: 'd', accountMatch: 'group' });
  expect(found({ bySpelling: byGroup })).toMatchObject({ accountId: 'd', accountMatch: 'spelling' });
});

test('where a way finds two accounts, the next decides, or both are shown and none acts', () => {
  const [one, two] = [account('a'), account('b')];
  const accounts = { ...noAccounts, byDomain: [one, two] };
  expect(given({}, { accounts: { ...accounts, byName: [two] } })).toMatchObject({ accountId: 'b' });
  expect(given({}, { accounts })).toMatchObject({
    accountId: null,
    accountOwner: null,
    accountMatch: null,
    possibleAccounts: ['a', 'b'],
  });
});

test('a name is not enough where the domains say two names', () => {
  const accounts = { ...noAccounts, byName: [{ ...account('acme'), domain: 'acme-plumbing.com' }] };
  const at = (companyDomain: string) => given({ companyDomain }, { accounts });
  expect(at('acme.com')).toMatchObject({ accountId: null, possibleAccounts: ['acme'] });
  expect(at('acmeplumbing.de')).toMatchObject({ accountId: 'acme', accountMatch: 'name' });
  expect(given({}, { accounts })).toMatchObject({ accountId: 'acme' });
});

test("the name of one account with the domain of another's is not sure: both are shown", () => {
  const other = { byDomain: [account('b')], byName: [account('c')] };
  expect(given({ companyDomain: 'b.io' }, { accounts: { ...noAccounts, ...other } })).toMatchObject({
    accountId: null,
    possibleAccounts: ['b', 'c'],
  });
});

const placed = (accountId: string, place: Place | null) => ({ ...account(accountId), place });
const namedFrom = (said: Partial<LookupFacts>, byName: readonly KnownAccount[]) =>
  given({}, { ...said, accounts: { ...noAccounts, byName } }).accountId;

test('of several accounts the one in the country that the lead says, if it is one and all say where they are', () => {
  const [paris, oslo, nowhere] = [placed('p', PARIS), placed('o', OSLO), placed('n', null)];
  expect(namedFrom({ postalCode: PARIS }, [paris, oslo])).toBe('p');
  expect(namedFrom({ submitted: { ...OSLO, confidence: 0.9 }, postalCode: PARIS }, [paris, oslo])).toBe('o');
  expect(namedFrom({}, [paris, oslo])).toBeNull();
  expect(namedFrom({ ip: PARIS }, [paris, oslo])).toBeNull();
  expect(namedFrom({ postalCode: TOKYO }, [paris, oslo])).toBeNull();
  expect(namedFrom({ postalCode: PARIS }, [paris, placed('q', PARIS)])).toBeNull();
  expect(namedFrom({ postalCode: PARIS }, [paris, nowhere])).toBeNull();
  expect(namedFrom({ postalCode: OSLO }, [paris])).toBe('p');
});

test('another spelling in another country is shown, not acted on', () => {
  const bySpelling = [{ ...account('a'), place: PARIS }];
  const from = (postalCode: Place | null) =>
    given({}, { postalCode, accounts: { ...noAccounts, bySpelling } });
  expect(from(OSLO)).toMatchObject({ accountId: null, possibleAccounts: ['a'] });
  expect(from(PARIS)).toMatchObject({ accountId: 'a', accountMatch: 'spelling' });
  expect(from(null)).toMatchObject({ accountId: 'a' });
});

test('accounts with a name much alike are shown, three at most', () => {
  const alike = ['a', 'b', 'c', 'd'].map(account);
  expect(given({}, { accounts: { ...noAccounts, alike } })).toMatchObject({
    accountId: null,
    possibleAccounts: ['a', 'b', 'c'],
  });
});

test('contact data that is there but not valid is told from none', () => {
  const contact = { email: 'ann at acme', phone: '123' };
  expect(given({ contact }, {})).toMatchObject({ emailKind: 'invalid', phoneKind: 'invalid' });
  expect(given({ contact: { email: 'n/a', phone: '--' } }, {})).toMatchObject({
    emailKind: 'none',
    phoneKind: 'none',
  });
  expect(given({ contact }, { phone })).toMatchObject({
    phoneKind: 'valid',
    phoneE164: '+81312345678',
    phoneCountry: 'JP',
  });
});

test.each([
  ['https://www.Acme.com/en?x=1', 'acme.com'],
  ['acme.co.uk', 'acme.co.uk'],
  ['acme', null],
  ['', null],
  ['10.0.0.1', null],
])('the domain of "%s" is %s', (text, domain) => {
  expect(domainOf(text)).toBe(domain);
});

test.each([
  ['NA', 'NA'],
  ['na', null],
  ['n/a', null],
  ['Please select', null],
  [' Germany ', 'Germany'],
])('as a country, "%s" says %s', (text, said) => {
  expect(countryText(text)).toBe(said);
});

test('no text makes it throw', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, text, (company, companyDomain, email) => {
      given({ company, companyDomain, contact: { email, phone: email } }, {});
      const domain = domainOf(company);
      if (domain !== null) expect(domainOf(domain)).toBe(domain);
    }),
  );
});
