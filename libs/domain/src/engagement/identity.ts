import { mailboxOf, type TraitKind, traitKey } from '../identity/index.ts';
import type { KeyedHash } from '../shared/keyed-hash.ts';

/** Who has done something, or who a lead is, as far as engagement goes. */
export interface Engaged {
  /** Valid and corrected. */
  readonly email: string | null;
  readonly phoneE164: string | null;
  /** Id that a site has given a browser. */
  readonly visitorId: string | null;
}

/** Under what engagement is kept and found. Same fields as an EngagementIdentity. */
export interface EngagementIdentity {
  readonly kind: Extract<TraitKind, 'mailbox' | 'shared-mailbox' | 'phone'> | 'visitor';
  /** Keyed hash. Of a mailbox or phone the key of the trait of that kind, so that both can be joined. */
  readonly key: string;
}

/**
 * The identities of a person, the surest first. Engagement belongs to a mailbox, a number or a browser: who shares one shares
 * what was done there, and `shared-mailbox` says so where the address does.
 */
export function engagementIdentities(
  tenant: string,
  { email, phoneE164, visitorId }: Engaged,
  hash: KeyedHash,
): readonly EngagementIdentity[] {
  const mailbox = email === null ? null : mailboxOf(email);
  const said = [
    [mailbox?.shared ? 'shared-mailbox' : 'mailbox', mailbox?.address ?? null],
    ['phone', phoneE164],
    ['visitor', visitorId],
  ] as const;
  return said.flatMap(([kind, value]) =>
    value === null ? [] : [{ kind, key: traitKey(tenant, kind, value, hash) }],
  );
}
