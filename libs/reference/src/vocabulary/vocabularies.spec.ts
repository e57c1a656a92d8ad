import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadVocabularies, shippedVocabularies, type Vocabularies } from '../index.ts';

const vocabularies = shippedVocabularies();

test('those that come with Leadline are in memory once', () => {
  expect(loadVocabularies(null)).toBe(vocabularies);
});

test.each([
  ['technolgy', 'technology', '54'],
  ['medical', 'healthcare', '62'],
  ['employment', 'staffing', '56'],
  ['services', 'professional-services', '54'],
  ['Banking', 'finance', '52'],
  ['Oil & Gas', 'energy', '21'],
  ['Stadtwerke', 'energy', '22'],
  ['Großhandel', 'wholesale', '42'],
  ['REAL ESTATE', 'real-estate', '53'],
  ['e-commerce', 'retail', '44-45'],
  ['Manufacturng', 'manufacturing', '31-33'],
  ["Industrie de l'automobile", 'automotive', '31-33'],
  ['541511', 'technology', '54'],
  ['5132 Software Publishers', 'software', '51'],
  ['NAICS 44-45', 'retail', '44-45'],
  ['Other Services (except Public Administration)', 'other-services', '81'],
  ['Fishmongery', undefined, undefined],
  ['99', undefined, undefined],
  ['Other', undefined, undefined],
  ['hasOwnProperty', undefined, undefined],
])('industry "%s" is %s in sector %s', (text, value, code) => {
  const found = vocabularies.industry(text);
  expect([found?.value, found?.code]).toEqual([value, code]);
});

test.each(
  'agriculture automotive construction education energy entertainment finance government healthcare hospitality insurance legal logistics manufacturing marketing media nonprofit pharmaceuticals professional-services real-estate retail software staffing technology telecommunications'.split(
    ' ',
  ),
)('%s is a canonical industry, which models know by that name', (industry) => {
  expect(vocabularies.industry(industry)).toMatchObject({ value: industry, match: 'exact', confidence: 1 });
});

test.each([
  ['Google Ads', 'paid-search'],
  ['GOOGLE', 'organic-search'],
  ['Contact Form', 'web-form'],
  ['Kontaktformular', 'web-form'],
  ['Live-Chat', 'chat'],
  ['Word of mouth', 'referral'],
  ['Messe', 'event'],
  ['Reseller', 'partner'],
  ['Other', 'unknown'],
  ['Olympus 2026!', undefined],
])('source "%s" is %s', (text, source) => {
  expect(vocabularies.source(text)?.value).toBe(source);
});

test.each(
  'web-form phone chat referral paid-search organic-search paid-social social email display direct event partner outbound customer import unknown'.split(
    ' ',
  ),
)('%s is a canonical source, which models know by that name', (source) => {
  expect(vocabularies.source(source)?.value).toBe(source);
});

test.each([
  ['PPC', 'cpc'],
  ['(none)', 'none'],
  ['Newsletter', 'email'],
  ['paid_social', 'paid-social'],
  ['xyz', undefined],
])('medium "%s" is %s', (text, medium) => {
  expect(vocabularies.medium(text)?.value).toBe(medium);
});

