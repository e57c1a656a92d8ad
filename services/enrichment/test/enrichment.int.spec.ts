import { randomUUID } from 'node:crypto';
import type { AccountUpserted, Emit, LeadReceived } from '@leadline/contracts';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { account, receivedLead } from './lead.ts';

const received = (value: LeadReceived): Emit => ({
  topic: 'lead.received',
  record: 'LeadReceived',
  key: value.leadId,
  value,
});
const upserted = (value: AccountUpserted): Emit => ({
  topic: 'account.upserted',
  record: 'AccountUpserted',
  key: value.accountId,
  value,
});

describe('enrichment on a real stack', () => {
  let probe: TopicProbe;
  let hosted: HostedService;

  beforeAll(async () => {
    probe = await TopicProbe.open(['lead.enriched', 'enrichment.dlq']);
    hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error' });
  });

  afterAll(async () => {
    await hosted?.stop();
    await probe?.close();
  });

  async function enrichmentOf(lead: LeadReceived) {
    await probe.send([received(lead)]);
    const [seen] = await probe.waitFor('lead.enriched', [lead.leadId]);
    if (seen?.decoded.record !== 'LeadEnriched') throw new Error('no LeadEnriched');
    return { ...seen, value: seen.decoded.value };
  }

  test('a lead that was received comes out enriched, on its key, with the headers of the stage', async () => {
    const contact = { email: 'ann@gmial.com', phone: '(415) 555-2671' };
    const { record, value } = await enrichmentOf(receivedLead({ country: 'USA', region: 'CA', contact }));
    expect(value.enrichment).toMatchObject({
      emailKind: 'free',
      phoneE164: '+14155552671',
      timeZone: 'America/Los_Angeles',
    });
    expect(value.stages.map(({ stage }) => stage)).toEqual(['intake', 'enrichment']);
    expect(record.headers).toMatchObject({
      ce_type: 'LeadEnriched',
      ce_source: '/leadline/enrichment',
      ce_subject: value.leadId,
    });
  });

  test('an account that was acknowledged before its lead is found, and so is its change and its end', async () => {
    const domain = `${randomUUID()}.io`;
    const acme = account({ domain, ownerRepId: 'rep-1' });
    const contact = { email: `ann@${domain}` };
    await probe.send([upserted(acme)]);
    expect((await enrichmentOf(receivedLead({ contact }))).value.enrichment.accountOwner).toBe('rep-1');
    await probe.send([upserted({ ...acme, ownerRepId: 'rep-2' })]);
    expect((await enrichmentOf(receivedLead({ contact }))).value.enrichment.accountOwner).toBe('rep-2');
    await probe.send([
      { topic: 'account.upserted', record: 'AccountUpserted', key: acme.accountId, value: null },
    ]);
    expect((await enrichmentOf(receivedLead({ contact }))).value.enrichment.accountOwner).toBeNull();
  });

  test('a poison record goes to the dead letters once, untouched; its neighbours and poison accounts stop nothing', async () => {
    const [before, after] = [receivedLead(), receivedLead()];
    const bytes = Buffer.from(`not Avro ${randomUUID()}`);
    const partition = 0;
    await probe.sendRaw([{ topic: 'account.upserted', key: randomUUID(), value: bytes }]);
    await probe.send([{ ...received(before), partition }]);
    const [position] = await probe.sendRaw([
      { topic: 'lead.received', key: 'poison', value: bytes, partition },
    ]);
    await probe.send([{ ...received(after), partition }]);
    await probe.waitFor('lead.enriched', [before.leadId, after.leadId]);
    const letters = await probe.waitForRaw('enrichment.dlq', ({ value }) => value?.equals(bytes) ?? false);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.headers).toMatchObject({
      'dlq-topic': 'lead.received',
      'dlq-offset': String(position?.offset),
      'dlq-code': 'LEADLINE_RECORD_UNDECODABLE',
      'dlq-stage': 'enrichment',
    });
  });
});
