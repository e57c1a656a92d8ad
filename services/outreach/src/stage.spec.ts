import type { Delivery, Emit, LeadAssigned } from '@leadline/contracts';
import { Transient } from '@leadline/stream';
import { assignment, personOf, repOf } from '../test/records.ts';
import type { Assignment, Knowledge } from './adapters/knowledge.ts';
import type { Mail, MailResult } from './mail.ts';
import { outreachStage } from './stage.ts';

const head = {
  company: 'ACME',
  from: 'no-reply@mail.acme.io',
  unsubscribe: undefined,
  unsubscribeUrl: undefined,
  firstContact: 'Subject: Hello {firstName|there}\n\n{repName} of {ourCompany}.{repPhoneLine}',
  repNotice: 'Subject: {leadName|somebody}\n\n{reason}. First mail: {firstContact}.',
};
const OK: MailResult = { kind: 'sent', response: '250 OK' };

/** A stage among fakes: people are known, results are learnt from what it emits, mail answers as told. */
function given(...leads: readonly LeadAssigned[]) {
  const emitted: Emit[] = [];
  const mails: Mail[] = [];
  const resent: string[] = [];
  const answers = new Map<string, MailResult>();
  const people = new Map(leads.map((lead) => [lead.leadId, personOf(lead)]));
  const has = (record: string, matches: (value: Record<string, unknown>) => boolean) =>
    emitted.some(
      (emit) => emit.record === record && matches(emit.value as unknown as Record<string, unknown>),
    );
  const knowledge: Knowledge = {
    refresh: async () => {},
    person: (leadId) => people.get(leadId),
    rep: (_, repId) => leads.filter((lead) => lead.repId === repId).map((lead) => repOf(lead))[0],
    contacted: (leadId) =>
      emitted.findLast(
        ({ record, value }) =>
          record === 'OutreachSent' && value?.leadId === leadId && value.channel === 'email',
      )?.value as Assignment | undefined,
    settled: (messageId, repId) =>
      has('OutreachSent', (it) => it['messageId'] === messageId && it['repId'] === repId) ||
      has('OutreachFailed', (it) => it['messageId'] === messageId && it['repId'] === repId),
    intended: (messageId) => has('OutreachIntended', (it) => it['messageId'] === messageId),
    skipped: ({ leadId, repId }) =>
      has('OutreachSkipped', (it) => it['leadId'] === leadId && it['repId'] === repId),
  };
  const stage = outreachStage({
    knowledge,
    head,
    suppressed: () => false,
    zone: () => null,
    refresh: async () => {},
    now: () => 7,
    onResent: (messageId) => void resent.push(messageId),
    mailer: {
      close: () => {},
      send: async (mail) => {
        mails.push(mail);
        return answers.get(mail.to.address) ?? OK;
      },
    },
  });
  const emit = async (records: readonly Emit[]) => void emitted.push(...records);
  const lease = new AbortController();
  const run = async (...batch: readonly LeadAssigned[]) => {
    const deliveries = batch.map((value) => ({ record: 'LeadAssigned', value }) as Delivery<'LeadAssigned'>);
    const { signal } = lease;
    const facts = await stage.gather(deliveries, signal);
    const plans = deliveries.map((delivery) => stage.decide(delivery, facts));
    const done = await stage.act?.(plans, emit, signal);
    await emit(deliveries.flatMap((delivery, at) => stage.conclude(delivery, plans[at]!, done?.[at])));
  };
  const kinds = () =>
    emitted.map(({ record, value }) => `${record} ${(value as { channel: string }).channel}`);
  return { run, emitted, mails, resent, answers, kinds, people, lease };
}

test('intents are acknowledged before anything is sent, results come after', async () => {
  const lead = assignment();
  const { run, kinds } = given(lead);
  await run(lead);
  expect(kinds()).toEqual([
    'OutreachIntended email',
    'OutreachIntended rep-email',
    'OutreachSent email',
    'OutreachSent rep-email',
  ]);
});

test('a redelivery, in another batch or the same, sends nothing again', async () => {
  const lead = assignment();
  const { run, mails } = given(lead);
  await run(lead);
  await run(lead);
  expect(mails).toHaveLength(2);
});

