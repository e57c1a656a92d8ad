import { offsetAt, type ZoneOffsets } from '../assignment/hours.ts';
import { MINUTE } from '../shared/instant.ts';

/** What outreach knows about a lead's person. Structurally a part of the record LeadContact. */
export interface Recipient {
  readonly contact: { readonly email: string | null };
  /** business, free, disposable, invalid or none. */
  readonly emailKind: string;
  /** granted, denied or unknown. */
  readonly consent: string;
  readonly test: boolean;
}

export interface OutreachFacts {
  /** Null: erased, so there is no address. */
  readonly recipient: Recipient | null;
  readonly suppressed: boolean;
  /** Minute of the day in the lead's zone when it was assigned; null: zone unknown or quiet hours are off. */
  readonly localMinute: number | null;
  /** A first contact for this lead went out before, for an earlier assignment. */
  readonly contactedBefore: boolean;
}

/** Why there is no first contact. The first that holds is recorded. */
export type SkipReason =
  | 'NO_ADDRESS'
  | 'INVALID_EMAIL'
  | 'TEST_LEAD'
  | 'DISPOSABLE_EMAIL'
  | 'CONSENT_DENIED'
  | 'SUPPRESSED'
  | 'ALREADY_CONTACTED'
  | 'QUIET_HOURS';

export type FirstContact =
  { readonly kind: 'send'; readonly to: string } | { readonly kind: 'skip'; readonly reason: SkipReason };

/** Automated mail rests from 21:00 to 08:00 in the lead's zone. */
const QUIET_FROM = 21 * 60;
const QUIET_UNTIL = 8 * 60;

/** Whether a first contact may go out. An unknown zone is no reason to keep silent. */
export function decideFirstContact(facts: OutreachFacts): FirstContact {
  const email = facts.recipient?.contact.email ?? null;
  const reason = skipReason(facts, email);
  if (reason !== null) return { kind: 'skip', reason };
  return email === null ? { kind: 'skip', reason: 'NO_ADDRESS' } : { kind: 'send', to: email };
}

function skipReason(
  { recipient, suppressed, localMinute, contactedBefore }: OutreachFacts,
  email: string | null,
) {
  const reasons: readonly (readonly [boolean, SkipReason])[] = [
    [recipient === null || email === null || recipient.emailKind === 'none', 'NO_ADDRESS'],
    [recipient?.emailKind === 'invalid' || (email !== null && !isMailbox(email)), 'INVALID_EMAIL'],
    [recipient?.test === true || (email !== null && isReserved(email)), 'TEST_LEAD'],
    [recipient?.emailKind === 'disposable', 'DISPOSABLE_EMAIL'],
    [recipient?.consent === 'denied', 'CONSENT_DENIED'],
    [suppressed, 'SUPPRESSED'],
    [contactedBefore, 'ALREADY_CONTACTED'],
    [localMinute !== null && (localMinute >= QUIET_FROM || localMinute < QUIET_UNTIL), 'QUIET_HOURS'],
  ];
  return reasons.find(([holds]) => holds)?.[1] ?? null;
}

/** One plain mailbox: nothing that a header or an SMTP dialogue could read as more than that. */
export function isMailbox(email: string): boolean {
  return (
    email.length <= 254 &&
    /^[^\s@<>(),;:"\\[\]\p{C}]+@[^\s@<>(),;:"\\[\]\p{C}]+\.[^\s@<>(),;:"\\[\]\p{C}.]{2,}$/u.test(email)
  );
}

/** Domains that RFC 2606 and RFC 6761 keep for tests and documentation. */
const RESERVED = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$/;

function isReserved(email: string): boolean {
  return RESERVED.test(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}

/** Minute of the local day at an instant. */
export function localMinuteAt(zone: ZoneOffsets, at: number): number {
  const minute = Math.floor(at / MINUTE) + offsetAt(zone, at);
  return ((minute % 1_440) + 1_440) % 1_440;
}
