import { getDomain } from 'tldts';

/**
 * The domain under which an organisation stands (`mail.acme.co.uk` → `acme.co.uk`), by the Public Suffix List with its
 * private part: `acme.github.io` and `zeta.github.io` are two organisations. The host itself where that is a
 * suffix of the list.
 */
export function organisationDomain(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}
