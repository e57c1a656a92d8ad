import type { Random } from '@leadline/chance';
import type { Person } from './person.ts';

/** Typing errors in the names of large mail hosts. */
const TYPOS: Readonly<Record<string, string>> = {
  'gmail.com': 'gmial.com',
  'hotmail.com': 'hotmial.com',
  'yahoo.com': 'yaho.com',
  'outlook.com': 'outlok.com',
};

/** An e-mail field and whether a mail to its corrected form can arrive. */
export interface EmailField {
  readonly text: string | null;
  readonly works: boolean;
}

/** A phone field and whether it holds a valid number. */
export interface PhoneField {
  readonly text: string | null;
  readonly valid: boolean;
}

/** 6 % missing, 17 % broken beyond repair, the rest as people type. */
export function emailField(random: Random, person: Person): EmailField {
  const kind = random.weighted([
    ['good', 0.77],
    ['broken', 0.17],
    ['missing', 0.06],
  ] as const);
  if (kind === 'missing') return { text: null, works: false };
  if (kind === 'good') return { text: typedEmail(random, person.email), works: true };
  const [local, domain] = splitEmail(person.email);
  const broken = [
    `${local}.${domain}`,
    `${local}@`,
    `@${domain}`,
    `${local}@@${domain}`,
    `${local}@-`,
    'n/a',
    'none',
  ];
  return { text: random.pick(broken), works: false };
}

/** The address in another case, with a space behind, or with a typing error in the host. */
function typedEmail(random: Random, email: string): string {
  const [local, domain] = splitEmail(email);
  const typo = TYPOS[domain];
  if (typo !== undefined && random.chance(0.06)) return `${local}@${typo}`;
  const way = random.weighted([
    ['plain', 0.84],
    ['upper', 0.06],
    ['capital', 0.08],
    ['space', 0.02],
  ] as const);
  if (way === 'upper') return email.toUpperCase();
  if (way === 'capital') return email.charAt(0).toUpperCase() + email.slice(1);
  return way === 'space' ? `${email} ` : email;
}

/** Another way to write the same mailbox. */
export function sameMailbox(random: Random, email: string): string {
  const [local, domain] = splitEmail(email);
  const ways = [email, email.toUpperCase(), `${local.toUpperCase()}@${domain}`];
  if (domain === 'gmail.com') ways.push(`${local.replaceAll('.', '')}@${domain}`, `${local}+info@${domain}`);
  const typo = TYPOS[domain];
  if (typo !== undefined) ways.push(`${local}@${typo}`);
  return random.pick(ways);
}

/** 24 % missing, 4 % nonsense, the rest valid in one of several notations. `national`: the country is given too. */
export function phoneField(random: Random, person: Person, national: boolean): PhoneField {
  const kind = random.weighted([
    ['good', 0.72],
    ['nonsense', 0.04],
    ['missing', 0.24],
  ] as const);
  if (kind === 'missing' || person.phone === null) return { text: null, valid: false };
  if (kind === 'nonsense') return { text: random.pick(['000', '-', 'n/a', '0', 'on request']), valid: false };
  return { text: writtenPhone(random, person, national), valid: true };
}

/** A number as people write it. */
export function writtenPhone(random: Random, person: Person, national: boolean): string | null {
  const { phone, place } = person;
  if (phone === null) return null;
  const dial = dialCode(phone);
  const rest = phone.slice(dial.length);
  const ways = [
    phone,
    phone,
    `${dial} ${grouped(rest, ' ')}`,
    `${dial}-${grouped(rest, '-')}`,
    `${dial} (${rest.slice(0, 3)}) ${rest.slice(3)}`,
  ];
  if (national) ways.push(place.phones.trunk + rest, place.phones.trunk + grouped(rest, ' '));
  return random.pick(ways);
}

const DIAL_CODES = [
  '+1',
  '+49',
  '+43',
  '+41',
  '+44',
  '+353',
  '+33',
  '+31',
  '+55',
  '+52',
  '+65',
  '+61',
  '+91',
  '+81',
];

function dialCode(phone: string): string {
  return DIAL_CODES.find((code) => phone.startsWith(code))!;
}

function grouped(digits: string, gap: string): string {
  return `${digits.slice(0, 3)}${gap}${digits.slice(3, 6)}${gap}${digits.slice(6)}`.replace(/[ -]$/u, '');
}

function splitEmail(email: string): [local: string, domain: string] {
  const [local, domain] = email.split('@');
  return [local!, domain!];
}
