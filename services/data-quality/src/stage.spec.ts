import { type Emit, keyedHash, type LeadEnriched, type LeadValidated } from '@leadline/contracts';
import { shippedRules, shippedVocabularies } from '@leadline/reference';
import * as fc from 'fast-check';
import { deliveryOf, enrichedLead } from '../test/lead.ts';
import { qualityStage } from './stage.ts';

const NOW = 1_790_000_001_000;
const vocabularies = shippedVocabularies();
const rules = { findings: shippedRules(), bar: 'error' } as const;
const hash = keyedHash('a secret for these tests');
const stage = qualityStage({ hash, vocabularies, rules, clock: () => NOW });

/** Runs a batch; `contacts` are what was acknowledged before the rest, one entry per call. */
async function run(...leads: readonly LeadEnriched[]) {
  const batch = leads.map((lead, index) => deliveryOf(lead, BigInt(index)));
  const facts = await stage.gather(batch, new AbortController().signal);
  const decisions = batch.map((delivery) => stage.decide(delivery, facts));
  const contacts: (readonly Emit[])[] = [];
  const done = await stage.act?.(
    decisions,
    async (records) => void contacts.push(records),
    new AbortController().signal,
  );
  const emits = batch.map((delivery, index) => stage.conclude(delivery, decisions[index]!, done?.[index]));
  return { contacts, emits, topics: emits.map((each) => each.map((emit) => emit.topic)) };
}

test('a good lead: its contact first, then the lead without it', async () => {
  const lead = enrichedLead();
  const { contacts, emits } = await run(lead);
  expect(contacts).toMatchObject([
    [
      {
        topic: 'lead.contact',
        key: lead.leadId,
        value: {
          leadId: lead.leadId,
          contact: { email: 'ann.lee@acme-logistics.io', firstName: 'Ann' },
          phoneE164: '+14155552671',
          consent: 'granted',
          language: 'en',
          title: 'VP of IT',
        },
      },
    ],
  ]);
  expect(emits[0]).toMatchObject([
    {
      topic: 'lead.validated',
      key: lead.leadId,
      value: {
        leadId: lead.leadId,
        source: 'paid-search',
        industry: 'technology',
        region: 'US-CA',
        quality: { completeness: 1, validity: 1, issues: [] },
        changes: expect.arrayContaining([
          {
            field: 'country',
            from: 'USA',
            to: 'US',
            rule: 'country.code',
            probability: expect.any(Number),
            personal: false,
          },
          {
            field: 'phone',
            from: null,
            to: null,
            rule: 'phone.national',
            probability: 0.98,
            personal: true,
          },
        ]),
        findings: [],
        stages: [...lead.stages, { stage: 'data-quality', at: NOW }],
      },
    },
  ]);
});

test('two records with one offset, as a retry topic may hold them, keep their own facts', async () => {
  const leads = ['ann.lee@acme-logistics.io', 'bob.day@globex-foods.io'].map((email) =>
    enrichedLead({ contact: { email } }),
  );
  const batch = leads.map((lead) => deliveryOf(lead, 7n));
  const facts = await stage.gather(batch, new AbortController().signal);
  const together = batch.map((delivery) => stage.decide(delivery, facts).assessment);
  const apart = await Promise.all(
    batch.map(
      async (delivery) =>
        stage.decide(delivery, await stage.gather([delivery], new AbortController().signal)).assessment,
    ),
  );
  expect(together).toEqual(apart);
  expect(together[0]).not.toEqual(together[1]);
});

test('a quarantined lead goes to people and to its workspace, and its contact data nowhere', async () => {
  const lead = enrichedLead({ test: true });
  const { contacts, emits } = await run(lead);
  expect(contacts).toEqual([]);
  expect(emits[0]).toMatchObject([
    {
      topic: 'lead.quarantined',
      record: 'LeadQuarantined',
      key: lead.leadId,
      value: {
        reasons: ['TEST_LEAD'],
        findings: [
          { code: 'TEST_LEAD', severity: 'error', dimension: 'validity', message: expect.any(String) },
        ],
      },
    },
    {
      topic: 'assignment.in',
      record: 'LeadQuarantined',
      key: 'main',
      value: { leadId: lead.leadId, changes: [], findings: [] },
    },
  ]);
});

