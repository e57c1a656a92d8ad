import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, keyLine, newApiKey, type Role } from '@leadline/contracts';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { type IntakeApi, intakeApi, leadNamed, until } from './api.ts';

const PEPPER = 'a pepper of sixteen characters';
const TENANT = `t-${randomUUID().slice(0, 8)}`;
const lineOf = (key: string, ...roles: readonly Role[]) =>
  keyLine(key, PEPPER, { tenant: TENANT, roles, scopes: [], expires: null });

const by = (key: string) => ({ authorization: `Bearer ${key}` });
const send = async (api: IntakeApi, key: string): Promise<number> =>
  (await api.post('/v1/leads', leadNamed(), by(key))).status;

/** Tests of an intake that asks for keys. */
export function describeKeys(): void {
  const [upstream, revops, next] = [newApiKey(), newApiKey(), newApiKey()];
  let folder: string;
  let probe: TopicProbe;
  let hosted: HostedService;
  let api: IntakeApi;
  const say = (...lines: readonly string[]) => writeFileSync(join(folder, 'keys'), lines.join('\n'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leadline-keys-'));
    say(lineOf(upstream, 'upstream'), lineOf(revops, 'revops'));
    probe = await TopicProbe.open(['lead.received', 'assignment.in']);
    hosted = await service.start({
      ...process.env,
      LEADLINE_LOG: 'fatal',
      LEADLINE_API_KEYS_FILE: join(folder, 'keys'),
      LEADLINE_API_PEPPER: PEPPER,
    });
    api = intakeApi(hosted.url);
  });

  afterAll(async () => {
    await hosted?.stop();
    await probe?.close();
    rmSync(folder, { recursive: true });
  });

  test('without a key nothing of /v1 is open, and health is', async () => {
    const answers = await Promise.all([
      api.post('/v1/leads', leadNamed()),
      api.get(`/v1/leads/${randomUUID()}`),
      api.get('/v1/leads?state=quarantined'),
      api.patch(`/v1/leads/${randomUUID()}`, {}),
      api.post('/v1/clock', { to: 0 }, by(newApiKey())),
    ]);
    for (const { status, body } of answers)
      expect([status, body.error?.code]).toEqual([401, 'LEADLINE_INTAKE_UNAUTHORIZED']);
    expect((await api.get('/health/ready')).status).toBe(200);
  });

  test('a lead is of the tenant of its key, and carries the id of the key', async () => {
    const { status, body } = await api.post('/v1/leads', leadNamed(), by(upstream));
    expect(status).toBe(202);
    const [seen] = await probe.waitFor('lead.received', [body.leadId]);
    expect(seen?.decoded.value).toMatchObject({ tenant: TENANT });
    expect(seen?.record.headers).toMatchObject({ ce_authtype: 'api_key', ce_authid: keyIdOf(upstream) });
    expect((await api.get(`/v1/leads/${body.leadId}`, by(upstream))).status).toBe(200);
  });

  test('a key is not good for more than its role', async () => {
    const { status, body } = await api.post(
      '/v1/commands',
      { leadId: 'l', command: 'withdraw' },
      by(upstream),
    );
    expect([status, body.error?.code]).toEqual([403, 'LEADLINE_INTAKE_FORBIDDEN']);
    expect(body.error?.message).toContain('commands:write');
    expect((await api.post('/v1/workspaces', { clock: 'live' }, by(revops))).status).toBe(403);
  });

  test('a command needs a reason, and says on the log who it was', async () => {
    const leadId = randomUUID();
    const command = { leadId, command: 'withdraw', by: 'u7' };
    const without = await api.post('/v1/commands', command, by(revops));
    expect([without.status, without.body.error?.message]).toEqual([
      400,
      expect.stringContaining('reason is missing'),
    ]);
    expect((await api.patch(`/v1/leads/${leadId}`, {}, by(revops))).status).toBe(400);
    const { status } = await api.post('/v1/commands', { ...command, reason: 'spam' }, by(revops));
    expect(status).toBe(202);
    const [seen] = await probe.waitForRaw('assignment.in', ({ value }) => value?.includes(leadId) ?? false);
    expect(seen?.headers).toMatchObject({ ce_type: 'LeadCommanded', ce_authid: keyIdOf(revops) });
  });

  test('a sync says once, in its address, who it is and why; without that it is refused line by line', async () => {
    const repId = randomUUID();
    const without = await api.post('/v1/reps', { repId }, by(revops));
    expect([without.status, without.body.error?.message]).toEqual([400, expect.stringContaining('?reason=')]);
    const { status } = await api.post('/v1/reps?by=hris&reason=nightly+sync', { repId }, by(revops));
    expect(status).toBe(202);
    const [seen] = await probe.waitForRaw('assignment.in', ({ value }) => value?.includes(repId) ?? false);
    expect(seen?.headers).toMatchObject({ ce_type: 'RepUpserted', ce_authid: keyIdOf(revops) });
    expect(String(seen?.value)).toMatch(/hris.*nightly sync/s);
  });

  test('keys change without a restart: the new one is good beside the old, then alone', async () => {
    expect(await send(api, next)).toBe(401);
    say(lineOf(upstream, 'upstream'), lineOf(next, 'upstream'));
    await until(
      () => send(api, next),
      (status) => status === 202,
    );
    expect(await send(api, upstream)).toBe(202);
    say(lineOf(next, 'upstream'));
    await until(
      () => send(api, upstream),
      (status) => status === 401,
    );
    expect(await send(api, next)).toBe(202);
  });
}
