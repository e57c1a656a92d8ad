import { type Emit, eventIdOf, LeadlineError, leadIdOf } from '@leadline/contracts';
import { canonicalJson, parsePolicy, policyBody } from '@leadline/domain';
import { z } from 'zod';
import { amount, count, eventId, id, maybeWhen, text, when, workspace } from './fields.ts';

/** What an event's body is turned into records with. */
export interface EventScope {
  readonly tenant: string;
  /** Wall clock, epoch ms. */
  readonly now: number;
  /** Header Idempotency-Key. */
  readonly key: string | null;
}

/** One kind of thing that POST accepts beside leads. */
export interface EventKind<S extends z.ZodType = z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly schema: S;
  /** Records to write. `answer` is what the sender gets beside `accepted`. */
  records(body: z.output<S>, scope: EventScope): { readonly emits: readonly Emit[]; readonly answer: object };
}

const kind = <S extends z.ZodType>(definition: EventKind<S>): EventKind => definition;

interface Identified {
  readonly eventId?: string | null | undefined;
  readonly [field: string]: unknown;
}

/** The sender's id, else one of the idempotency key, else of the content: the same content is the same event. */
function identify(record: string, body: Identified, scope: EventScope): string {
  return body.eventId ?? eventIdOf(scope.tenant, record, scope.key ?? canonicalJson(body));
}

const timeOfDay = (preset: number, meaning: string) =>
  z.number().int().min(0).max(1440).default(preset).describe(meaning);
const words = (preset: readonly string[], meaning: string) =>
  z
    .array(z.string().trim().min(1).max(200))
    .max(1_000)
    .default([...preset])
    .describe(meaning);

const reps = kind({
  path: 'reps',
  summary: 'A rep: territories, skills, working hours, capacity; name and address go to another topic.',
  schema: z
    .strictObject({
      eventId,
      repId: id('Id of the rep, unique in the tenant.'),
      workspace,
      active: z.boolean().default(true).describe('Takes leads at all.'),
      territories: words(['*'], 'Country codes, or * for any.'),
      skills: words(['*'], 'Products or deal types, or * for any.'),
      languages: words([], 'BCP 47 languages; none means any.'),
      tier: z.string().max(100).default('standard').describe('Tier.'),
      timeZone: z.string().min(1).max(100).default('UTC').describe('IANA time zone.'),
      workDays: z
        .array(z.number().int().min(1).max(7))
        .max(7)
        .default([1, 2, 3, 4, 5])
        .describe('1 Monday to 7 Sunday.'),
      workStart: timeOfDay(540, 'First minute of the local working day.'),
      workEnd: timeOfDay(1020, 'Minute at which the local working day ends.'),
      capacity: count('Open leads at most.').default(50),
      dailyCap: count('New leads a local day at most.').default(1_000),
      occurredAt: maybeWhen('When this became true. Without it: now.'),
      name: text('Name of the rep.'),
      email: text('E-mail address of the rep.', 320),
      phone: text('Phone number of the rep.', 100),
    })
    .meta({ id: 'Rep' }),
  records({ name, email, phone, ...body }, scope) {
    const { tenant, now } = scope;
    const { repId } = body;
    const occurredAt = body.occurredAt ?? now;
    const rep = {
      ...body,
      tenant,
      occurredAt,
      eventId: identify('RepUpserted', { ...body, occurredAt }, scope),
    };
    const contact = {
      tenant,
      workspace: body.workspace,
      repId,
      name: name ?? repId,
      email: email ?? '',
      phone,
    };
    const contactKnown = name !== null || email !== null || phone !== null;
    const emits: Emit[] = [
      { topic: 'assignment.in', record: 'RepUpserted', key: body.workspace, value: rep },
    ];
    if (contactKnown)
      emits.unshift({
        topic: 'rep.contact',
        record: 'RepContact',
        key: `${tenant}/${repId}`,
        value: contact,
      });
    return { emits, answer: { eventId: rep.eventId, repId } };
  },
});

const accounts = kind({
  path: 'accounts',
  summary: 'An account of the CRM; its owner keeps the leads that come from it.',
  schema: z
    .strictObject({
      accountId: id('Id of the account.'),
      workspace,
      name: z.string().trim().min(1).max(500).describe('Name of the account.'),
      domain: text('Domain of its website and mail.'),
      industry: text('Industry.'),
      country: text('Country.'),
      employees: count('Employees.').nullable().default(null),
      ownerRepId: text('Rep that owns the account.', 200),
    })
    .meta({ id: 'Account' }),
  records(body, { tenant }) {
    const key = `${tenant}/${body.accountId}`;
    const emit: Emit = {
      topic: 'account.upserted',
      record: 'AccountUpserted',
      key,
      value: { ...body, tenant },
    };
    return { emits: [emit], answer: { accountId: body.accountId } };
  },
});

const deals = kind({
  path: 'deals',
  summary: 'A deal that a rep has open from before Leadline: it counts as load until its outcome.',
  schema: z
    .strictObject({
      eventId,
      dealId: id('Id of the deal.'),
      repId: id('Rep that works on it.'),
      workspace,
      occurredAt: maybeWhen('When it was opened. Without it: now.'),
    })
    .meta({ id: 'Deal' }),
  records(body, scope) {
    const value = { ...body, tenant: scope.tenant, occurredAt: body.occurredAt ?? scope.now };
    const event = { ...value, eventId: identify('DealOpened', body, scope) };
    const emit: Emit = { topic: 'assignment.in', record: 'DealOpened', key: body.workspace, value: event };
    return { emits: [emit], answer: { eventId: event.eventId, dealId: body.dealId } };
  },
});

