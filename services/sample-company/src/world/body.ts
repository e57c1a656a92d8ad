import type { Random } from '@leadline/chance';
import { INDUSTRIES, JOBS } from './catalogue.ts';
import { emailField, phoneField, type EmailField, type PhoneField } from './dirt.ts';
import type { Person } from './person.ts';
import type { AccountBody, LeadBody, Traits } from './types.ts';

/** Fields of a body that may be empty; null is left out of the JSON. */
type Fields = { readonly [Name in keyof LeadBody]?: LeadBody[Name] | null };

/** A filled form, and what is true of its contact fields. */
export interface Form {
  readonly body: LeadBody;
  readonly email: EmailField;
  readonly phone: PhoneField;
}

export interface FormHead {
  readonly idempotencyKey: string;
  readonly occurredAt: number;
}

const CAMPAIGNS = ['spring-fair', 'webinar-load', 'retarget-b', 'newsletter'];
const MESSAGES = [
  'Please send us a quote.',
  'We would like to see a demonstration next week.',
  'How long does delivery take?',
  'Looking for a replacement of our current meters, see https://intranet.invalid/tender',
  'Call me back, please.',
];

/** Fills the form as a person in a hurry does. `extra` overrides. */
export function fillForm(
  random: Random,
  head: FormHead,
  traits: Traits,
  person: Person,
  account: AccountBody | null,
): Form {
  const country = countryField(random, person);
  const email = emailField(random, person);
  const phone = phoneField(
    random,
    person,
    country === person.place.code || country === person.place.spellings[0],
  );
  const body = lead({
    ...head,
    source: traits.source,
    workspace: traits.workspace,
    product: traits.product,
    dealType: traits.dealType,
    email: email.text,
    phone: phone.text,
    ...nameFields(random, person),
    company: random.chance(0.84) ? cased(random, person.company) : null,
    country,
    ...profileFields(random, traits, person),
    accountId: account !== null && random.chance(0.1) ? account.accountId : null,
    consent: random.weighted([
      ['granted', 0.58],
      ['unknown', 0.4],
      ['denied', 0.02],
    ] as const),
  });
  return { body, email, phone };
}

/** A body without its empty fields. */
function lead(fields: Fields): LeadBody {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null),
  ) as unknown as LeadBody;
}

function countryField(random: Random, person: Person): string | null {
  const { code, spellings } = person.place;
  if (random.chance(0.1)) return null;
  return random.weighted([
    [code, 0.5],
    [spellings[0]!, 0.3],
    [random.pick(spellings), 0.2],
  ] as const);
}

function nameFields(random: Random, person: Person): Fields {
  const [first, last] = [cased(random, person.first), cased(random, person.last)];
  return random.chance(0.25) ? { name: `${first} ${last}` } : { firstName: first, lastName: last };
}

function profileFields(random: Random, traits: Traits, person: Person): Fields {
  const maybe = <T>(share: number, value: T): T | null => (random.chance(share) ? value : null);
  const { languages, regions, timeZone } = person.place;
  const industry = INDUSTRIES.find((entry) => entry.name === traits.industry)!;
  return {
    region: random.weighted([
      [random.pick(regions), 0.46],
      [random.pick(['--', 'n/a', 'All', 'Please select']), 0.34],
      [null, 0.2],
    ] as const),
    timeZone: maybe(0.1, timeZone),
    language: maybe(0.35, random.chance(0.8) ? languages[0]! : random.pick(languages)),
    title: maybe(0.85, random.pick(JOBS[traits.job]!.titles)),
    industry: random.weighted([
      [random.pick(industry.spellings), 0.72],
      ['Please select', 0.08],
      [null, 0.2],
    ] as const),
    employees: maybe(0.65, traits.employees),
    amount: maybe(0.3, Math.round(traits.value)),
    campaign: maybe(0.2, random.pick(CAMPAIGNS)),
    message: maybe(0.4, random.pick(MESSAGES)),
  };
}

function cased(random: Random, text: string): string {
  const way = random.weighted([
    ['plain', 0.84],
    ['upper', 0.08],
    ['lower', 0.08],
  ] as const);
  if (way === 'upper') return text.toUpperCase();
  return way === 'lower' ? text.toLowerCase() : text;
}
