import type { Random } from '@leadline/chance';
import type { Form } from './body.ts';
import { writtenPhone } from './dirt.ts';
import type { Person } from './person.ts';
import type { LeadBody, QuarantineReason, Verdict } from './types.ts';

/** Shares of all first submissions that are junk on purpose; broken contacts come on top of these. */
const SHARES: readonly (readonly [kind: JunkKind | null, share: number])[] = [
  ['TEST_LEAD', 0.02],
  ['DISPOSABLE_EMAIL', 0.015],
  ['DISPOSABLE_BUT_PHONE', 0.008],
  ['SPAM', 0.02],
  ['JUNK_NAME', 0.015],
  [null, 0.922],
];

type JunkKind = Exclude<QuarantineReason, 'INVALID_CONTACT'> | 'DISPOSABLE_BUT_PHONE';

const DISPOSABLE = ['mailinator.com', 'yopmail.com', 'guerrillamail.com', 'trashmail.com', 'sharklasers.com'];
const RESERVED = ['example.com', 'example.org', 'example.net'];
const KEYBOARD = ['asdf', 'qwerty', 'asdfgh', 'zxcvbn', 'qwertz'];

/** A form after all, what should become of it, and what the person can be known by. */
export interface Judged {
  readonly body: LeadBody;
  readonly verdict: Verdict;
  /** Null where neither a lasting e-mail nor, without any e-mail, a phone names the person. */
  readonly identity: 'email' | 'phone' | null;
}

/** Turns a few forms into junk and says of each what should become of it. */
export function judge(random: Random, form: Form, person: Person): Judged {
  const kind = random.weighted(SHARES);
  if (kind === null) return judgeContact(form);
  const phone = writtenPhone(random, person, false);
  const good: LeadBody = { ...form.body, email: person.email, ...(phone === null ? {} : { phone }) };
  if (kind === 'DISPOSABLE_BUT_PHONE' && phone === null) return judgeContact(form);
  const body = SPOIL[kind](random, good, person.email.split('@')[0]!);
  if (kind === 'DISPOSABLE_BUT_PHONE') return { body, verdict: { kind: 'valid' }, identity: null };
  return { body, verdict: { kind: 'quarantine', reason: kind }, identity: null };
}

function judgeContact({ body, email, phone }: Form): Judged {
  if (email.works) return { body, verdict: { kind: 'valid' }, identity: 'email' };
  if (phone.valid) return { body, verdict: { kind: 'valid' }, identity: 'phone' };
  return { body, verdict: { kind: 'quarantine', reason: 'INVALID_CONTACT' }, identity: null };
}

/** How a good form becomes junk; `local` is the left part of the person's address. */
const SPOIL: Readonly<Record<JunkKind, (random: Random, good: LeadBody, local: string) => LeadBody>> = {
  TEST_LEAD: (random, good, local) =>
    random.chance(0.5) ? { ...good, test: true } : { ...good, email: `${local}@${random.pick(RESERVED)}` },
  DISPOSABLE_EMAIL: (random, good, local) => ({
    ...without(good, 'phone'),
    email: `${local}@${random.pick(DISPOSABLE)}`,
  }),
  DISPOSABLE_BUT_PHONE: (random, good, local) => ({ ...good, email: `${local}@${random.pick(DISPOSABLE)}` }),
  SPAM: (random, good) => ({ ...good, message: spamMessage(random) }),
  JUNK_NAME: (random, good) => ({
    ...without(good, 'name'),
    firstName: random.pick(KEYBOARD),
    lastName: random.pick(KEYBOARD),
  }),
};

function without<Name extends 'phone' | 'name'>(body: LeadBody, name: Name): Omit<LeadBody, Name> {
  const { [name]: _dropped, ...rest } = body;
  return rest;
}

function spamMessage(random: Random): string {
  const links = Array.from(
    { length: random.int(3, 6) },
    () => `https://rank-boost-${String(random.int(100, 999))}.invalid/offer`,
  );
  return `First page guaranteed! ${links.join(' ')}`;
}
