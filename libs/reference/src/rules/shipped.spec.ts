import { codesOf } from '../../test/lead-view.ts';
import { readRules, shippedRules } from '../index.ts';

type Changes = Parameters<typeof codesOf>[1];

const codes = (changes: Changes) => codesOf(shippedRules(), changes);
const noPhone = { kind: 'none', valid: false };
const noEmail = { valid: false, kind: 'invalid', address: '', local: '', domain: '' };
const says = (message: string): Changes => ({ lead: { message } });

test('no rule holds for a good lead', () => {
  expect(codes({})).toEqual([]);
});

test.each<readonly [string, Changes]>([
  ['INVALID_CONTACT', { email: noEmail, phone: noPhone }],
  ['TEST_LEAD', { lead: { test: true } }],
  ['TEST_LEAD', { email: { test: true } }],
  ['TEST_LEAD', { email: { local: 'asdf' } }],
  ['TEST_LEAD', { lead: { firstName: 'Test', lastName: 'User', fullName: 'Test User' } }],
  ['TEST_LEAD', { lead: { firstName: '', lastName: '', name: 'PRUEBA', fullName: 'PRUEBA' } }],
  ['DISPOSABLE_EMAIL', { email: { kind: 'disposable' }, phone: noPhone }],
  ['SPAM', says('https://a.io https://b.io www.c.io')],
  ['JUNK_NAME', { lead: { lastName: 'asdfgh' } }],
  ['JUNK_NAME', { lead: { firstName: '', lastName: '', name: 'Mr qwerty' } }],
  ['BOT_HONEYPOT', { lead: { attributes: { _gotcha: 'yes' } } }],
  ['BOT_SPEED', { lead: { attributes: { form_seconds: '0.4' } } }],
  ['BOT_NAME', { lead: { lastName: 'HkjPwqLzXvQ' } }],
  ['BOT_MARKUP', says('[url=https://a.io]cheap[/url]')],
  ['BOT_FIELD', { lead: { fullName: 'Ann www.a.io' } }],
  ['BOT_FIELD', { lead: { company: 'Acme Bcc: x@a.io' } }],
  ['MIXED_SCRIPTS', says('Заработоk без вложений')],
  ['SPAM_PITCH', says('I came across your website. We offer audits. Would you be interested?')],
  ['EMAIL_INVALID', { quality: { issues: ['EMAIL_INVALID'] } }],
  ['ACCOUNT_UNSURE', { quality: { issues: ['ACCOUNT_UNSURE'] } }],
  ['OCCURRED_AT_MISSING', { lead: { flags: ['OCCURRED_AT_MISSING'] } }],
  ['INCOMPLETE', { quality: { completeness: 0.375 } }],
])('%s: %j', (code, changes) => {
  expect(codes(changes)).toEqual([code]);
});

test.each<readonly [string, Changes]>([
  ['a broken e-mail beside a valid phone', { email: noEmail }],
  [
    'no contact where none is expected',
    { email: noEmail, phone: noPhone, lead: { flags: ['CONTACT_NOT_EXPECTED'] } },
  ],
  ['a disposable address beside a valid phone', { email: { kind: 'disposable' } }],
  ['a company that is called by its address', { lead: { company: 'www.acme.io' } }],
  ['a buyer who says what the company does', says('We offer loans. Would you be interested in a pilot?')],
  ['two links', says('see https://a.io and http://b.io')],
  ['two links with www', says('https://www.a.io https://www.b.io')],
  [
    'a person called Tester',
    { lead: { firstName: 'Desmond', lastName: 'Tester', fullName: 'Desmond Tester' } },
  ],
  ['a mailbox of three letters', { email: { local: 'asd' } }],
  ['an empty honeypot', { lead: { attributes: { 'bot-field': '' } } }],
  ['a form filled in in half a minute', { lead: { attributes: { form_seconds: '31' } } }],
  ['a time that is no number', { lead: { attributes: { form_seconds: 'fast' } } }],
  ['half of the fields', { quality: { completeness: 0.5 } }],
])('no rule holds for %s', (_what, changes) => {
  expect(codes(changes)).toEqual([]);
});

describe('wording of advertising, in seven languages', () => {
  test.each([
    'We offer guest posts: high quality backlinks, dofollow, guest post on strong domains',
    'Rank your website on the first page of Google: https://seo.example',
    'Backlinks kaufen und Seite 1 bei Google!',
    'Casino en ligne, tours gratuits',
    'Casino online con giros gratis',
    'Scommesse sportive e giri gratis',
    'Apostas esportivas: rodadas grátis',
    'Gokkasten en gratis spins',
  ])('"%s" is spam', (message) => {
    expect(codes(says(message))).toEqual(['SPAM', 'SPAM_WORDING']);
  });

  test.each([
    'Our agency needs a tool to report on guest post campaigns',
    'Wir suchen ein CRM für unsere Kunden aus dem Bereich Sportwetten',
  ])('"%s" is a warning', (message) => {
    expect(codes(says(message))).toEqual(['SPAM_WORDING']);
  });

  test.each([
    'Please send a quote for 40 meters to our plant in Leipzig, see https://acme.io/plant',
    'We run a casino in Macau and look for a partner for energy metering',
    'Bitte um Rückruf wegen der Suchmaschine auf unserer Website',
    'Nous cherchons un prêt de matériel pour un salon',
  ])('"%s" is nothing', (message) => {
    expect(codes(says(message))).toEqual([]);
  });
});

test.each([
  'Can you send prices for 40 seats? Our site is https://acme.io',
  'I came across your website and would like a demo for our sales team.',
  'We are a web development company in Pune and look for a CRM. Please call me.',
  'We offer logistics services in the Benelux and need a routing tool for inbound leads.',
  'Our agency looks after SEO for 60 clients; do you integrate with Search Console?',
  'We are an outsourcing company with 300 agents. Is there a volume discount?',
  'We provide staffing services. Are you interested in a partnership?',
  'Our loan product needs lead scoring. Can we talk next week?',
  'Our contact forms send 500 leads a month, see https://acme.io/contact',
  'Bitte senden Sie uns ein Angebot für 20 Lizenzen.',
  'Nous proposons des services bancaires et cherchons une solution pour notre équipe.',
  'Necesitamos una cotización; ofrecemos servicios de transporte.',
])('"%s" is of a buyer', (message) => {
  expect(codes(says(message))).toEqual([]);
});

test('all rules that hold are told, in the order of the files', () => {
  const lead = {
    message: 'www.a.io www.b.io www.c.io',
    name: 'qwerty',
    test: true,
    flags: ['OCCURRED_AT_MISSING'],
  };
  expect(codes({ lead, email: noEmail, phone: noPhone, quality: { issues: ['EMAIL_INVALID'] } })).toEqual([
    'INVALID_CONTACT',
    'TEST_LEAD',
    'SPAM',
    'JUNK_NAME',
    'EMAIL_INVALID',
    'OCCURRED_AT_MISSING',
  ]);
});

test('by default errors alone keep a lead back, and every dimension has a rule', () => {
  const { rules } = readRules(null);
  expect(rules.filter(({ severity }) => severity === 'error').map(({ id }) => id)).toEqual([
    'INVALID_CONTACT',
    'TEST_LEAD',
    'DISPOSABLE_EMAIL',
    'SPAM',
    'JUNK_NAME',
    'BOT_HONEYPOT',
    'BOT_SPEED',
    'BOT_NAME',
    'BOT_MARKUP',
    'BOT_FIELD',
    'COMPETITOR',
  ]);
  expect(new Set(rules.map(({ dimension }) => dimension)).size).toBe(5);
});
