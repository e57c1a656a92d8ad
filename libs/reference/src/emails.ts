import { createRequire } from 'node:module';
import { domainToASCII } from 'node:url';
import freeDomains from 'free-email-domains';
import iso from 'i18n-iso-countries';
import { correctDomain } from './email-typos.ts';

/** What is known about an e-mail address without asking the network. */
export interface Email {
  /** Trimmed, lower case, domain typo corrected: the address to use. */
  readonly address: string;
  readonly domain: string;
  readonly kind: 'business' | 'free' | 'disposable';
  /** The domain had a typing error such as `gmial.com`. */
  readonly corrected: boolean;
  /** Reserved for examples and tests (RFC 2606, RFC 6761) or plainly a test, such as `test@…`. */
  readonly test: boolean;
}

// JSON packages: `require` reads them alike in Node and in Jest.
const require = createRequire(import.meta.url);
const DISPOSABLE = new Set(require('disposable-email-domains') as readonly string[]);
const DISPOSABLE_SUFFIXES = new Set(require('disposable-email-domains/wildcard.json') as readonly string[]);
const FREE = new Set<string>(freeDomains);

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const RESERVED = /(^|\.)(example\.(com|net|org)|test|example|invalid|localhost)$/;
const TEST_LOCAL_PART = /^test(er|ing|user|lead)?\d*$/;
/** Country domains that are sold for what they spell, so that they say nothing about a country. */
const GENERIC_USE = new Set('ac ai am bz cc co fm gg im io is la ly me nu sh st to tv vc ws'.split(' '));

/** Reads an e-mail address as people type it; null when it can't be one. */
export function emailOf(text: string): Email | null {
  const cleaned = text
    .trim()
    .toLowerCase()
    .replace(/^.*<(.*)>$/, '$1')
    .replace(/^mailto:/, '')
    .replaceAll(/\s*@\s*/g, '@')
    .replace(/[.,;]+$/, '');
  const at = cleaned.lastIndexOf('@');
  const local = cleaned.slice(0, at);
  const typed = domainToASCII(cleaned.slice(at + 1).replaceAll(',', '.'));
  if (at < 1 || local.length > 64 || cleaned.length > 254) return null;
  if (!LOCAL_PART.test(local) || !DOMAIN.test(typed)) return null;
  const domain = correctDomain(typed);
  return {
    address: `${local}@${domain}`,
    domain,
    kind: domainKind(domain),
    corrected: domain !== typed,
    test: RESERVED.test(domain) || domain === 'test.com' || TEST_LOCAL_PART.test(local),
  };
}

/** Whose domain it is. Disposable first: the list of free providers names many of those, too. */
export function domainKind(domain: string): 'business' | 'free' | 'disposable' {
  if (DISPOSABLE.has(domain) || suffixes(domain).some((suffix) => DISPOSABLE_SUFFIXES.has(suffix)))
    return 'disposable';
  return FREE.has(domain) ? 'free' : 'business';
}

/** Country of a domain by its top-level domain (`.de` → DE, `.co.uk` → GB); null for generic ones, `.io` and the like. */
export function domainCountry(domain: string): string | null {
  const top = domain.slice(domain.lastIndexOf('.') + 1);
  if (top.length !== 2 || GENERIC_USE.has(top)) return null;
  const country = top === 'uk' ? 'GB' : top.toUpperCase();
  return iso.isValid(country) ? country : null;
}

function suffixes(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
