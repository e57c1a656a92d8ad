import { isDeepStrictEqual } from 'node:util';
import { keyedHash, type LeadEnriched, type LeadValidated } from '@leadline/contracts';
import { assessLead } from '@leadline/domain';
import { latin, shippedRules, shippedVocabularies } from '@leadline/reference';
import * as fc from 'fast-check';
import { deliveryOf, enrichedLead } from '../test/lead.ts';
import { lookUp } from './lookups.ts';
import { qualityStage } from './stage.ts';

/** Leads of the long run; `LEADLINE_FUZZ=100000` makes it the one that counts. */
const LEADS = Number(process.env['LEADLINE_FUZZ'] ?? 2_000);
const BATCH = 50;

const vocabularies = shippedVocabularies();
const rules = { findings: shippedRules(), bar: 'error' } as const;
const hash = keyedHash('a secret for these tests');
const stage = qualityStage({ hash, vocabularies, rules, clock: () => 0 });

/** Texts as forms and exports have them, texts of any letters, and now and then a hostile one. */
const known = fc.constantFrom(
  'USA', 'Deutschland', 'Kalifornien', 'CA', 'Google Ads', 'newsletter', 'n/a', 'Please select', '--', 'VP of IT',
  'Leiterin Vertrieb (m/w/d)', 'Softwre', '51-200', 'KMU', 'new business', 'ann@gmial.com', 'asdf@x.io', 'Test',
  '+49 30 901820', '(415) 555-2671', 'online casino, free spins https://a.io', 'HkjPwqLzXvQ', 'Europe/Berlin', 'de-AT',
); // prettier-ignore
const any = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 40 }));
const hostile = fc.constantFrom(
  '__proto__', 'constructor', '((((', '\u0000', '\ud800', 'x'.repeat(20_000), 'www. '.repeat(4_000), 'a '.repeat(10_000),
); // prettier-ignore
const text = fc.option(
  fc.oneof(
    { weight: 20, arbitrary: known },
    { weight: 10, arbitrary: any },
    { weight: 1, arbitrary: hostile },
  ),
);
const number = fc.option(fc.oneof(fc.integer(), fc.double()));
const contact = fc.record({
  email: text,
  phone: text,
  firstName: text,
  lastName: text,
  name: text,
  message: text,
});
const enrichment = fc.record({
  emailKind: fc.constantFrom('business', 'free', 'disposable', 'invalid', 'none'),
  phoneKind: fc.constantFrom('valid', 'invalid', 'none'),
  phoneE164: fc.constantFrom(null, '+14155552671'),
  phoneCountry: fc.constantFrom(null, 'US', 'DE'),
  country: fc.constantFrom(null, 'US', 'DE', 'ZZ'),
  countrySource: fc.constantFrom(null, 'submitted', 'phone'),
  countryConfidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  timeZone: fc.constantFrom(null, 'Europe/Berlin'),
  companyDomain: text,
  company: text,
  accountIndustry: text,
  accountEmployees: fc.option(fc.integer()),
  possibleAccounts: fc.array(fc.string(), { maxLength: 2 }),
});
const lead: fc.Arbitrary<LeadEnriched> = fc
  .record({
    contact,
    enrichment,
    source: text.map((source) => source ?? ''),
    flags: fc.array(fc.oneof(fc.string(), fc.constantFrom('CONTACT_NOT_EXPECTED', 'OCCURRED_AT_MISSING'))),
    country: text,
    region: text,
    timeZone: text,
    language: text,
    title: text,
    industry: text,
    employees: number,
    companySize: text,
    product: text,
    dealType: text,
    amount: number,
    accountId: text,
    postalCode: text,
    medium: text,
    consent: fc.constantFrom('granted', 'denied', 'unknown', ''),
    test: fc.boolean(),
    attributes: fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('form_seconds', 'bot-field', 'utm_medium')),
      text.map((value) => value ?? ''),
      { maxKeys: 4 },
    ),
  })
  .map((each) => {
    // Enrichment believes a country that the lead says.
    const said = each.country === null ? null : vocabularies.country(each.country);
    const country = said?.value ?? each.enrichment.country;
    return enrichedLead({ ...each, enrichment: { ...each.enrichment, country } });
  });

test('no lead crashes the stage, hangs it or is lost: each is routed, or quarantined with reasons', async () => {
  let [seen, routed, slowest] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(lead, { minLength: BATCH, maxLength: BATCH }), async (leads) => {
      const batch = leads.map((each, index) => deliveryOf(each, BigInt(index)));
      const facts = await stage.gather(batch, new AbortController().signal);
      for (const delivery of batch) {
        const started = process.cpuUsage();
        const [emit, ...more] = stage.conclude(delivery, stage.decide(delivery, facts), null);
        const { user, system } = process.cpuUsage(started);
        slowest = Math.max(slowest, user + system);
        seen += 1;
        expect(emit).toMatchObject({ key: delivery.value.leadId, value: { leadId: delivery.value.leadId } });
        if (emit?.record === 'LeadQuarantined') {
          expect(emit.value?.reasons).not.toEqual([]);
          expect(more).toMatchObject([{ topic: 'assignment.in', record: 'LeadQuarantined' }]);
        } else {
          routed += 1;
          expect([emit?.record, more]).toEqual(['LeadValidated', []]);
        }
      }
    }),
    { numRuns: Math.ceil(LEADS / BATCH), endOnFailure: true },
  );
  expect(seen).toBeGreaterThanOrEqual(LEADS);
  expect(routed).toBeGreaterThan(seen / 100);
  expect(routed).toBeLessThan(seen);
  // Microseconds; a garbage collection may fall into one. Most take about 200.
  expect(slowest).toBeLessThan(2_000_000);
}, 3_600_000);

/** Fields of a lead that a canonical value can be put back into. */
const FIELDS = [
  'source', 'medium', 'flags', 'country', 'region', 'timeZone', 'language', 'industry', 'employees', 'companySize', 'product',
  'dealType', 'amount',
] as const satisfies readonly (keyof LeadEnriched & keyof LeadValidated)[]; // prettier-ignore

const assess = (each: LeadEnriched) => assessLead(each, lookUp(each, vocabularies), { hash, latin }, rules);

test('assessment is idempotent: canonical values put back are what they were, and nothing of them is changed again', () => {
  fc.assert(
    fc.property(lead, (given) => {
      const once = assess(given);
      const back = Object.fromEntries(FIELDS.map((field) => [field, once.lead[field] ?? given[field]]));
      const again = assess({ ...given, ...back, contact: once.contact });
      // A band says a headcount; the word that it may have been read from (`SMB`) does not.
      const stable = FIELDS.filter((field) => field !== 'employees' || once.lead.employees !== null);
      for (const field of stable)
        if (!isDeepStrictEqual(again.lead[field], once.lead[field]))
          throw new Error(`${field}: ${JSON.stringify([given[field], once.lead[field], again.lead[field]])}`);
      const changed = again.changes.filter(({ from }) => from !== null).map(({ field }) => field);
      // A title has no canonical form of its own, and a phone number's lies beside the contact.
      expect(changed.filter((field) => !['seniority', 'department', 'phone'].includes(field))).toEqual([]);
      expect(again.contact).toEqual(once.contact);
    }),
    { numRuns: LEADS / 4 },
  );
});