test('two assignments of one lead in one batch: one first contact, both reps told', async () => {
  const lead = assignment();
  const moved = { ...lead, repId: 'rep-2', seq: 2 };
  const { run, mails, kinds } = given(lead, moved);
  await run(lead, moved);
  expect(mails.map(({ headers }) => headers['X-Leadline-Kind'])).toEqual([
    'first-contact',
    'rep-notice',
    'rep-notice',
  ]);
  expect(kinds().at(-2)).toBe('OutreachSkipped email');
});

test('when the server goes away, what it took is recorded and only the rest is tried again, not as a second copy', async () => {
  const [one, two] = [assignment(), assignment()];
  const { run, answers, mails, resent, kinds } = given(one, two);
  const address = personOf(two).contact.email ?? '';
  answers.set(address, { kind: 'down', reached: false, response: 'gone' });
  await expect(run(one, two)).rejects.toMatchObject({ code: 'LEADLINE_OUTREACH_UNAVAILABLE' });
  expect(kinds().filter((kind) => kind === 'OutreachSent email')).toHaveLength(1);
  answers.clear();
  await run(one, two);
  expect(mails.filter(({ to }) => to.address === address)).toHaveLength(2);
  expect(mails).toHaveLength(5);
  expect(resent).toEqual([]);
});

test('a message that may have gone out is sent again under the same id and counted', async () => {
  const lead = assignment();
  const { run, answers, mails, resent } = given(lead);
  const address = personOf(lead).contact.email ?? '';
  answers.set(address, { kind: 'down', reached: true, response: 'cut' });
  await expect(run(lead)).rejects.toThrow('cut');
  answers.clear();
  await run(lead);
  const ids = mails.filter(({ to }) => to.address === address).map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(1);
  expect(resent).toEqual([ids[0]]);
});

test('a message that the server puts off is retryable, not a broken dependency', async () => {
  const lead = assignment();
  const { run, answers } = given(lead);
  answers.set(personOf(lead).contact.email ?? '', { kind: 'deferred', code: 'SMTP_451', response: 'later' });
  await expect(run(lead)).rejects.toMatchObject({ code: 'LEADLINE_OUTREACH_DEFERRED', failure: 'retryable' });
});

test('odd names break neither headers nor text', async () => {
  const lead = assignment();
  const { run, mails, people } = given(lead);
  people.set(
    lead.leadId,
    personOf(lead, {}, { firstName: 'Ada\r\nBcc: all@acme.io', lastName: '"><script>' }),
  );
  await run(lead);
  expect(mails[0]?.subject).toBe('Hello Ada Bcc: all@acme.io');
  expect(mails[0]?.to.name).not.toMatch(/[\r\n]/);
});

test('a rep without an address gets nothing, and the lead still its mail', async () => {
  const lead = assignment();
  const { run, kinds } = given({ ...lead, repId: 'nobody' });
  await run(lead);
  expect(kinds()).toEqual(['OutreachIntended email', 'OutreachSent email']);
});

test('once the batch is taken away no other group is begun; what went out is recorded, the rest not even intended', async () => {
  const leads = Array.from({ length: 20 }, () => assignment());
  const { run, mails, lease, kinds, resent } = given(...leads);
  const first = leads[0]!;
  const push = mails.push.bind(mails);
  mails.push = (...mail) => (lease.abort(), push(...mail));
  await expect(run(...leads)).rejects.toMatchObject({ code: 'LEADLINE_OUTREACH_UNAVAILABLE' });
  expect(mails).toHaveLength(10);
  expect(kinds().filter((kind) => kind.startsWith('OutreachSent'))).toHaveLength(10);
  expect(kinds().filter((kind) => kind.startsWith('OutreachIntended'))).toHaveLength(10);
  await expect(run(first)).resolves.toBeUndefined();
  expect(mails).toHaveLength(10);
  expect(resent).toEqual([]);
});

test('an aborted batch sends nothing, and its failure is transient', async () => {
  const lead = assignment();
  const { run, mails, emitted, lease } = given(lead);
  lease.abort();
  await expect(run(lead)).rejects.toBeInstanceOf(Transient);
  expect([mails, emitted]).toEqual([[], []]);
});

test('to a server that is down no second group is sent', async () => {
  const leads = Array.from({ length: 20 }, () => assignment());
  const { run, mails, answers } = given(...leads);
  answers.set(personOf(leads[0]!).contact.email ?? '', { kind: 'down', reached: false, response: 'gone' });
  await expect(run(...leads)).rejects.toThrow('gone');
  expect(mails).toHaveLength(10);
});
