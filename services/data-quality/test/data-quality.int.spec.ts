import { randomUUID } from 'node:crypto';
import { type Emit, type LeadEnriched, TOPICS, workspacePartition } from '@leadline/contracts';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { enrichedLead } from './lead.ts';

const enriched = (value: LeadEnriched): Emit => ({
  topic: 'lead.enriched',
  record: 'LeadEnriched',
  key: value.leadId,
  value,
});

describe('data-quality on a real stack', () => {
  let probe: TopicProbe;
  let hosted: HostedService;

  beforeAll(async () => {
    const outputs = [
      'lead.contact',
      'lead.validated',
      'lead.quarantined',
      'assignment.in',
      'data-quality.dlq',
    ];
    probe = await TopicProbe.open(outputs);
    hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error' });
  });

  afterAll(async () => {
    await hosted?.stop();
    await probe?.close();
  });

  test('a good lead: its contact lies on lead.contact before the lead is on lead.validated', async () => {
    const lead = enrichedLead();
    await probe.send([enriched(lead)]);
    const [validated] = await probe.waitFor('lead.validated', [lead.leadId]);
    const [contact] = await probe.waitFor('lead.contact', [lead.leadId]);
    expect(validated?.decoded.value).toMatchObject({
      source: 'paid-search',
      industry: 'technology',
      seniority: 'vp',
      changes: expect.arrayContaining([
        expect.objectContaining({ field: 'industry', from: 'technolgy', to: 'technology', personal: false }),
        expect.objectContaining({ field: 'phone', from: null, to: null, personal: true }),
      ]),
      findings: [],
    });
    expect(contact?.decoded.value).toMatchObject({ contact: { email: 'ann.lee@acme-logistics.io' } });
    expect(contact?.record.timestamp).toBeLessThanOrEqual(validated?.record.timestamp ?? 0);
    for (const secret of ['ann.lee', '4155552671', 'Hello there']) {
      expect(validated?.record.value?.toString('latin1').toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  test("a quarantined lead goes to its workspace's partition of assignment.in, and no contact is written", async () => {
    const workspace = `w-${randomUUID()}`;
    const lead = enrichedLead({ workspace, test: true });
    await probe.send([enriched(lead)]);
    const [quarantined] = await probe.waitFor('lead.quarantined', [lead.leadId]);
    expect(quarantined?.decoded.value).toMatchObject({
      findings: [{ code: 'TEST_LEAD', severity: 'error', dimension: 'validity' }],
    });
    const [entry] = await probe.waitFor('assignment.in', [workspace]);
    expect(entry?.record.partition).toBe(
      workspacePartition('default', workspace, TOPICS['assignment.in'].partitions),
    );
    expect(entry?.decoded).toMatchObject({
      record: 'LeadQuarantined',
      value: { leadId: lead.leadId, reasons: ['TEST_LEAD'], changes: [], findings: [] },
    });
    // A later lead's contact is there, so that of this one would be, too.
    const later = enrichedLead();
    await probe.send([enriched(later)]);
    await probe.waitFor('lead.contact', [later.leadId]);
    const keys = await probe.waitForRaw(
      'lead.contact',
      ({ key }) => key === later.leadId || key === lead.leadId,
    );
    expect(keys.map(({ key }) => key)).toEqual([later.leadId]);
  });

  test('a poison record goes to the dead letters once, untouched, and its neighbours go on', async () => {
    const [before, after] = [enrichedLead(), enrichedLead()];
    const bytes = Buffer.from(`not Avro ${randomUUID()}`);
    const partition = 0;
    await probe.send([{ ...enriched(before), partition }]);
    const [position] = await probe.sendRaw([
      { topic: 'lead.enriched', key: 'poison', value: bytes, partition },
    ]);
    await probe.send([{ ...enriched(after), partition }]);
    await probe.waitFor('lead.validated', [before.leadId, after.leadId]);
    const letters = await probe.waitForRaw('data-quality.dlq', ({ value }) => value?.equals(bytes) ?? false);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.headers).toMatchObject({
      'dlq-topic': 'lead.enriched',
      'dlq-offset': String(position?.offset),
      'dlq-stage': 'data-quality',
    });
  });
});
