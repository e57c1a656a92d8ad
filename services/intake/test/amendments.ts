import { randomUUID } from 'node:crypto';
import type { LeadAmended, LeadReceived } from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { type IntakeApi, intakeApi, leadNamed, until } from './api.ts';
import { send, status } from './read-model.ts';

/** A database of its own, because the test empties it. */
const DATABASE = 6;

/** Lies in a file of its own but runs within intake.int.spec.ts: side by side they would share a consumer group. */
export function describeAmendments(): void {
  let probe: TopicProbe;
  let redis: LiveConnection;
  let hosted: HostedService;
  let api: IntakeApi;

  beforeAll(async () => {
    const { host } = new URL(process.env['LEADLINE_REDIS'] ?? '');
    const LEADLINE_REDIS = `redis://${host}/${DATABASE}`;
    [probe, redis] = await Promise.all([
      TopicProbe.open(['lead.received', 'lead.amended']),
      connectLive(LEADLINE_REDIS),
    ]);
    hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error', LEADLINE_REDIS });
    api = intakeApi(hosted.url);
    await until(
      () => patch(randomUUID(), { country: 'DE' }),
      (answer) => answer.status === 404,
    );
  });

  afterAll(async () => {
    await hosted?.stop();
    redis?.close();
    await probe?.close();
  });

  const patch = (leadId: string, body: unknown, headers: Record<string, string> = {}) =>
    api.patch(`/v1/leads/${leadId}?by=u7&reason=typo`, body, { 'idempotency-key': randomUUID(), ...headers });
  const sent = async (change: object = {}) => (await api.post('/v1/leads', leadNamed(change))).body.leadId;
  const bodies = async (leadId: string, count: number) =>
    (await probe.waitFor('lead.received', [leadId], count)).map(
      ({ decoded }) => decoded.value as LeadReceived,
    );

  test('a lead is written again with the next attempt, and who has changed what', async () => {
    const leadId = await sent({ country: 'Deutschlnd', company: 'ACME' });
    const answer = await patch(leadId, { country: 'DE', email: 'ada@analytical.org', company: null });
    expect(answer).toMatchObject({ status: 202, etag: '"2"', body: { accepted: true, leadId, attempt: 2 } });
    const [before, after] = await bodies(leadId, 2);
    expect(after).toMatchObject({ attempt: 2, country: 'DE', company: null, receivedAt: before?.receivedAt });
    expect(after?.contact.email).toBe('ada@analytical.org');
    const [amended] = await probe.waitFor('lead.amended', [leadId]);
    expect(amended?.decoded.value as LeadAmended).toMatchObject({
      attempt: 2,
      by: 'u7',
      reason: 'typo',
      fields: ['company', 'country', 'email'],
      personalChanges: [{ field: 'email', from: 'ada@analytical.io', to: 'ada@analytical.org' }],
    });
    expect((await api.get(`/v1/leads/${leadId}`)).etag).toBe('"2"');
  });

  test('the same change under one key, at the same time too, is one attempt', async () => {
    const leadId = await sent();
    const key = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => patch(leadId, { country: 'DE' }, key)));
    answers.push(await patch(leadId, { country: 'DE' }, key));
    expect(answers.map(({ status: code, body }) => [code, body['attempt']])).toEqual(
      answers.map(() => [202, 2]),
    );
    expect(new Set((await bodies(leadId, 2)).map(({ attempt }) => attempt))).toEqual(new Set([1, 2]));
    const other = await patch(leadId, { country: 'FR' }, key);
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'LEADLINE_INTAKE_KEY_CONFLICT' } } });
  });

  test('of changes at one time none gets lost: each is made upon the one before', async () => {
    const leadId = await sent();
    const fields = ['country', 'region', 'company', 'title', 'industry'];
    const answers = await Promise.all(fields.map((field) => patch(leadId, { [field]: `new ${field}` })));
    expect(answers.map(({ status: code }) => code)).toEqual(fields.map(() => 202));
    expect(new Set(answers.map(({ body }) => body['attempt']))).toEqual(new Set([2, 3, 4, 5, 6]));
    const last = (await bodies(leadId, 6)).find(({ attempt }) => attempt === 6);
    expect(last).toMatchObject(Object.fromEntries(fields.map((field) => [field, `new ${field}`])));
  });

  test('with If-Match only what has not changed since is changed', async () => {
    const leadId = await sent();
    const etag = (await api.get(`/v1/leads/${leadId}`)).etag ?? '';
    expect((await patch(leadId, { country: 'DE' }, { 'if-match': etag })).status).toBe(202);
    const late = await patch(leadId, { country: 'FR' }, { 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { error: { code: 'LEADLINE_LEAD_CHANGED' } } });
    expect(await bodies(leadId, 2)).toHaveLength(2);
  });

  test.each([
    [{}, 'names no field'],
    [{ colour: 'red' }, 'Unknown field colour'],
    [{ source: 'chat' }, 'source cannot be changed'],
    [[1], 'body'],
  ])('%j is 400', async (body, said) => {
    const answer = await patch(await sent(), body);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'LEADLINE_INTAKE_INVALID' } } });
    expect(answer.body.error?.message).toContain(said);
  });

  test('a closed lead is 409', async () => {
    const leadId = await sent();
    await send(probe, status(leadId, { state: 'closed', outcome: 'won', seq: 9 }));
    await until(
      () => api.get(`/v1/leads/${leadId}`),
      ({ body }) => body.state === 'closed',
    );
    expect(await patch(leadId, { country: 'DE' })).toMatchObject({
      status: 409,
      body: { error: { code: 'LEADLINE_LEAD_CLOSED' } },
    });
  });

  test('leads to mend are listed by reason and source, until they are mended', async () => {
    const [source, reason] = [`s-${randomUUID()}`, 'EMAIL_INVALID'];
    const ids = [await sent({ source }), await sent({ source })];
    const unfit = { state: 'quarantined', reason, reasons: [reason, 'COUNTRY_UNKNOWN'] };
    for (const [index, leadId] of ids.entries())
      await send(probe, status(leadId, { ...unfit, since: index + 1, seq: 3 }));
    const list = async (query: string) =>
      (await api.get(`/v1/leads?state=quarantined&source=${source}&${query}`)).body as unknown as {
        leads: { leadId: string }[];
        next: string | null;
        complete: boolean;
      };
    const both = await until(
      () => list('reason=COUNTRY_UNKNOWN'),
      ({ leads }) => leads.length === 2,
    );
    expect(both).toMatchObject({
      complete: true,
      next: null,
      leads: [{ leadId: ids[0], reason, source }, {}],
    });
    const first = await list('limit=1');
    expect(first.leads).toHaveLength(1);
    expect((await list(`limit=1&cursor=${first.next}`)).leads).toMatchObject([{ leadId: ids[1] }]);
    expect((await list('reason=SPAM')).leads).toEqual([]);
    await send(probe, status(ids[0]!, { state: 'assigned', attempt: 2, seq: 4 }));
    await until(
      () => list(''),
      ({ leads }) => leads.length === 1,
    );
    expect((await api.get('/v1/leads?state=assigned')).status).toBe(400);
  });

  test('after Redis has lost everything a change is made upon the last one', async () => {
    const leadId = await sent();
    await patch(leadId, { country: 'DE' });
    await redis.run((client) => client.flushDb());
    const answer = await until(
      () => patch(leadId, { region: 'Bavaria' }),
      ({ status: code }) => code === 202,
    );
    expect(answer.body['attempt']).toBe(3);
    const last = (await bodies(leadId, 3)).find(({ attempt }) => attempt === 3);
    expect(last).toMatchObject({ country: 'DE', region: 'Bavaria' });
  });
}
