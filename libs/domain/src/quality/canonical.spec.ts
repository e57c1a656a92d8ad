import * as fc from 'fast-check';
import { canonicalIndustry, canonicalSource, departmentOf, seniorityOf } from './index.ts';

test.each([
  ['technolgy', 'technology'],
  ['medical', 'healthcare'],
  ['employment', 'staffing'],
  ['services', 'professional-services'],
  ['Banking', 'finance'],
  ['Oil & Gas', 'energy'],
  ['REAL ESTATE', 'real-estate'],
  ['e-commerce', 'retail'],
  ['Manufacturng', 'manufacturing'],
  ['Fishmongery', null],
  ['hasOwnProperty', null],
])('industry "%s" is %s', (text, industry) => {
  expect(canonicalIndustry(text)).toBe(industry);
});

test.each([
  ['Google Ads', 'paid-search'],
  ['GOOGLE', 'organic-search'],
  ['Contact Form', 'web-form'],
  ['Live-Chat', 'chat'],
  ['Word of mouth', 'referral'],
  ['Trade show', 'event'],
  ['Reseller', 'partner'],
  ['Other', 'unknown'],
  ['Olympus 2026!', 'olympus-2026'],
  ['constructor', 'constructor'],
  ['', 'unknown'],
  [null, 'unknown'],
])('source "%s" is %s', (text, source) => {
  expect(canonicalSource(text)).toBe(source);
});

test.each([
  ['CEO', 'c-level', null],
  ['Chief Technology Officer', 'c-level', 'engineering'],
  ['Chief Information Officer', 'c-level', 'it'],
  ['Vice President of Sales', 'vp', 'sales'],
  ['President', 'c-level', null],
  ['Co-Founder', 'c-level', null],
  ['SVP, Marketing', 'vp', 'marketing'],
  ['Head of People', 'director', 'hr'],
  ['IT Director', 'director', 'it'],
  ['Product Marketing Manager', 'manager', 'marketing'],
  ['product manager', 'manager', 'product'],
  ['Sales Engineer', 'individual', 'sales'],
  ['Senior Software Engineer', 'individual', 'engineering'],
  ['Account Executive', 'individual', 'sales'],
  ['Assistant to the CEO', 'individual', null],
  ['Marketing Intern', 'intern', 'marketing'],
  ['Geschäftsführerin', 'c-level', null],
  ['Legal Counsel', 'individual', 'legal'],
  ['Controller', 'individual', 'finance'],
  ['Customer Support Specialist', 'individual', 'support'],
  ['Procurement Manager', 'manager', 'operations'],
  ['Wizard', null, null],
])('"%s" is %s in %s', (title, seniority, department) => {
  expect([seniorityOf(title), departmentOf(title)]).toEqual([seniority, department]);
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    'technolgy',
    'Oil & Gas',
    'VP of IT',
    'hasOwnProperty',
    '__proto__',
    'Google Ads',
    'Sales ',
  ),
);

test('a canonical value is its own canonical value, and no text throws', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const industry = canonicalIndustry(text);
      if (industry !== null) expect(canonicalIndustry(industry)).toBe(industry);
      expect(canonicalSource(canonicalSource(text))).toBe(canonicalSource(text));
      const seniority = seniorityOf(text);
      if (seniority !== null) expect(seniorityOf(seniority)).toBe(seniority);
      const department = departmentOf(text);
      if (department !== null) expect(departmentOf(department)).toBe(department);
    }),
    { numRuns: 500 },
  );
});

test.each(
  'agriculture automotive construction education energy entertainment finance government healthcare hospitality insurance legal logistics manufacturing marketing media nonprofit pharmaceuticals professional-services real-estate retail software staffing technology telecommunications'.split(
    ' ',
  ),
)('%s is a canonical industry', (industry) => {
  expect(canonicalIndustry(industry)).toBe(industry);
});

test.each(
  'web-form phone chat referral paid-search organic-search paid-social social email display direct event partner outbound customer import unknown'.split(
    ' ',
  ),
)('%s is a canonical source', (source) => {
  expect(canonicalSource(source)).toBe(source);
});
