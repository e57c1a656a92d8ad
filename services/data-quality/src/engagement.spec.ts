import { keyedHash, type LeadEnriched, type LeadValidated } from '@leadline/contracts';
import { engagementIdentities, type EngagementIdentity } from '@leadline/domain';
import { Shelf } from '@leadline/service-kit';
import { shippedRules, shippedVocabularies } from '@leadline/reference';
import { deliveryOf, enrichedLead } from '../test/lead.ts';
import { EngagementHistory, type KeptEngagement } from './engagement-history.ts';
import { type Engagements, qualityStage } from './stage.ts';

const hash = keyedHash('a secret for these tests');
const basics = {
  hash,
  vocabularies: shippedVocabularies(),
  rules: { findings: shippedRules(), bar: 'error' },
  clock: () => 0,
} as const;
const { signal } = new AbortController();
const HOUR = 3_600_000;

/** What stands on lead.validated of a lead, once this was recorded of these people. */
async function validated(
  lead: LeadEnriched,
  ...done: readonly (Partial<Parameters<typeof engagementIdentities>[1]> & { readonly later?: boolean })[]
) {
  const history = new EngagementHistory(new Shelf().rows<KeptEngagement>());
  const refresh = async () => {
    for (const [index, { later = false, ...who }] of done.entries()) {
      const nobody = { email: null, phoneE164: null, visitorId: null };
      history.take('', {
        eventId: String(index),
        tenant: 'default',
        identities: engagementIdentities('default', { ...nobody, ...who }, hash),
        kind: 'page',
        what: '/pricing',
        occurredAt: lead.occurredAt + (later ? 1 : -HOUR),
        recordedAt: lead.receivedAt - 1,
        seconds: null,
        opened: null,
        clicked: null,
        fields: null,
      });
    }
  };
  const of = (identities: readonly EngagementIdentity[]) => history.of(identities);
  const stage = qualityStage({ ...basics, engagements: { refresh, of } });
  const delivery = deliveryOf(lead);
  const decision = stage.decide(delivery, await stage.gather([delivery], signal));
  const [emit] = stage.conclude(delivery, decision, null);
  if (emit?.record !== 'LeadValidated') throw new Error(`It is a ${emit?.record}.`);
  return emit.value as LeadValidated;
}

test('given what was done under mailbox, number and browser of the lead, it is counted', async () => {
  const lead = enrichedLead({ visitorId: 'v-1', contact: { email: 'A.nn@gmial.com' } });
  const { engagement } = await validated(
    lead,
    { email: 'ann@gmail.com' },
    { phoneE164: '+14155552671' },
    { visitorId: 'v-1' },
    { visitorId: 'v-2', email: 'bob@gmail.com' },
  );
  expect(engagement).toMatchObject({
    daysSinceLast: 0,
    windows: [{ days: 7, pages: 3 }, { pages: 3 }, { pages: 3 }],
    foundBy: ['mailbox', 'phone', 'visitor'],
    complete: true,
  });
});

test('given nothing, or something that happened after the lead, its engagement is null', async () => {
  expect((await validated(enrichedLead())).engagement).toBeNull();
  const later = { email: 'ann.lee@acme-logistics.io', later: true };
  expect((await validated(enrichedLead(), later)).engagement).toBeNull();
});

test('a visitor id that says nothing is nobody', async () => {
  const undefinedVisitor = { visitorId: 'undefined' };
  expect((await validated(enrichedLead(undefinedVisitor), undefinedVisitor)).engagement).toBeNull();
});

test('the id of the browser does not go on', async () => {
  const value = await validated(enrichedLead({ visitorId: 'v-secret' }), { visitorId: 'v-secret' });
  expect(value.engagement).not.toBeNull();
  expect(JSON.stringify(value)).not.toContain('v-secret');
});

test('a refresh that fails fails the batch: no lead is told that it has no history', async () => {
  const engagements: Engagements = { refresh: () => Promise.reject(new Error('down')), of: () => [] };
  const stage = qualityStage({ ...basics, engagements });
  await expect(stage.gather([deliveryOf(enrichedLead())], signal)).rejects.toThrow('down');
  await expect(stage.open?.()).rejects.toThrow('down');
});
