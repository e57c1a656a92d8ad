import { randomUUID } from 'node:crypto';
import type { LeadAssigned } from '@leadline/contracts';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe, until } from '@leadline/testkit';
import { service } from '../src/index.ts';
import { type PostOffice, postOffice } from './post-office.ts';
import { assignedEmit, assignment, NOON, personEmit, personOf, repEmit, repOf } from './records.ts';

const OUTPUTS = ['outreach.intended', 'outreach.sent', 'outreach.skipped', 'outreach.failed', 'outreach.dlq'];

describe('outreach on a real stack', () => {
  let probe: TopicProbe;
  let hosted: HostedService;
  let post: PostOffice;
  const start = () =>
    service.start({
      ...process.env,
      LEADLINE_LOG: 'error',
      LEADLINE_SMTP: post.url,
      LEADLINE_OUTREACH_FROM: 'no-reply@mail.acme.io',
      LEADLINE_OUTREACH_COMPANY: 'ACME',
    });

  beforeAll(async () => {
    [probe, post] = await Promise.all([TopicProbe.open(OUTPUTS), postOffice()]);
    hosted = await start();
  });

  afterAll(async () => {
    await hosted?.stop();
    await Promise.all([probe?.close(), post?.close()]);
  });

  const mailsOf = (leadId: string, kind = 'first-contact') =>
    post.messages.filter(
      ({ headers }) => headers.get('x-leadline-lead') === leadId && headers.get('x-leadline-kind') === kind,
    );
  const results = async (
    topic: 'outreach.sent' | 'outreach.skipped' | 'outreach.failed',
    leadId: string,
    count = 1,
  ) => (await probe.waitFor(topic, [leadId], count)).map(({ decoded }) => decoded.value);

  test('a lead with a contact gets one mail in the name of its rep, and the rep gets one', async () => {
    const lead = assignment();
    await probe.send([personEmit(personOf(lead)), repEmit(repOf(lead))]);
    await probe.send([assignedEmit(lead)]);
    const sent = await results('outreach.sent', lead.leadId, 2);
    expect(sent).toMatchObject([
      { channel: 'email', repId: lead.repId, resent: false, messageId: `<${lead.leadId}.1@mail.acme.io>` },
      { channel: 'rep-email', resent: false },
    ]);
    const [mail] = mailsOf(lead.leadId);
    expect(mail).toMatchObject({
      messageId: `<${lead.leadId}.1@mail.acme.io>`,
      subject: 'Your request to ACME',
    });
    expect(mail?.from?.value).toEqual([{ name: 'Grace Hopper via ACME', address: 'no-reply@mail.acme.io' }]);
    expect(mail?.replyTo?.value[0]?.address).toBe(`grace.${lead.repId}@acme.io`);
    expect(mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toContain(
      'mailto:unsubscribe@',
    );
    expect(mail?.text).toContain('Hello Ada,');
    expect(mailsOf(lead.leadId, 'rep-notice')[0]?.text).toContain('best expected value of three');
    expect(await probe.waitFor('outreach.intended', [lead.leadId], 2)).toHaveLength(2);
  });

  test.each<[string, (lead: LeadAssigned) => object, Partial<LeadAssigned>]>([
    ['NO_ADDRESS', () => ({ contact: { email: null }, emailKind: 'none' }), {}],
    ['INVALID_EMAIL', () => ({ emailKind: 'invalid' }), {}],
    ['CONSENT_DENIED', () => ({ consent: 'denied' }), {}],
    ['TEST_LEAD', () => ({ test: true }), {}],
    ['DISPOSABLE_EMAIL', () => ({ emailKind: 'disposable' }), {}],
    ['QUIET_HOURS', () => ({ timeZone: 'Asia/Tokyo' }), { assignedAt: NOON }],
  ])('%s is a recorded reason, and no mail goes out', async (reason, change, assigned) => {
    const lead = assignment(assigned);
    const { contact = {}, ...person } = change(lead) as { contact?: object };
    await probe.send([personEmit(personOf(lead, person, contact))]);
    await probe.send([assignedEmit(lead)]);
    expect(await results('outreach.skipped', lead.leadId)).toMatchObject([{ reason, channel: 'email' }]);
    expect(mailsOf(lead.leadId)).toHaveLength(0);
  });

  test('an erased contact is NO_ADDRESS', async () => {
    const lead = assignment();
    const person = personEmit(personOf(lead));
    await probe.send([person]);
    await probe.send([{ ...person, value: null }]);
    await probe.send([assignedEmit(lead)]);
    expect(await results('outreach.skipped', lead.leadId)).toMatchObject([{ reason: 'NO_ADDRESS' }]);
  });

  test('a redelivery does nothing; another rep gets the notice, but the lead no second first contact', async () => {
    const lead = assignment();
    const moved = { ...lead, repId: randomUUID(), seq: 2 };
    await probe.send([personEmit(personOf(lead)), repEmit(repOf(lead)), repEmit(repOf(moved))]);
    await probe.send([assignedEmit(lead)]);
    await results('outreach.sent', lead.leadId, 2);
    await probe.send([assignedEmit(lead), assignedEmit(moved)]);
    expect(await results('outreach.skipped', lead.leadId)).toMatchObject([{ reason: 'ALREADY_CONTACTED' }]);
    expect(await results('outreach.sent', lead.leadId, 3)).toHaveLength(3);
    expect([mailsOf(lead.leadId).length, mailsOf(lead.leadId, 'rep-notice').length]).toEqual([1, 2]);
  });

  test('a refusal for good is recorded with its code and without the address', async () => {
    const lead = assignment();
    post.refuse(new RegExp(lead.leadId), 550);
    await probe.send([personEmit(personOf(lead))]);
    await probe.send([assignedEmit(lead)]);
    const [failed] = await results('outreach.failed', lead.leadId);
    expect(failed).toMatchObject({ errorCode: 'SMTP_550' });
    expect(JSON.stringify(failed)).not.toContain('analytical');
    post.accept();
  });

  test('an intent without a result is sent again under the same message id and counted as resent', async () => {
    const lead = assignment();
    const messageId = `<${lead.leadId}.1@mail.acme.io>`;
    const { leadId, tenant, workspace, attempt, repId } = lead;
    const intent = { leadId, tenant, workspace, attempt, repId, channel: 'email', at: NOON, messageId };
    await probe.send([
      personEmit(personOf(lead)),
      { topic: 'outreach.intended', record: 'OutreachIntended', key: leadId, value: intent },
    ]);
    await probe.send([assignedEmit(lead)]);
    expect(await results('outreach.sent', leadId)).toMatchObject([{ messageId, resent: true }]);
  });

  /** How old what waits for outreach is, by its metric, seconds. */
  const oldestAge = async (): Promise<number> => {
    const text = await (await fetch(new URL('/metrics', hosted.url))).text();
    const [, value] = /^leadline_oldest_age_seconds\{group="outreach",.*\} (.*)$/m.exec(text) ?? [];
    return Number(value);
  };

  test('a server that is away is waited for, and nothing goes out twice; the one record that waits grows old meanwhile', async () => {
    const lead = assignment();
    post.refuse(/./, 421);
    await probe.send([personEmit(personOf(lead))]);
    await probe.send([assignedEmit(lead)]);
    await probe.waitFor('outreach.intended', [lead.leadId]);
    await until('it grows old', async () => (await oldestAge()) > 3);
    post.accept();
    expect(await results('outreach.sent', lead.leadId)).toMatchObject([{ resent: false }]);
    expect(mailsOf(lead.leadId)).toHaveLength(1);
    await until('nothing waits', async () => (await oldestAge()) === 0);
  });

  test('poison goes to the dead letters once and stops nothing', async () => {
    const lead = assignment();
    const bytes = Buffer.from(`not Avro ${lead.leadId}`);
    await probe.sendRaw([{ topic: 'lead.assigned', key: 'x', value: bytes, partition: 2 }]);
    await probe.send([personEmit(personOf(lead))]);
    await probe.send([{ ...assignedEmit(lead), partition: 2 }]);
    await results('outreach.sent', lead.leadId);
    const letters = await probe.waitForRaw('outreach.dlq', ({ value }) => value?.equals(bytes) ?? false);
    expect(letters).toHaveLength(1);
  });

  test('after a restart it still knows what it has sent', async () => {
    const lead = assignment();
    await probe.send([personEmit(personOf(lead))]);
    await probe.send([assignedEmit(lead)]);
    await results('outreach.sent', lead.leadId);
    await hosted.stop();
    const next = assignment();
    await probe.send([personEmit(personOf(next)), assignedEmit(lead), assignedEmit(next)]);
    hosted = await start();
    await results('outreach.sent', next.leadId);
    const moved = { ...lead, repId: randomUUID(), seq: 3 };
    await probe.send([assignedEmit(moved)]);
    await results('outreach.skipped', lead.leadId);
    expect(mailsOf(lead.leadId)).toHaveLength(1);
  });
});
