import { randomUUID } from 'node:crypto';
import type { LeadStatus } from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import type { HostedService } from '@leadline/service-kit';
import { tcpProxy, type TcpProxy, TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { type IntakeApi, intakeApi, leadNamed, until } from './api.ts';

/** A database of its own, because the test empties it. */
const DATABASE = 7;

const refused = (code: number, error: string) => ({ status: code, body: { error: { code: error } } });

/** Lies in a file of its own but runs within intake.int.spec.ts: side by side they would share a consumer group. */
export function describeReadModel(): void {
  let probe: TopicProbe;
  let proxy: TcpProxy;
  let redis: LiveConnection;
  let hosted: HostedService;
  let api: IntakeApi;

  beforeAll(async () => {
    const { host } = new URL(process.env['LEADLINE_REDIS'] ?? '');
    [probe, proxy, redis] = await Promise.all([
      TopicProbe.open(['lead.received']),
      tcpProxy(host),
      connectLive(`redis://${host}/${DATABASE}`),
    ]);
    const LEADLINE_REDIS = `redis://${proxy.address}/${DATABASE}`;
    hosted = await service.start({ ...process.env, LEADLINE_LOG: 'error', LEADLINE_REDIS });
    api = intakeApi(hosted.url);
  });

  afterAll(async () => {
    await hosted?.stop();
    redis?.close();
    await Promise.all([probe?.close(), proxy?.close()]);
  });

  test('without a decision there is no explanation, and each code says what is missing', async () => {
    const { leadId } = (await api.post('/v1/leads', leadNamed())).body;
    const asked = (path: string) => api.get(`/v1/leads/${path}`);
    const answered = (path: string) => until(() => asked(path), (answer) => answer.status !== 503); // prettier-ignore
    expect(await answered(`${leadId}/decision`)).toMatchObject(refused(404, 'LEADLINE_DECISION_UNKNOWN'));
    expect(await answered(`${randomUUID()}/decision`)).toMatchObject(refused(404, 'LEADLINE_LEAD_UNKNOWN'));
    expect(await asked(`${leadId}/decision?every=1`)).toMatchObject(refused(400, 'LEADLINE_INTAKE_INVALID'));
  });

  const stateOf = async (leadId: string) => (await api.get(`/v1/leads/${leadId}`)).body;

  test('the status follows assignment; older news change nothing, outreach is added', async () => {
    const { leadId } = (await api.post('/v1/leads', leadNamed())).body;
    await send(probe, status(leadId, { state: 'assigned', repId: 'r1', seq: 5 }));
    const assigned = await until(
      () => stateOf(leadId),
      ({ state }) => state === 'assigned',
    );
    expect(assigned).toMatchObject({ repId: 'r1', source: 'web' });
    expect((assigned['stages'] as { stage: string }[]).map(({ stage }) => stage)).toEqual([
      'intake',
      'assigned',
    ]);
    await send(probe, status(leadId, { state: 'waiting', seq: 4 }));
    await send(probe, { ...sent(leadId), channel: 'email' });
    const contacted = await until(
      () => stateOf(leadId),
      ({ outreach }) => outreach !== null,
    );
    expect(contacted).toMatchObject({ state: 'assigned', outreach: { result: 'sent' } });
  });

  test('after Redis has lost everything it is built again from the topics', async () => {
    const { leadId } = (await api.post('/v1/leads', leadNamed())).body;
    await send(probe, status(leadId, { state: 'closed', outcome: 'won', seq: 9 }));
    const before = await until(
      () => stateOf(leadId),
      ({ state }) => state === 'closed',
    );
    expect(await redis.run((client) => client.flushDb())).toBe('OK');
    expect(await until(() => stateOf(leadId), whole)).toEqual(before);
  });

  test('without Redis leads are accepted, and their status is 503 with a code', async () => {
    proxy.cut();
    const answer = await api.post('/v1/leads', leadNamed());
    expect(answer.status).toBe(202);
    await probe.waitFor('lead.received', [answer.body.leadId]);
    const unknown = await api.get(`/v1/leads/${answer.body.leadId}`);
    expect(unknown).toMatchObject({
      status: 503,
      retryAfter: '1',
      body: { error: { code: 'LEADLINE_REDIS_UNAVAILABLE' } },
    });
    proxy.heal();
    await until(
      () => stateOf(answer.body.leadId),
      ({ state }) => state === 'inFlight',
    );
  });
}

const whole = ({ state, source }: { state?: string; source?: unknown }) =>
  state === 'closed' && source === 'web';

export const send = (probe: TopicProbe, value: LeadStatus | ReturnType<typeof sent>) =>
  'state' in value
    ? probe.send([{ topic: 'lead.status', record: 'LeadStatus', key: value.leadId, value }])
    : probe.send([{ topic: 'outreach.sent', record: 'OutreachSent', key: value.leadId, value }]);

function sent(leadId: string) {
  const who = { leadId, tenant: 'default', workspace: 'default', attempt: 1, repId: 'r1', channel: 'email' };
  return {
    ...who,
    at: Date.now(),
    messageId: `<${randomUUID()}@acme.io>`,
    providerResponse: '250 OK',
    resent: false,
  };
}

export function status(leadId: string, change: Partial<LeadStatus>): LeadStatus {
  return {
    leadId,
    tenant: 'default',
    workspace: 'default',
    attempt: 1,
    occurredAt: 1,
    receivedAt: 1,
    state: 'assigned',
    since: 1,
    hop: 0,
    repId: null,
    previousRepId: null,
    reason: null,
    reasons: [],
    path: null,
    duplicateOf: null,
    possibleDuplicates: [],
    outcome: null,
    deadline: null,
    engine: 1,
    policyVersion: null,
    modelVersion: null,
    capsuleHash: null,
    propensity: null,
    redelivered: 0,
    seq: 1,
    stages: [],
    ...change,
  };
}
