import { createHash } from 'node:crypto';
import { type AssessableLead, assessLead } from '@leadline/domain';
import { countryOf, emailOf, phoneOf } from '@leadline/reference';
import { COUNTRIES, phoneCapacity, phoneNumber } from './places.ts';
import type { LeadBody } from './types.ts';
import { createWorld } from './world.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What data quality says of a body: reasons and person. */
function assess(body: LeadBody): { readonly reasons: readonly string[]; readonly person: string | null } {
  const { email: _email, phone: _phone, firstName, lastName, name, message, ...rest } = body;
  const email = emailOf(body.email ?? '');
  const country = countryOf(body.country ?? '');
  const phone = phoneOf(body.phone ?? '', country);
  const nothing = { region: null, timeZone: null, language: null };
  const unknown = {
    title: null,
    industry: null,
    employees: null,
    amount: null,
    accountId: null,
    country: null,
  };
  const lead: AssessableLead = {
    ...nothing,
    ...unknown,
    test: false,
    ...rest,
    tenant: 'default',
    flags: [],
    contact: {
      email: body.email ?? null,
      phone: body.phone ?? null,
      firstName: firstName ?? null,
      lastName: lastName ?? null,
      name: name ?? null,
      message: message ?? null,
    },
    enrichment: {
      emailKind: email?.kind ?? (body.email === undefined ? 'none' : 'invalid'),
      emailDomain: email?.domain ?? null,
      companyDomain: null,
      company: null,
      phoneKind: phone === null ? 'none' : 'valid',
      phoneE164: phone?.e164 ?? null,
      phoneCountry: phone?.country ?? null,
      country,
      countrySource: null,
      timeZone: null,
      accountId: null,
      accountOwner: null,
      accountEmployees: null,
      accountIndustry: null,
    },
  };
  const { reasons, lead: canonical } = assessLead(lead, { ...nothing, email }, hash);
  return { reasons, person: canonical.personKey };
}

test.each([['sample', 10_000] as const, ['other', 4000] as const])(
  'the manifest of world %p says what the rules of data quality say',
  (seed, leads) => {
    const world = createWorld(seed, { leads });
    const firstOf = new Map<string | null, string>();
    const wrong: object[] = [];
    for (const { key, body } of new Map(world.submissions.map((entry) => [entry.key, entry])).values()) {
      const { verdict } = world.manifest.get(key)!;
      const { reasons, person } = assess(body);
      const expected = verdict.kind === 'quarantine' ? verdict.reason : '';
      if (reasons.join() !== expected) wrong.push({ body, reasons, expected });
      if (verdict.kind === 'quarantine') continue;
      // Persons meet as the manifest says, and never otherwise.
      const first = verdict.kind === 'duplicate' ? verdict.of : undefined;
      if (firstOf.get(person) !== first) wrong.push({ body, first, found: firstOf.get(person) });
      if (verdict.kind === 'valid') firstOf.set(person, key);
    }
    expect(wrong).toEqual([]);
  },
);

test.each(COUNTRIES)(
  'phones of $code are valid, of that country, and all different; its spellings are understood',
  (place) => {
    const count = Math.min(400, phoneCapacity(place));
    const numbers = Array.from({ length: count }, (_, index) => phoneNumber(place, index));
    expect(new Set(numbers).size).toBe(count);
    for (const number of numbers)
      expect(phoneOf(number, null)).toEqual({ e164: number, country: place.code });
    for (const spelling of [place.code, ...place.spellings]) expect(countryOf(spelling)).toBe(place.code);
  },
);
