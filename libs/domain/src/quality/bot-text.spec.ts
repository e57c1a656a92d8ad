import { holdsMailHeader, holdsMarkup, mixesScripts } from './bot-text.ts';

test.each([
  '[url=https://a.io]here[/url]',
  'see [link]https://a.io[/link]',
  'best <a href="https://a.io">prices</a>',
  '<A  HREF=https://a.io>x</A>',
])('"%s" is markup', (text) => {
  expect(holdsMarkup(text)).toBe(true);
});

test.each([
  'see https://a.io',
  'quantities: <a few hundred',
  'our part [URL to follow]',
  'a < b and c > d',
  '[image] of the plant',
  '',
])('"%s" is no markup', (text) => {
  expect(holdsMarkup(text)).toBe(false);
});

test.each(['Ann\r\nBcc: x@a.io', 'x%0Abcc:y@a.io bcc:z@a.io', 'Ann Content-Type: text/html'])(
  '"%s" adds to the head of a mail',
  (text) => {
    expect(holdsMailHeader(text)).toBe(true);
  },
);

test.each(['Ann Lee', 'BCC Ltd', 'Head of content: types and fonts', 'Director, MIME'])(
  '"%s" adds nothing',
  (text) => {
    expect(holdsMailHeader(text)).toBe(false);
  },
);

test.each(['Вitсоin', 'Заработоk без вложений', 'pаypal'])('"%s" mixes scripts within a word', (text) => {
  expect(mixesScripts(text)).toBe(true);
});

test.each([
  'Нужен CRM для отдела продаж',
  'IT-отдел',
  'B2B и B2C',
  'Straße in Москва',
  'Ångström µm',
  '李雷 Ltd',
  '',
])('"%s" is in scripts, each word in one', (text) => {
  expect(mixesScripts(text)).toBe(false);
});