test.each([
  ['CEO', 'c-level', undefined],
  ['Chief Technology Officer', 'c-level', 'engineering'],
  ['Chief Information Officer', 'c-level', 'it'],
  ['Vice President of Sales', 'vp', 'sales'],
  ['V.P. Sales', 'vp', 'sales'],
  ['President', 'c-level', undefined],
  ['Co-Founder', 'c-level', undefined],
  ['SVP, Marketing', 'vp', 'marketing'],
  ['Head of People', 'director', 'hr'],
  ['IT Director', 'director', 'it'],
  ['Product Marketing Manager', 'manager', 'marketing'],
  ['product manager', 'manager', 'product'],
  ['Sales Engineer', 'individual', 'sales'],
  ['Systems Engineer', 'individual', 'it'],
  ['Senior Software Engineer', 'individual', 'engineering'],
  ['Engineer', 'individual', 'engineering'],
  ['Account Executive', 'individual', 'sales'],
  ['Assistant to the CEO', 'individual', 'operations'],
  ['Marketing Intern', 'intern', 'marketing'],
  ['Working Student', 'intern', undefined],
  ['Geschäftsführerin', 'c-level', undefined],
  ['Vertriebsleiter*in (m/w/d)', 'director', 'sales'],
  ['Directrice des ressources humaines', 'director', 'hr'],
  ['Responsable informatique', 'manager', 'it'],
  ['Legal Counsel', 'individual', 'legal'],
  ['Controller', 'individual', 'finance'],
  ['Customer Support Specialist', 'individual', 'support'],
  ['Procurement Manager', 'manager', 'operations'],
  ['Wizard', undefined, undefined],
  ['Founder of Acme Legal Services', 'c-level', undefined],
  ['Werkstudentin bei Acme Logistik', 'intern', undefined],
  ['Account Executive @ Acme Payroll', 'individual', 'sales'],
  ['DataAnalyst', 'individual', 'engineering'],
  ['Finance Marketing Manager', 'manager', 'marketing'],
  ['Commodities Sales Manager', 'manager', 'sales'],
  ['Project Manager - Payroll', 'manager', 'hr'],
  ['Client Account Manager -Recruitment', 'manager', 'sales'],
  ['Materials and Process Engineer', 'individual', 'engineering'],
  ['Planning & Contracts Engineer', 'individual', 'engineering'],
  ['Technical Procurement Specialist', 'individual', 'operations'],
  ['Executive Assistant, Payroll', 'individual', 'operations'],
  ['Quality Manager/Product Safety Officer', 'manager', 'operations'],
  ['Scientist', 'individual', 'engineering'],
  ['Consultant for Acme Payroll S.r.l.', 'individual', undefined],
  ['Director - Acme Tax & Audit Ltd.', 'director', undefined],
  ['Sales Manager for Acme Tax, Inc.', 'manager', 'sales'],
  ['Consultant for Payroll', 'individual', 'hr'],
  ['Board Member, CFO Acme Ltd', 'c-level', 'finance'],
  ['Office Assistant - College of Engineering', 'individual', 'operations'],
  ['Project Manager, Ministry of Finance', 'manager', 'operations'],
  ['Analyst, Institut für Informatik', 'individual', undefined],
  ['School of Business Marketing Director', 'director', 'marketing'],
  ['Administrativo-a laboral', undefined, 'hr'],
  ['Acheteur.euse', 'individual', 'operations'],
  ['Développeur.euses web', 'individual', 'engineering'],
  ['University of Oslo Marketing Assistant', 'individual', 'marketing'],
  ['Escuela de Negocios Gerente de Ventas', 'manager', 'sales'],
  ['Assistente - Ministério das Finanças', 'individual', undefined],
])('"%s" is %s in %s', (title, seniority, department) => {
  expect([vocabularies.seniority(title)?.value, vocabularies.department(title)?.value]).toEqual([
    seniority,
    department,
  ]);
});

test.each([
  ['new', 'new'],
  ['Neukunde', 'new'],
  ['expansion', 'expansion'],
  ['Upsell', 'expansion'],
  ['Vertragsverlängerung', 'renewal'],
  ['Sonderaktion', undefined],
])('deal type "%s" is %s', (text, type) => {
  expect(vocabularies.dealType(text)?.value).toBe(type);
});

describe("a folder of the operator's own", () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-vocabulary-'));
  const loaded = (text: string): Vocabularies => {
    writeFileSync(join(folder, 'own.yaml'), text);
    return loadVocabularies(folder);
  };
  const fault = (text: string): string => {
    try {
      loaded(text);
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('brings products, which Leadline cannot know', () => {
    const own = loaded('vocabulary: product\nvalues:\n  - { value: GTX Pro, names: [gtx professional] }\n');
    expect(own.product('GTX-Professional')).toMatchObject({ value: 'GTX Pro', match: 'alias' });
    expect(own.product('gtx  pro')).toMatchObject({ value: 'GTX Pro', match: 'exact' });
  });

  test('gives a name another meaning, adds names to a value, and adds values', () => {
    const own = loaded(
      'vocabulary: source\nvalues:\n  - { value: event, names: [google, open day] }\n  - { value: hackathon, names: [code night] }\n',
    );
    expect(own.source('Google')?.value).toBe('event');
    expect(own.source('Open Day')?.value).toBe('event');
    expect(own.source('Messe')?.value).toBe('event');
    expect(own.source('code night')?.value).toBe('hackathon');
    expect(own.source('Google Ads')?.value).toBe('paid-search');
  });

  test.each([
    [
      'vocabulary: department\nvalues: [{ value: hr, words: [x], yields: sale }]\n',
      'own.yaml: hr yields to "sale"; there are: hr, finance, marketing',
    ],
    ['vocabulary: sources\nvalues: []\n', 'there is no vocabulary "sources"; there are: company-size'],
    ['vocabulary: source\nvalues:\n  - { name: x }\n', 'values[0].value'],
    [
      'vocabulary: source\nvalues:\n  - { value: x, names: [null] }\n',
      'quote what YAML takes for something else',
    ],
    [
      'vocabulary: source\nvalues:\n  - { value: x, words: ["a * b"] }\n',
      'the * must begin or end a single word',
    ],
    ['vocabulary: [\n', 'own.yaml'],
  ])('with a fault says which and where: %j', (text, message) => {
    expect(fault(text)).toContain(message);
  });

  test('that is not there, or is empty, says so', () => {
    expect(() => loadVocabularies(join(folder, 'none'))).toThrow('there is no such folder');
    const empty = mkdtempSync(join(tmpdir(), 'leadline-vocabulary-'));
    expect(() => loadVocabularies(empty)).toThrow('holds no .yaml file');
    rmSync(empty, { recursive: true });
  });
});
