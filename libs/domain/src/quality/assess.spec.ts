import * as fc from 'fast-check';
import { EMAIL, fullLead, given, noContact } from '../../test/full-lead.ts';

const disposable = { ...fullLead.enrichment, emailKind: 'disposable' };

describe('quarantine', () => {
  test('a good lead has no reason', () => {
    expect(given().reasons).toEqual([]);
  });

  test('neither valid e-mail nor valid phone: INVALID_CONTACT', () => {
    expect(given(noContact, { email: null }).reasons).toEqual(['INVALID_CONTACT']);
  });

  test('a broken e-mail beside a valid phone is no reason', () => {
    expect(given({}, { email: null }).reasons).toEqual([]);
  });

  test('no contact where none is expected is no reason', () => {
    const flags = ['CONTACT_NOT_EXPECTED'];
    expect(given({ ...noContact, flags }, { email: null }).reasons).toEqual([]);
  });

  test('test flag or test address: TEST_LEAD', () => {
    expect(given({ test: true }).reasons).toEqual(['TEST_LEAD']);
    expect(given({}, { email: { address: 'a@example.com', corrected: false, test: true } }).reasons).toEqual([
      'TEST_LEAD',
    ]);
  });

  test('disposable e-mail: a reason without a valid phone, a remark with one', () => {
    expect(given({ enrichment: disposable }).reasons).toEqual([]);
    expect(given({ enrichment: disposable }).lead.quality.issues).toEqual(['EMAIL_DISPOSABLE']);
    expect(given({ enrichment: { ...disposable, phoneKind: 'none', phoneE164: null } }).reasons).toEqual([
      'DISPOSABLE_EMAIL',
    ]);
  });

  test.each([
    ['see https://a.io and http://b.io', []],
    ['https://a.io https://b.io www.c.io', ['SPAM']],
    ['https://www.a.io https://www.b.io', []],
  ])('message "%s": %j', (message, reasons) => {
    expect(given({ contact: { ...fullLead.contact, message } }).reasons).toEqual(reasons);
  });

  test('a keyboard row as name: JUNK_NAME', () => {
    expect(given({ contact: { ...fullLead.contact, lastName: 'asdfgh' } }).reasons).toEqual(['JUNK_NAME']);
  });

  test('all reasons are given, in a fixed order', () => {
    const contact = { ...noContact.contact, name: 'qwerty', message: 'www.a.io www.b.io www.c.io' };
    expect(given({ ...noContact, contact, test: true }, { email: null }).reasons).toEqual([
      'INVALID_CONTACT',
      'TEST_LEAD',
      'SPAM',
      'JUNK_NAME',
    ]);
  });
});

describe('canonical values', () => {
  test('a full lead', () => {
    expect(given().lead).toEqual({
      source: 'paid-search',
      flags: [],
      personKey: `#person\ndefault\nemail\n${EMAIL}`,
      identity: expect.any(Array),
      accountKey: 'acc-1',
      accountOwner: 'rep-7',
      country: 'US',
      region: 'US-CA',
      timeZone: 'America/Los_Angeles',
      language: 'en',
      industry: 'technology',
      employees: 250,
      seniority: 'vp',
      department: 'it',
      product: 'GTX Pro',
      dealType: 'new business',
      amount: 5000,
      emailKind: 'business',
      phoneKind: 'valid',
      quality: { completeness: 1, validity: 1, issues: [] },
    });
  });

  test('drop-down defaults left as they were are nothing', () => {
    const left = {
      region: 'Please select',
      product: '--',
      dealType: 'n/a',
      industry: 'Unknown',
      title: '-',
      source: 'n/a',
    };
    const { lead } = given(
      { ...left, enrichment: { ...fullLead.enrichment, accountIndustry: null } },
      { region: null },
    );
    expect(lead).toMatchObject({
      source: 'unknown',
      region: null,
      product: null,
      dealType: null,
      industry: null,
      seniority: null,
    });
    expect(lead.quality).toEqual({ completeness: 0.625, validity: 1, issues: [] });
  });

  test('what the lead does not say comes from its account', () => {
    const enrichment = { ...fullLead.enrichment, accountEmployees: 2822, accountIndustry: 'technolgy' };
    expect(given({ industry: null, employees: null, enrichment }).lead).toMatchObject({
      industry: 'technology',
      employees: 2822,
    });
  });

  test.each([0, -3, 1.5, 20_000_000])('%p employees is no headcount', (employees) => {
    const { lead } = given({ employees });
    expect(lead.employees).toBeNull();
    expect(lead.quality.issues).toEqual(['EMPLOYEES_INVALID']);
  });

  test('every field that is wrong has its code', () => {
    const enrichment = {
      ...fullLead.enrichment,
      emailKind: 'invalid',
      phoneKind: 'invalid',
      phoneE164: null,
      countrySource: 'domain',
    };
    const wrong = {
      enrichment,
      country: 'Atlantis',
      timeZone: 'Mars/One',
      language: 'klingon',
      industry: 'Fishmongery',
      title: 'Wizard',
      employees: 0,
      amount: -1,
    };
    const { quality } = given(wrong, { email: null, timeZone: null, language: null }).lead;
    expect(quality.validity).toBe(0);
    expect(quality.issues).toEqual([
      'EMAIL_INVALID',
      'PHONE_INVALID',
      'COUNTRY_UNKNOWN',
      'TIME_ZONE_UNKNOWN',
      'LANGUAGE_UNKNOWN',
      'INDUSTRY_UNKNOWN',
      'TITLE_UNKNOWN',
      'EMPLOYEES_INVALID',
      'AMOUNT_INVALID',
    ]);
  });

  test('a corrected address, a phone from elsewhere and an unsure account are remarked, and the contact has the address to use', () => {
    const enrichment = { ...fullLead.enrichment, phoneCountry: 'CA', possibleAccounts: ['acc-2'] };
    const { lead, contact } = given(
      { enrichment },
      { email: { address: 'ann@gmail.com', corrected: true, test: false } },
    );
    expect(lead.quality.issues).toEqual(['EMAIL_CORRECTED', 'COUNTRY_PHONE_MISMATCH', 'ACCOUNT_UNSURE']);
    expect(contact.email).toBe('ann@gmail.com');
  });
});

test('no text makes it throw, its shares stay within 0 and 1, and the same lead gives the same answer', () => {
  const text = fc.option(fc.string({ unit: 'grapheme' }));
  const changes = fc.record({
    source: fc.string(),
    flags: fc.array(fc.string()),
    country: text,
    region: text,
    timeZone: text,
    language: text,
    title: text,
    industry: text,
    product: text,
    dealType: text,
    accountId: text,
    employees: fc.option(fc.integer()),
    amount: fc.option(fc.double()),
    contact: fc.record({
      email: text,
      phone: text,
      firstName: text,
      lastName: text,
      name: text,
      message: text,
    }),
  });
  fc.assert(
    fc.property(changes, (change) => {
      const answer = given(change);
      expect(answer).toEqual(given(change));
      for (const value of [answer.lead.quality.completeness, answer.lead.quality.validity]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }),
  );
});
