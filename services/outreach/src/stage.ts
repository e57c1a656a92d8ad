import type { Delivery, Emit, LeadAssigned } from '@leadline/contracts';
import { LeadlineError } from '@leadline/contracts';
import { type Stage, Transient } from '@leadline/stream';
import { TO_LEAD } from './adapters/knowledge.ts';
import type { Mailer, MailResult } from './mail.ts';
import { type AssignmentFacts, type FactSources, factsOf, type Plan, planOf, type Sending } from './plan.ts';

export interface OutreachParts extends Omit<FactSources, 'unsent'> {
  readonly mailer: Mailer;
  /** Reads on what the facts come from. */
  readonly refresh: (leadIds: readonly string[]) => Promise<void>;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Told of every message that may be a second copy. */
  readonly onResent: (messageId: string) => void;
}

/** Mails that are on their way together: so many may still go out after the batch has been taken away. */
const GROUP = 10;

type Facts = ReadonlyMap<Delivery<'LeadAssigned'>, AssignmentFacts>;
interface Posted {
  readonly assigned: LeadAssigned;
  readonly sending: Sending;
  readonly result: MailResult;
  readonly at: number;
}

/** First contact: lead.assigned to an e-mail to the lead and one to its rep. Intent, call, result. */
export function outreachStage(parts: OutreachParts): Stage<'LeadAssigned', Facts, Plan, readonly Posted[]> {
  const unsent = new Set<string>();
  return {
    name: 'outreach',
    inputs: ['lead.assigned'],
    async gather(batch) {
      await parts.refresh(batch.map(({ value }) => value.leadId));
      return factsOf(batch, { ...parts, unsent });
    },
    decide(delivery, facts) {
      const known = facts.get(delivery);
      if (known === undefined) throw new LeadlineError('LEADLINE_UNEXPECTED', 'An assignment has no facts.');
      return planOf(delivery.value, known, parts.head);
    },
    async act(plans, emit, signal) {
      const open = plans.flatMap(({ assigned, sendings }) =>
        sendings.map((sending) => ({ assigned, sending })),
      );
      const posted: Posted[] = [];
      for (let next = 0; next < open.length && goesOn(posted, signal); next += GROUP) {
        const group = open.slice(next, next + GROUP);
        await emit(group.map((it) => intent(it.assigned, it.sending, parts.now())));
        if (signal.aborted) break;
        posted.push(...(await Promise.all(group.map((it) => post(parts, it.assigned, it.sending)))));
      }
      await settle(posted, unsent, emit, posted.length < open.length);
      return plans.map(({ assigned }) => posted.filter((it) => it.assigned === assigned));
    },
    conclude({ value }, plan, posted = []) {
      const skipped = plan.skip === null ? [] : [skip(value, plan.skip, parts.now())];
      return [...skipped, ...posted.flatMap(outcome)];
    },
  };
}

/** Another process may own the records of an aborted batch, and to a server that is down each mail costs a timeout. */
const goesOn = (posted: readonly Posted[], signal: AbortSignal): boolean =>
  !signal.aborted && posted.every(({ result }) => result.kind !== 'down');

async function post(parts: OutreachParts, assigned: LeadAssigned, sending: Sending): Promise<Posted> {
  const result = await parts.mailer.send(sending.mail);
  if (sending.resent && result.kind === 'sent') parts.onResent(sending.mail.messageId);
  return { assigned, sending, result, at: parts.now() };
}

/**
 * When some could not be sent, or the batch was `cut` before all were tried, it comes again: then the results of the others must stand on their topics before, and
 * of those that surely did not go out it is remembered, so that the next try is no second copy.
 */
async function settle(
  posted: readonly Posted[],
  unsent: Set<string>,
  emit: (records: readonly Emit[]) => Promise<void>,
  cut: boolean,
): Promise<void> {
  for (const { sending, result } of posted) {
    if (result.kind === 'deferred' || (result.kind === 'down' && !result.reached))
      unsent.add(sending.mail.messageId);
    else unsent.delete(sending.mail.messageId);
  }
  const down = posted.find(({ result }) => result.kind === 'down');
  const deferred = posted.find(({ result }) => result.kind === 'deferred');
  if (down === undefined && deferred === undefined && !cut) return;
  await emit(posted.flatMap(outcome));
  if (down) throw new Transient('LEADLINE_OUTREACH_UNAVAILABLE', `SMTP: ${down.result.response}`);
  if (cut)
    throw new Transient('LEADLINE_OUTREACH_UNAVAILABLE', 'The batch was given up before all was sent.');
  throw new Deferred(`SMTP: ${deferred?.result.response}`);
}

/** A message that the server has put off: its record goes to the retry topics, its neighbours go on. */
class Deferred extends LeadlineError {
  readonly failure = 'retryable';
  constructor(message: string) {
    super('LEADLINE_OUTREACH_DEFERRED', message);
    this.name = 'Deferred';
  }
}

const stem = ({ leadId, tenant, workspace, attempt, repId }: LeadAssigned, channel: string, at: number) => ({
  leadId,
  tenant,
  workspace,
  attempt,
  repId,
  channel,
  at,
});

function intent(assigned: LeadAssigned, { channel, mail }: Sending, at: number): Emit {
  const value = { ...stem(assigned, channel, at), messageId: mail.messageId };
  return { topic: 'outreach.intended', record: 'OutreachIntended', key: assigned.leadId, value };
}

function skip(assigned: LeadAssigned, reason: string, at: number): Emit {
  const value = { ...stem(assigned, TO_LEAD, at), reason };
  return { topic: 'outreach.skipped', record: 'OutreachSkipped', key: assigned.leadId, value };
}

function outcome({ assigned, sending, result, at }: Posted): readonly Emit[] {
  const { channel, mail, resent } = sending;
  const said = { ...stem(assigned, channel, at), messageId: mail.messageId };
  const key = assigned.leadId;
  if (result.kind === 'sent') {
    const value = { ...said, providerResponse: result.response, resent };
    return [{ topic: 'outreach.sent', record: 'OutreachSent', key, value }];
  }
  if (result.kind !== 'refused') return [];
  const value = { ...said, errorCode: result.code, providerResponse: result.response };
  return [{ topic: 'outreach.failed', record: 'OutreachFailed', key, value }];
}
