import { withinOneEdit } from '@leadline/domain';

/** Providers so common that one typing error away from them is a typing error. */
const CORRECTABLE = [
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'protonmail.com',
];

/** Big free providers: never corrected. */
const PROVIDERS: ReadonlySet<string> = new Set([
  ...CORRECTABLE,
  ...'yahoo.co.uk yahoo.fr yahoo.de yahoo.ca yahoo.es yahoo.it hotmail.co.uk hotmail.fr hotmail.de hotmail.es'.split(
    ' ',
  ),
  ...'outlook.de outlook.fr outlook.es ymail.com live.com msn.com aol.com me.com mac.com mail.com gmx.de gmx.net'.split(
    ' ',
  ),
  ...'gmx.com gmx.at gmx.ch web.de t-online.de proton.me pm.me fastmail.com zoho.com yandex.ru mail.ru qq.com'.split(
    ' ',
  ),
  ...'163.com 126.com naver.com orange.fr wanadoo.fr libero.it comcast.net att.net verizon.net'.split(' '),
]);

/**
 * The provider's domain for a domain that is one edit away from it (`gmial.com` → `gmail.com`); others unchanged. The first
 * letter must agree: `cloud.com` and `mail.com` are domains of their own.
 */
export function correctDomain(domain: string): string {
  if (PROVIDERS.has(domain)) return domain;
  return CORRECTABLE.find((known) => known[0] === domain[0] && withinOneEdit(domain, known)) ?? domain;
}
