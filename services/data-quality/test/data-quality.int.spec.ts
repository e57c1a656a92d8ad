import { randomUUID } from 'node:crypto';
import {
  type EngagementRecorded,
  type Emit,
  keyedHash,
  type LeadEnriched,
  TOPICS,
  workspacePartition,
} from '@leadline/contracts';
import { engagementIdentities } from '@leadline/domain';
import { type HostedService, LOCAL_SECRET } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { enrichedLead } from './lead.ts';

const enriched = (value: LeadEnriched): Emit => ({
  topic: 'lead.enriched',
  record: 'LeadEnriched',
  key: value.leadId,
  value,
});

/** A page that the browser saw an hour before the lead came about. */
function engagement(lead: LeadEnriched, said: Partial<EngagementRecorded> = {}): Emit {
  const { tenant, visitorId, occurredAt, receivedAt } = lead;
  const who = { email: null, phoneE164: null, visitorId };
  const value: EngagementRecorded = {
    eventId: randomUUID(),
    tenant,
    identities: engagementIdentities(tenant, who, keyedHash(LOCAL_SECRET)),
    kind: 'page',
    what: '/',
    occurredAt: occurredAt - 3_600_000,
    recordedAt: receivedAt - 1,
    seconds: null,
    opened: null,
    clicked: null,
    fields: null,
    ...said,
  };
  return {
    topic: 'engagement.recorded',
    record: 'EngagementRecorded',
    key: value.identities[0]!.key,
    value,
  };
}

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

  test('engagement that was acknowledged before its lead is counted; of what was recorded later nothing, whenever the lead comes again', async () => {
    const lead = enrichedLead({ visitorId: randomUUID() });
    const bytes = Buffer.from(`not Avro ${randomUUID()}`);
    await probe.sendRaw([{ topic: 'engagement.recorded', key: 'poison', value: bytes }]);
    const seen = engagement(lead);
    await probe.send([seen, seen, engagement(lead, { occurredAt: lead.occurredAt + 1 })]);
    await probe.send([enriched(lead)]);
    const [first] = await probe.waitFor('lead.validated', [lead.leadId]);
    const expected = { engagement: { lastKind: 'page', windows: [{ days: 7, pages: 1 }, {}, {}] } };
    expect(first?.decoded.value).toMatchObject(expected);
    await probe.send([engagement(lead, { recordedAt: lead.receivedAt + 1 })]);
    await probe.send([enriched(lead)]);
    const [, again] = await probe.waitFor('lead.validated', [lead.leadId], 2);
    expect(again?.decoded.value).toMatchObject(expected);
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
