import { loadVocabularies } from '@leadline/reference';
import { enrichedLead } from '../test/lead.ts';
import { lookUp } from './lookups.ts';

const vocabularies = loadVocabularies(null);
const readings = (changes: Parameters<typeof enrichedLead>[0]) =>
  lookUp(enrichedLead(changes), vocabularies).readings;

test('every text of the lead is read, and says how', () => {
  expect(readings({ title: 'Vertriebsleiter', dealType: 'Neukunde', companySize: '51-200' })).toMatchObject({
    country: { value: 'US', from: 'USA', match: 'alias' },
    region: { value: 'US-CA', from: 'California' },
    source: { value: 'paid-search', from: 'Google Ads' },
    industry: { value: 'technology', from: 'technolgy', match: 'fuzzy', code: '54' },
    seniority: { value: 'director', from: 'Vertriebsleiter' },
    department: { value: 'sales', from: 'Vertriebsleiter' },
    companySize: { value: '51-200', match: 'exact' },
    dealType: { value: 'new' },
    product: null,
    medium: null,
  });
});

test('the medium of a campaign comes from its field, else from the attribute that web forms pass on', () => {
  expect(readings({ medium: 'PPC' }).medium?.value).toBe('cpc');
  expect(readings({ attributes: { utm_medium: 'newsletter' } }).medium?.value).toBe('email');
});

test('without a region the postal code of the United States tells the state', () => {
  expect(readings({ region: null, postalCode: '94105' }).region).toMatchObject({
    value: 'US-CA',
    rule: 'region.by-postal-code',
  });
  expect(readings({ region: 'Mars', postalCode: '94105' }).region).toBeNull();
});

const area = (postalCode: string, country: string | null) => {
  const given = enrichedLead({ postalCode });
  return lookUp({ ...given, enrichment: { ...given.enrichment, country } }, vocabularies).postalArea;
};

test('of a postal code goes on what names an area, by the country that is believed', () => {
  expect(area('sw1a 1aa', 'GB')).toBe('GB-SW1A 1');
  expect(area('94105-1234', 'US')).toBe('US-94105');
  expect(area('94105', null)).toBeNull();
  expect(area('n/a', 'US')).toBeNull();
});

test('what says nothing is not read', () => {
  const nothing = { title: 'n/a', industry: '--', region: null, source: 'Please select', country: 'na' };
  expect(readings({ ...nothing, dealType: null, product: null })).toMatchObject({
    country: null,
    region: null,
    source: null,
    industry: null,
    seniority: null,
  });
});
