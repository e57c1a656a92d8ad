/** One-way keyed function, such as HMAC-SHA256 as hexadecimal text. */
export type KeyedHash = (text: string) => string;

/** What identifies a person: the corrected e-mail address, else the phone number; hashed, so that it may stand in decisions. */
export function personKey(
  tenant: string,
  contact: { readonly email: string | null; readonly phoneE164: string | null },
  hash: KeyedHash,
): string | null {
  if (contact.email !== null) return hash(`person\n${tenant}\nemail\n${mailbox(contact.email)}`);
  if (contact.phoneE164 !== null) return hash(`person\n${tenant}\nphone\n${contact.phoneE164}`);
  return null;
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

/** Gmail delivers `a.n.n+news@googlemail.com` to `ann@gmail.com`. */
function mailbox(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return address;
  const local = address.slice(0, at).replace(/\+.*$/, '').replaceAll('.', '');
  return local === '' ? address : `${local}@gmail.com`;
}