const OUTCOMES = ['contacted', 'won', 'lost', 'released', 'withdrawn'] as const;

const outcomes = kind({
  path: 'outcomes',
  summary: 'What became of a lead or deal. Name it by leadId, or by source and idempotencyKey, or by dealId.',
  schema: z
    .strictObject({
      eventId,
      leadId: id('Id of the lead.').nullish(),
      dealId: id('Id of the deal.').nullish(),
      source: id('Source of the lead.').nullish(),
      idempotencyKey: id('Key under which the lead was sent.').nullish(),
      workspace,
      outcome: z.enum(OUTCOMES).describe('contacted, won, lost, released or withdrawn.'),
      amount: amount('Amount won, in the currency of the workspace.'),
      reason: text('Why.'),
      occurredAt: maybeWhen('When it happened. Without it: now.'),
    })
    .meta({ id: 'Outcome' }),
  records({ dealId, source, idempotencyKey, ...body }, scope) {
    const { tenant, now } = scope;
    const byKey = source && idempotencyKey ? leadIdOf(tenant, source, idempotencyKey) : null;
    const leadId = body.leadId ?? dealId ?? byKey;
    if (leadId === null)
      throw new LeadlineError(
        'LEADLINE_INTAKE_INVALID',
        'The outcome names no lead: give leadId, or source and idempotencyKey, or dealId.',
        { where: 'leadId' },
      );
    const said = { ...body, leadId };
    const value = {
      ...said,
      tenant,
      occurredAt: body.occurredAt ?? now,
      eventId: identify('DealOutcome', said, scope),
    };
    const emits: Emit[] = [
      { topic: 'deal.outcome', record: 'DealOutcome', key: leadId, value },
      { topic: 'assignment.in', record: 'DealOutcome', key: body.workspace, value },
    ];
    return { emits, answer: { eventId: value.eventId, leadId } };
  },
});

const commands = kind({
  path: 'commands',
  summary: "A person's command on a lead: reassign (to a rep, or choose again) or withdraw.",
  schema: z
    .strictObject({
      eventId,
      leadId: id('Id of the lead.'),
      workspace,
      command: z.enum(['reassign', 'withdraw']).describe('reassign or withdraw.'),
      repId: text('Target of reassign; without it, choose again.', 200),
      by: text('Who commands; an id, no name.', 200),
      reason: text('Why.'),
      occurredAt: maybeWhen('When. Without it: now.'),
    })
    .meta({ id: 'Command' }),
  records(body, scope) {
    const said = { ...body, occurredAt: body.occurredAt ?? scope.now };
    const value = { ...said, tenant: scope.tenant, eventId: identify('LeadCommanded', said, scope) };
    const emit: Emit = { topic: 'assignment.in', record: 'LeadCommanded', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, leadId: body.leadId } };
  },
});

const policies = kind({
  path: 'policies',
  summary: 'A routing policy that holds from here on.',
  schema: z
    .strictObject({
      eventId,
      workspace,
      version: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe('Name of the release. Without it: that in the policy.'),
      policy: z
        .record(z.string(), z.unknown())
        .describe('The policy; whatever it leaves out has its default.'),
      occurredAt: maybeWhen('When. Without it: now.'),
    })
    .meta({ id: 'Policy' }),
  records(body, scope) {
    const parsed = parsePolicy(JSON.stringify(body.policy), body.version);
    if (!parsed.ok)
      throw new LeadlineError('LEADLINE_INTAKE_INVALID', `${parsed.errors.join('. ')}.`, { where: 'policy' });
    const { policy } = parsed;
    const said = { workspace: body.workspace, version: policy.version, body: policyBody(policy) };
    const occurredAt = body.occurredAt ?? scope.now;
    const id = identify('PolicyReleased', { ...said, occurredAt, eventId: body.eventId }, scope);
    const value = { ...said, tenant: scope.tenant, occurredAt, eventId: id };
    const emit: Emit = { topic: 'assignment.in', record: 'PolicyReleased', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: id, version: policy.version } };
  },
});

const workspaces = kind({
  path: 'workspaces',
  summary: 'The clock of a workspace: live (time passes by itself) or event (time passes by POST /v1/clock).',
  schema: z
    .strictObject({
      eventId,
      workspace,
      clock: z.enum(['live', 'event']).describe('live or event.'),
      startAt: maybeWhen('First instant of an event clock. Without it: now.'),
    })
    .meta({ id: 'Workspace' }),
  records(body, scope) {
    const said = { ...body, startAt: body.startAt ?? scope.now };
    const value = { ...said, tenant: scope.tenant, eventId: identify('WorkspaceConfigured', said, scope) };
    const emit: Emit = { topic: 'assignment.in', record: 'WorkspaceConfigured', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, workspace: body.workspace } };
  },
});

const clock = kind({
  path: 'clock',
  summary: 'Moves the event clock of a workspace: what happened up to there is folded.',
  schema: z.strictObject({ eventId, workspace, to: when('The instant to move to.') }).meta({ id: 'Clock' }),
  records(body, scope) {
    const value = { ...body, tenant: scope.tenant, eventId: identify('ClockAdvanced', body, scope) };
    const emit: Emit = { topic: 'assignment.in', record: 'ClockAdvanced', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, workspace: body.workspace } };
  },
});

/** Everything that POST /v1/<path> accepts beside leads. */
export const EVENT_KINDS: readonly EventKind[] = [
  reps,
  accounts,
  deals,
  outcomes,
  commands,
  policies,
  workspaces,
  clock,
];
