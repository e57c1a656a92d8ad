import * as fc from 'fast-check';
import { EMAIL, fullFacts, fullLead, given, noReadings, read } from '../../test/full-lead.ts';

/** The lead with its size as a text. */
const sized = (text: string, band: string) =>
  given(
    { employees: null, companySize: text },
    { readings: { ...fullFacts.readings, companySize: read(text, band, 'company-size.range') } },
  ).lead;

describe('canonical values', () => {
  test('a full lead', () => {
    expect(given().lead).toEqual({
      source: 'paid-search',
      medium: null,
      flags: [],
      personKey: `#person\ndefault\nemail\n${EMAIL}`,
      identity: expect.any(Array),
      accountKey: 'acc-1',
      accountOwner: 'rep-7',
      country: 'US',
      region: 'US-CA',
      postalArea: 'US-94105',
      timeZone: 'America/Los_Angeles',
      language: 'en',
      industry: 'technology',
      employees: 250,
      companySize: '201-500',
      seniority: 'vp',
      department: 'it',
      product: 'GTX Pro',
      dealType: 'new',
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
      { readings: noReadings },
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
    const enrichment = { ...fullLead.enrichment, accountEmployees: 2822 };
    expect(given({ employees: null, enrichment }).lead).toMatchObject({
      employees: 2822,
      companySize: '1001-5000',
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
      companySize: 'some',
      employees: 0,
      amount: -1,
    };
    const { quality } = given(wrong, {
      email: null,
      timeZone: null,
      language: null,
      readings: noReadings,
    }).lead;
    expect(quality.validity).toBe(0);
    expect(quality.issues).toEqual([
      'EMAIL_INVALID',
      'PHONE_INVALID',
      'COUNTRY_UNKNOWN',
      'TIME_ZONE_UNKNOWN',
      'LANGUAGE_UNKNOWN',
      'INDUSTRY_UNKNOWN',
      'TITLE_UNKNOWN',
      'COMPANY_SIZE_UNKNOWN',
      'EMPLOYEES_INVALID',
      'AMOUNT_INVALID',
    ]);
  });

  test('a range gives the band and a headcount in its middle, a word only the band', () => {
    expect(sized('51-200 employees', '51-200')).toMatchObject({ companySize: '51-200', employees: 101 });
    expect(sized('KMU', '51-200')).toMatchObject({ companySize: '51-200', employees: null });
  });

  test('every change says from what to what, by which rule and how sure; contact data are marked', () => {
    expect(given().changes).toEqual([
      {
        field: 'country',
        from: 'USA',
        to: 'US',
        rule: 'country.code',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'region',
        from: 'California',
        to: 'US-CA',
        rule: 'region.name',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'source',
        from: 'Google Ads',
        to: 'paid-search',
        rule: 'source.name',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'industry',
        from: 'technolgy',
        to: 'technology',
        rule: 'industry.misspelt',
        match: 'fuzzy',
        confidence: 0.95,
        personal: false,
      },
      {
        field: 'seniority',
        from: 'VP of IT',
        to: 'vp',
        rule: 'seniority.word',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'department',
        from: 'VP of IT',
        to: 'it',
        rule: 'department.word',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'dealType',
        from: 'new business',
        to: 'new',
        rule: 'deal-type.name',
        match: 'alias',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'timeZone',
        from: null,
        to: 'America/Los_Angeles',
        rule: 'time-zone.by-place',
        match: 'fuzzy',
        confidence: 0.99,
        personal: false,
      },
      {
        field: 'phone',
        from: '(415) 555-2671',
        to: '+14155552671',
        rule: 'phone.national',
        match: 'alias',
        confidence: 0.98,
        personal: true,
      },
    ]);
  });

  test('a text with contact data in it is marked, and a postal code is not told', () => {
    const readings = {
      ...fullFacts.readings,
      source: read(`form ${EMAIL}`, 'web-form', 'source.word'),
      region: read('94105', 'US-CA', 'region.by-postal-code'),
    };
    const { changes } = given({ source: `form ${EMAIL}`, region: null }, { readings });
    const of = (name: string) => changes.find(({ field }) => field === name);
    expect(of('source')).toMatchObject({ from: `form ${EMAIL}`, personal: true });
    expect(of('region')).toMatchObject({ from: null, to: 'US-CA', personal: false });
  });

  test.each([
    ['CEO Ann Lee', true],
    ['lee, chief of IT', true],
    ['Leeds, head of sales', false],
  ])('a title with a part of the name is marked: "%s" %p', (title, personal) => {
    const readings = { ...fullFacts.readings, seniority: read(title, 'c-level', 'seniority.word') };
    const { changes } = given({ title }, { readings });
    expect(changes.find(({ field }) => field === 'seniority')).toMatchObject({ from: title, personal });
  });

  test('a name in a script without spaces is found within a text', () => {
    const contact = { ...fullLead.contact, firstName: null, lastName: null, name: '李雷' };
    const readings = { ...fullFacts.readings, seniority: read('李雷经理', 'manager', 'seniority.word') };
    const { changes } = given({ contact, title: '李雷经理' }, { readings });
    expect(changes.find(({ field }) => field === 'seniority')?.personal).toBe(true);
  });

  test('a country that the lead did not say is a change from nothing', () => {
    const enrichment = { ...fullLead.enrichment, countrySource: 'phone', countryConfidence: 0.95 };
    const { changes } = given(
      { country: null, enrichment },
      { readings: { ...fullFacts.readings, country: null } },
    );
    expect(changes.find(({ field }) => field === 'country')).toMatchObject({
      from: null,
      to: 'US',
      rule: 'country.by-phone',
      confidence: 0.95,
    });
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
    companySize: text,
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