test('the contacts of a batch are written in one go, and each lead gets its own answer', async () => {
  const [good, junk, other] = [
    enrichedLead(),
    enrichedLead({ contact: { lastName: 'qwerty' } }),
    enrichedLead(),
  ];
  const { contacts, topics } = await run(good, junk, other);
  expect(contacts.map((call) => call.map((emit) => emit.key))).toEqual([[good.leadId, other.leadId]]);
  expect(topics).toEqual([['lead.validated'], ['lead.quarantined', 'assignment.in'], ['lead.validated']]);
});

test('two spellings of one address are one person, under another secret another key', async () => {
  const typo = { email: 'a.nn+x@gmial.com' };
  const { emits } = await run(
    enrichedLead({ contact: typo }),
    enrichedLead({ contact: { email: 'ann@gmail.com' } }),
  );
  const [one, two] = emits.map(([emit]) =>
    emit?.record === 'LeadValidated' ? emit.value?.personKey : undefined,
  );
  expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(one).toBe(two);
  expect(keyedHash('one secret')('x')).not.toBe(keyedHash('another secret')('x'));
});

test('no e-mail address, phone or name of a lead leaves the stage but on lead.contact', async () => {
  const name = fc.string({ unit: fc.constantFrom(...'abcdefghij'.split('')), minLength: 6, maxLength: 9 });
  const number = fc.integer({ min: 2_000_000, max: 9_999_999 }).map((local) => `+1415${local}`);
  await fc.assert(
    fc.asyncProperty(
      fc.emailAddress(),
      number,
      name,
      fc.boolean(),
      async (email, phoneE164, lastName, isTest) => {
        const contact = { email, phone: phoneE164, lastName, message: `${lastName} ${email}` };
        const leak = {
          region: `at ${email}`,
          product: phoneE164,
          source: email,
          title: `CEO ${lastName}`,
          industry: `software ${email}`,
          dealType: `new business ${phoneE164}`,
          timeZone: `zone of ${lastName}`,
        };
        const { emits } = await run(
          enrichedLead({ contact, ...leak, test: isTest, enrichment: { phoneE164 } }),
        );
        const written = JSON.stringify(emits);
        for (const secret of [email, phoneE164.slice(1), phoneE164.slice(-7), lastName]) {
          expect(
            written.replaceAll(/"(leadId|key|personKey|accountKey)":"[^"]*"/g, '').includes(secret),
          ).toBe(false);
        }
      },
    ),
  );
});

test('where the bar is at warnings, a warning keeps a lead back', async () => {
  const lead = enrichedLead({ contact: { email: 'nobody' }, enrichment: { emailKind: 'invalid' } });
  const delivery = deliveryOf(lead);
  const strict = qualityStage({ hash, vocabularies, rules: { ...rules, bar: 'warning' }, clock: () => NOW });
  const reasonsOf = async (one: typeof stage) =>
    one.decide(delivery, await one.gather([delivery], new AbortController().signal)).assessment.reasons;
  expect([await reasonsOf(stage), await reasonsOf(strict)]).toEqual([[], ['EMAIL_INVALID']]);
});

test('a long text is told in 200 characters', async () => {
  const { emits } = await run(enrichedLead({ title: `Chief executive officer ${'and more '.repeat(100)}` }));
  const value = emits[0]?.[0]?.value as LeadValidated;
  const change = value.changes.find(({ field }) => field === 'seniority');
  expect(change).toMatchObject({ to: 'c-level', from: expect.stringMatching(/^Chief .*…$/) });
  expect(change?.from).toHaveLength(200);
});

test('a lead without contact passes where none is expected', async () => {
  const enrichment = { emailKind: 'none', phoneKind: 'none', phoneE164: null };
  const bare = { contact: { email: null, phone: null }, enrichment };
  const { topics, emits } = await run(
    enrichedLead({ ...bare, flags: ['CONTACT_NOT_EXPECTED'] }),
    enrichedLead(bare),
  );
  expect(topics).toEqual([['lead.validated'], ['lead.quarantined', 'assignment.in']]);
  expect(emits[0]?.[0]?.value).toMatchObject({ personKey: null });
});
