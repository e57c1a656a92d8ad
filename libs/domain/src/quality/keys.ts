import { mailboxOf } from '../identity/index.ts';
import type { KeyedHash } from '../shared/keyed-hash.ts';

/** What identifies a person; all of it of one lead. */
export interface Identifying {
  readonly email: string | null;
  readonly phoneE164: string | null;
  /** Words of the name, see nameWords. */
  readonly name: readonly string[];
}

/**
 * The one key of a person: the mailbox behind the corrected e-mail address (a shared one together with the name), else the
 * phone number; hashed, so that it may stand in decisions. Whether two leads are of one person is judged by more than it:
 * see traitsOf.
 */
export function personKey(tenant: string, person: Identifying, hash: KeyedHash): string | null {
  const mailbox = person.email === null ? null : mailboxOf(person.email);
  const key = (kind: string, value: string): string => hash(`person\n${tenant}\n${kind}\n${value}`);
  if (mailbox !== null && !mailbox.shared) return key('email', mailbox.address);
  if (mailbox !== null && person.name.length > 0)
    return key('email', `${mailbox.address}\n${person.name.toSorted().join(' ')}`);
  return person.phoneE164 === null ? null : key('phone', person.phoneE164);
}

/** Known account id as it is; else a hash of the account id that the lead names, or of its company's domain. */
export function accountKey(
  tenant: string,
  account: { readonly known: string | null; readonly named: string | null; readonly domain: string | null },
  hash: KeyedHash,
): string | null {
  if (account.known !== null) return account.known;
  if (account.named !== null) return hash(`account\n${tenant}\nid\n${account.named}`);
  if (account.domain !== null) return hash(`account\n${tenant}\ndomain\n${account.domain}`);
  return null;
}
