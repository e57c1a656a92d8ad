import { randomUUID } from 'node:crypto';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { type IntakeApi, intakeApi, leadNamed, until } from './api.ts';
import { describeAmendments } from './amendments.ts';
import { describeKeys } from './keys.ts';
import { describeLeaving } from './leaving.ts';
import { describeReadModel } from './read-model.ts';

describe('intake on a real stack', () => {
  let probe: TopicProbe;
  let hosted: HostedService;
  let api: IntakeApi;

  beforeAll(async () => {
    probe = await TopicProbe.open([
      'lead.received',
      'assignment.in',
      'rep.contact',
      'deal.outcome',
      'deal.quarantined',
      'engagement.recorded',
      'intake.dlq',
    ]);
    hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error' });
    api = intakeApi(hosted.url);
  });

  afterAll(async () => {
    await hosted?.stop();
    await probe?.close();
  });

  test('an accepted lead lies on lead.received and shows as in flight at once', async () => {
    const { status, body, location } = await api.post('/v1/leads', leadNamed({ company: 'ACME' }));
    expect(status).toBe(202);
    expect(location).toBe(`/v1/leads/${body.leadId}`);
    expect((await api.get(`/v1/leads/${body.leadId}`)).body).toMatchObject({
      leadId: body.leadId,
      state: 'inFlight',
    });
    const [seen] = await probe.waitFor('lead.received', [body.leadId]);
    expect(seen?.decoded.value).toMatchObject({
      leadId: body.leadId,
      source: 'web',
      company: 'ACME',
      tenant: 'default',
    });
    expect(seen?.record.headers).toMatchObject({ ce_source: '/leadline/intake', ce_subject: body.leadId });
  });

  test('same key and same body: the same answer; same key and other body: 409', async () => {
    const lead = leadNamed();
    const first = await api.post('/v1/leads', lead);
    expect(await api.post('/v1/leads', lead)).toEqual(first);
    const other = await api.post('/v1/leads', { ...lead, company: 'Other' });
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'LEADLINE_INTAKE_KEY_CONFLICT' } } });
  });

  test('the key may come in the header, and one lead sent three times in parallel has one id', async () => {
    const { idempotencyKey, ...lead } = leadNamed();
    const headers = { 'idempotency-key': idempotencyKey };
    const answers = await Promise.all([1, 2, 3].map(() => api.post('/v1/leads', lead, headers)));
    expect(new Set(answers.map(({ body }) => body.leadId)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  test('without a key the content is the key', async () => {
    const { idempotencyKey: _, ...lead } = leadNamed({ company: randomUUID() });
    const first = await api.post('/v1/leads', lead);
    expect((await api.post('/v1/leads', lead)).body).toEqual(first.body);
    expect((await api.post('/v1/leads', { ...lead, company: 'Other' })).body.leadId).not.toBe(
      first.body.leadId,
    );
  });

  test('NDJSON: a bad line stops no other', async () => {
    const good = leadNamed();
    const lines = [
      JSON.stringify(good),
      'no json',
      '',
      JSON.stringify({ source: '' }),
      JSON.stringify(leadNamed()),
    ];
    const rows = await api.bulk('/v1/leads', lines.join('\n'));
    expect(rows.map(({ line, status }) => [line, status])).toEqual([
      [1, 202],
      [2, 400],
      [4, 400],
      [5, 202],
    ]);
    await probe.waitFor('lead.received', [rows[0]!.leadId!, rows[3]!.leadId!]);
  });

  test('NDJSON of thousands of lines comes back whole and in order', async () => {
    const lines = Array.from({ length: 3_000 }, () => JSON.stringify(leadNamed()));
    const rows = await api.bulk('/v1/leads', lines.join('\n'));
    expect(rows.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    expect(new Set(rows.map(({ leadId }) => leadId)).size).toBe(3_000);
  });

  test('a wrong field is named with its value and its mend, personal values excepted', async () => {
    const { status, body } = await api.post('/v1/leads', {
      ...leadNamed(),
      consent: 'perhaps',
      email: 7,
      colour: 'red',
    });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'LEADLINE_INTAKE_INVALID', mend: expect.any(String) });
    expect(body.error?.message).toMatch(/consent is "perhaps".*/);
    expect(body.error?.message).toContain('Unknown field colour');
    expect(body.error?.message).not.toContain('7');
  });

  test('a rep is routed by one record and named by another', async () => {
    const repId = randomUUID();
    const rep = {
      repId,
      workspace: 'emea',
      name: 'Grace',
      email: 'grace@acme.io',
      capacity: 7,
      timeZone: 'Europe/Berlin',
    };
    expect((await api.post('/v1/reps', rep)).status).toBe(202);
    const [contact] = await probe.waitFor('rep.contact', [`default/${repId}`]);
    expect(contact?.decoded.value).toMatchObject({ repId, name: 'Grace', email: 'grace@acme.io' });
    const records = await probe.waitForRaw('assignment.in', ({ value }) => value?.includes(repId) ?? false);
    expect(records).toHaveLength(1);
    expect(records[0]?.value?.includes('grace')).toBe(false);
  });

  test('an outcome that breaks its contract is kept apart, frees its rep all the same, and its sender hears of it', async () => {
    const leadId = randomUUID();
    const answer = await api.post('/v1/outcomes', { leadId, outcome: 'won' });
    expect(answer).toMatchObject({ status: 202, body: { leadId, quarantined: ['AMOUNT_MISSING'] } });
    const [kept] = await probe.waitFor('deal.quarantined', [leadId]);
    expect(kept?.decoded.value).toMatchObject({ leadId, outcome: 'won', faults: ['AMOUNT_MISSING'] });
    const good = randomUUID();
    const fine = await api.post('/v1/outcomes', { leadId: good, outcome: 'won', amount: 7 });
    expect(fine.body).not.toHaveProperty('quarantined');
    // Both are acknowledged, so whatever lies on the topic can be seen by now.
    const clean = await probe.waitFor('deal.outcome', [leadId, good], 1);
    expect(clean.map(({ record }) => record.key)).toEqual([good]);
    await probe.waitForRaw('assignment.in', ({ value }) => value?.includes(leadId) ?? false);
  });

  test('an outcome may name its lead by source and key, and lies on both topics', async () => {
    const lead = leadNamed();
    const { leadId } = (await api.post('/v1/leads', lead)).body;
    const outcome = { source: lead.source, idempotencyKey: lead.idempotencyKey, outcome: 'won', amount: 5 };
    const answer = await api.post('/v1/outcomes', outcome);
    expect(answer).toMatchObject({ status: 202, body: { leadId } });
    const [seen] = await probe.waitFor('deal.outcome', [leadId]);
    expect(seen?.decoded.value).toMatchObject({ leadId, outcome: 'won', amount: 5 });
    await probe.waitForRaw('assignment.in', ({ value }) => value?.includes(leadId) ?? false);
  });

  test.each([
    ['deals', { dealId: 'd', repId: 'r' }],
    ['commands', { leadId: 'l', command: 'withdraw' }],
    ['policies', { policy: { version: 'v2', strategy: 'round-robin' } }],
    ['prices', { prices: { version: 'p1', objective: 'value', perHour: { r: 1200 } } }],
    ['workspaces', { clock: 'event', startAt: '2026-01-05T00:00:00Z' }],
    ['clock', { to: '2026-01-06' }],
    ['accounts', { accountId: 'a', name: 'ACME' }],
  ])('POST /v1/%s takes one object and NDJSON', async (path, body) => {
    expect((await api.post(`/v1/${path}`, { workspace: 'probe', ...body })).status).toBe(202);
    const rows = await api.bulk(`/v1/${path}`, `${JSON.stringify(body)}\n{}\n`);
    expect(rows.map(({ status }) => status)).toEqual([202, 400]);
  });

  test('an engagement lies on its topic with nothing about the person, the same again under the same id', async () => {
    const visitorId = randomUUID();
    const [occurredAt, email] = [Date.now(), `${visitorId}@analytical.io`];
    const said = { kind: 'page', what: `/${visitorId.slice(0, 8)}?u=1`, occurredAt, email, visitorId };
    const { status, body } = await api.post('/v1/engagements', said);
    expect(status).toBe(202);
    const rows = await api.bulk(
      '/v1/engagements',
      [said, { ...said, kind: 'dance' }, { ...said, occurredAt: occurredAt + 9e8 }, { ...said, seconds: 7 }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    );
    expect(rows.map((row) => [row.status, row['eventId'] === body['eventId']])).toEqual([
      [202, true],
      [400, false],
      [400, false],
      [202, false],
    ]);
    expect(rows[2]?.error?.message).toContain('ahead of the clock');
    const wanted = `/${visitorId.slice(0, 8)}`;
    const records = await probe.waitForRaw(
      'engagement.recorded',
      ({ value }) => value?.includes(wanted) ?? false,
      3,
    );
    expect(records.map(({ headers }) => headers['ce_id'])).toEqual([
      body['eventId'],
      body['eventId'],
      rows[3]?.['eventId'],
    ]);
    for (const { key, value } of records)
      expect(`${key} ${value?.toString('latin1')}`).not.toMatch(new RegExp(`${visitorId}|analytical`));
  });

  test('a policy with a mistake is refused with the setting named', async () => {
    const { status, body } = await api.post('/v1/policies', { policy: { strategy: 'luck' } });
    expect(status).toBe(400);
    expect(body.error?.message).toContain('strategy');
  });

  test('a lead from upstream over Kafka is received; poison goes to the dead letters and stops nothing', async () => {
    const { email: _, ...rest } = { ...leadNamed(), email: null };
    const bytes = Buffer.from(`not Avro ${rest.idempotencyKey}`);
    await probe.sendRaw([{ topic: 'lead.submitted', key: 'x', value: bytes, partition: 1 }]);
    const direct = await api.post('/v1/leads', rest);
    await probe.send([{ ...submitted(rest.idempotencyKey), partition: 1 }]);
    const seen = await probe.waitFor('lead.received', [direct.body.leadId], 2);
    expect(seen.map(({ decoded }) => (decoded.value as { leadId: string }).leadId)).toHaveLength(2);
    await probe.waitForRaw('intake.dlq', ({ value }) => value?.equals(bytes) ?? false);
  });

  test('OpenAPI 3.1 and its page are served from here', async () => {
    const { body } = await api.get('/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', paths: { '/v1/leads': {}, '/v1/outcomes': {} } });
    const page = await fetch(`${hosted.url}/docs`);
    expect(await page.text()).toContain('/docs/swagger-ui-bundle.js');
    expect((await fetch(`${hosted.url}/docs/swagger-ui-bundle.js`)).status).toBe(200);
  });

  test('an unknown lead and an unknown address are 404 with a code', async () => {
    // Until the read model has been read once, nobody can say so.
    await until(
      () => api.get(`/v1/leads/${randomUUID()}`),
      ({ body }) => body.error?.code === 'LEADLINE_LEAD_UNKNOWN',
    );
    expect((await api.get('/v1/nothing')).body.error?.code).toBe('LEADLINE_INTAKE_NOT_FOUND');
    expect((await api.post('/v1/nothing', {})).body.error?.code).toBe('LEADLINE_INTAKE_NOT_FOUND');
  });

  test('health tells that it is ready', async () => {
    expect(await api.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });
});

describe('the read model of leads', describeReadModel);
describe('changes of leads', describeAmendments);
describe('API keys', describeKeys);
describe('leaving', describeLeaving);

function submitted(idempotencyKey: string) {
  const nothing = { phone: null, firstName: null, lastName: null, name: null, message: null };
  return {
    topic: 'lead.submitted' as const,
    record: 'LeadSubmitted' as const,
    key: idempotencyKey,
    value: {
      tenant: 'default',
      workspace: 'default',
      source: 'web',
      idempotencyKey,
      occurredAt: null,
      contact: { email: null, ...nothing },
      company: null,
      companyDomain: null,
      country: null,
      region: null,
      timeZone: null,
      language: null,
      title: null,
      industry: null,
      employees: null,
      product: null,
      dealType: null,
      amount: null,
      campaign: null,
      accountId: null,
      postalCode: null,
      ipCountry: null,
      medium: null,
      companySize: null,
      visitorId: null,
      consent: 'unknown',
      test: false,
      attributes: {},
    },
  };
}
