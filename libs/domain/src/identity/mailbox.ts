import { isSharedName } from './shared-names.ts';

/** How a provider reads the part before the `@`. */
interface Provider {
  /** The domains of one account, the main one first. */
  readonly domains: readonly string[];
  /** Characters that it does not read. */
  readonly ignores: RegExp;
}

const NOTHING = /(?!)/g;

/**
 * Providers with names for one mailbox beyond the plus tag, as their help pages say: Google (dots), Apple, Proton (dots,
 * hyphens, underscores), Yandex (its domains; a dot is a hyphen, so both go).
 */
const PROVIDERS: readonly Provider[] = [
  { domains: ['gmail.com', 'googlemail.com'], ignores: /\./g },
  { domains: ['icloud.com', 'me.com', 'mac.com'], ignores: NOTHING },
  { domains: ['proton.me', 'protonmail.com', 'pm.me', 'protonmail.ch'], ignores: /[._-]/g },
  {
    domains: ['yandex.ru', 'ya.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'yandex.ua'],
    ignores: /[.-]/g,
  },
];
const PROVIDER_OF: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);

/** A mailbox behind the addresses that lead to it. */
export interface Mailbox {
  /** The address in its shortest form. */
  readonly address: string;
  /** The address without the number that tells namesakes apart: `ann.lee2@acme.io` → `ann.lee@acme.io`. */
  readonly unnumbered: string;
  /** Several people read it (`info@`), so that it does not tell who wrote. */
  readonly shared: boolean;
}

/**
 * The mailbox that an address (lower case) leads to: without what follows a plus sign (subaddress, RFC 5233; in use at
 * most hosts), and without what its provider does not read: `a.nn+news@googlemail.com` → `ann@gmail.com`.
 */
export function mailboxOf(address: string): Mailbox {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const provider = PROVIDER_OF.get(domain);
  const local = shortened(address.slice(0, at), provider?.ignores ?? NOTHING);
  const host = provider?.domains[0] ?? domain;
  return {
    address: `${local}@${host}`,
    unnumbered: `${local.replace(/(?<=.)\d+$/, '')}@${host}`,
    shared: isSharedName(local),
  };
}

/** Never empty: `+news` stays as it is. */
function shortened(local: string, ignored: RegExp): string {
  const untagged = local.replace(/(?<=.)\+.*$/, '');
  return untagged.replaceAll(ignored, '') || untagged;
}
