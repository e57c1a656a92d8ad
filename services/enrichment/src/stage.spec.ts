import type { AccountUpserted, LeadReceived } from '@leadline/contracts';
import { shippedVocabularies } from '@leadline/reference';
import { account, deliveryOf, receivedLead } from '../test/lead.ts';
import { AccountIndex } from './account-index.ts';
import { enrichmentStage } from './stage.ts';

const NOW = 1_790_000_001_000;
const vocabularies = shippedVocabularies();

async function enriched(
  lead: LeadReceived,
  accounts: readonly AccountUpserted[] = [],
  defaultCountry: string | null = null,
) {
  const index = new AccountIndex();
  const refresh = async () => {
    for (const each of accounts) index.put(each.accountId, each);
  };
  const stage = enrichmentStage({
    accounts: { index, refresh },
    vocabularies,
    defaultCountry,
    clock: () => NOW,
  });
  const delivery = deliveryOf(lead);
  const facts = await stage.gather([delivery], new AbortController().signal);
  const [emit] = stage.conclude(delivery, stage.decide(delivery, facts), undefined);
  if (emit?.record !== 'LeadEnriched' || emit.value === null) throw new Error('no LeadEnriched');
  return { emit, value: emit.value, found: emit.value.enrichment };
}

test('the lead goes on unchanged, with its enrichment, keyed by its id, and the time of the stage', async () => {
  const lead = receivedLead();
  const { emit, value } = await enriched(lead);
  const { enrichment: _, ...rest } = value;
  expect(emit).toMatchObject({ topic: 'lead.enriched', key: lead.leadId });
  expect(rest).toEqual({ ...lead, stages: [...lead.stages, { stage: 'enrichment', at: NOW }] });
});

test('country, zone and phone by what the lead says', async () => {
  const contact = { email: 'ann@gmial.com', phone: '(415) 555-2671' };
  const { found } = await enriched(receivedLead({ country: 'united states', region: 'California', contact }));
  expect(found).toMatchObject({
    emailKind: 'free',
    emailDomain: 'gmail.com',
    phoneE164: '+14155552671',
    country: 'US',
    countrySource: 'submitted',
    timeZone: 'America/Los_Angeles',
  });
});

test('country and zone from the postal code, from the IP address, and how sure all evidence together makes them', async () => {
  const contact = { phone: '020 7946 0018' };
  const british = await enriched(receivedLead({ postalCode: 'SW1A 1AA', contact }));
  expect(british.found).toMatchObject({
    country: 'GB',
    countrySource: 'postal-code',
    phoneE164: '+442079460018',
    timeZone: 'Europe/London',
  });
  expect(british.found.countryConfidence).toBeGreaterThan(0.99);
  const american = await enriched(receivedLead({ country: 'USA', postalCode: '94105' }));
  expect(american.found).toMatchObject({ countrySource: 'submitted', timeZone: 'America/Los_Angeles' });
  const traveller = await enriched(receivedLead({ country: 'Germany', ipCountry: 'FR' }));
  expect(traveller.found).toMatchObject({ country: 'DE', countrySource: 'submitted' });
  expect(traveller.found.countryConfidence).toBeLessThan(0.98);
  const unknown = await enriched(receivedLead({ ipCountry: 'jp' }));
  expect(unknown.found).toMatchObject({ country: 'JP', countrySource: 'ip', countryConfidence: 0.85 });
});

test('a phone without prefix is read by the e-mail domain, else by the default country', async () => {
  const german = await enriched(
    receivedLead({ contact: { email: 'ann@acme.de', phone: '030 901820' } }),
    [],
    'US',
  );
  expect(german.found).toMatchObject({ phoneE164: '+4930901820', country: 'DE', countrySource: 'phone' });
  const local = await enriched(receivedLead({ contact: { phone: '(415) 555-2671' } }), [], 'US');
  expect(local.found).toMatchObject({ phoneE164: '+14155552671', country: 'US' });
  const nowhere = await enriched(receivedLead({ contact: { phone: '(415) 555-2671' } }));
  expect(nowhere.found).toMatchObject({ phoneKind: 'invalid', country: null });
});

test('the account of a business address and its owner, as it is when the batch comes', async () => {
  const acme = account({ name: 'Acme Corporation', domain: 'acme.io', ownerRepId: 'rep-7', employees: 2822 });
  const { found } = await enriched(receivedLead({ contact: { email: 'ann@mail.acme.io' } }), [acme]);
  expect(found).toMatchObject({
    accountId: acme.accountId,
    accountOwner: 'rep-7',
    accountEmployees: 2822,
    company: 'Acme Corporation',
  });
});

test('the account that the lead names goes before the one of its address', async () => {
  const [acme, bolt] = [account({ domain: 'acme.io' }), account({ accountId: 'bolt', ownerRepId: 'rep-9' })];
  const { found } = await enriched(receivedLead({ accountId: 'bolt', contact: { email: 'ann@acme.io' } }), [
    acme,
    bolt,
  ]);
  expect(found).toMatchObject({ accountId: 'bolt', accountOwner: 'rep-9' });
});

test('drop-down defaults are nothing', async () => {
  const contact = { email: 'n/a', phone: '--' };
  const { found } = await enriched(
    receivedLead({ country: 'Please select', company: 'N/A', timeZone: '-', contact }),
  );
  expect(found).toMatchObject({
    emailKind: 'none',
    phoneKind: 'none',
    country: null,
    company: null,
    timeZone: null,
  });
});

test('a refresh that fails fails the batch: no lead is enriched from half the accounts', async () => {
  const accounts = { index: new AccountIndex(), refresh: () => Promise.reject(new Error('down')) };
  const stage = enrichmentStage({
    accounts,
    vocabularies,
    defaultCountry: null,
    clock: () => NOW,
  });
  await expect(stage.gather([deliveryOf(receivedLead())], new AbortController().signal)).rejects.toThrow(
    'down',
  );
});
