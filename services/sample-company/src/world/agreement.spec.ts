import { createHash } from 'node:crypto';
import { type AssessableLead, assessLead, matchPersons, type Readings, type Trait } from '@leadline/domain';
import { countryOf, emailOf, latin, phoneOf, shippedRules } from '@leadline/reference';
import { COUNTRIES, phoneCapacity, phoneNumber } from './places.ts';
import type { LeadBody } from './types.ts';
import { createWorld } from './world.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Met {
  readonly key: string;
  readonly identity: readonly Trait[];
}

const FIELDS =
  'country region source medium industry seniority department companySize product dealType'.split(' ');

/** What data quality says of a body: reasons, and by what its person can be met again. */
function assess(body: LeadBody): {
  readonly reasons: readonly string[];
  readonly identity: readonly Trait[];
} {
  const { email: _email, phone: _phone, firstName, lastName, name, message, ...rest } = body;
  const email = emailOf(body.email ?? '');
  const country = countryOf(body.country ?? '');
  const phone = phoneOf(body.phone ?? '', country);
  const nothing = { region: null, timeZone: null, language: null };
  const readings = Object.fromEntries(FIELDS.map((field) => [field, null])) as unknown as Readings;
  const unknown = {
    title: null,
    industry: null,
    employees: null,
    companySize: null,
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
    attributes: {},
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
      companyDomain: email?.kind === 'business' ? email.domain : null,
      company: body.company ?? null,
      phoneKind: phone === null ? 'none' : 'valid',
      phoneE164: phone?.e164 ?? null,
      phoneCountry: phone?.country ?? null,
      country,
      countrySource: null,
      countryConfidence: null,
      timeZone: null,
      accountId: null,
      accountOwner: null,
      accountMatch: null,
      possibleAccounts: [],
      accountEmployees: null,
      accountIndustry: null,
    },
  };
  const { reasons, lead: canonical } = assessLead(
    lead,
    { timeZone: null, language: null, postalArea: null, email, readings },
    { hash, latin },
    { findings: shippedRules(), bar: 'error' },
  );
  return { reasons, identity: canonical.identity };
}

test.each([['sample', 10_000] as const, ['other', 4000] as const])(
  'the manifest of world %p says what the rules of data quality say',
  (seed, leads) => {
    const world = createWorld(seed, { leads });
    const meetings = new Map<string, Met[]>();
    const wrong: object[] = [];
    const namesakes: LeadBody[] = [];
    for (const { key, body } of new Map(world.submissions.map((entry) => [entry.key, entry])).values()) {
      const { verdict } = world.manifest.get(key)!;
      const { reasons, identity } = assess(body);
      const expected = verdict.kind === 'quarantine' ? verdict.reason : '';
      if (reasons.join() !== expected) wrong.push({ body, reasons, expected });
      if (verdict.kind === 'quarantine') continue;
      // Persons meet as the manifest says.
      const first = verdict.kind === 'duplicate' ? verdict.of : undefined;
      const there = identity.flatMap((trait) => meetings.get(trait.key) ?? []);
      const same = there.filter((other) => matchPersons(identity, other.identity).verdict === 'same');
      const found = [...new Set(same.map((other) => other.key))];
      if (first === undefined && found.length === 1) namesakes.push(body);
      else if (found.join() !== (first ?? '')) wrong.push({ body, first, found });
      if (verdict.kind !== 'valid') continue;
      for (const trait of identity)
        meetings.set(trait.key, [...(meetings.get(trait.key) ?? []), { key, identity }]);
    }
    expect(wrong).toEqual([]);
    // The world draws names at random: now and then two of one company are alike, and nothing else tells them apart.
    expect(namesakes.length).toBeLessThanOrEqual(5);
    expect(namesakes.every(({ lastName, name }) => (lastName ?? name ?? '') !== '')).toBe(true);
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
