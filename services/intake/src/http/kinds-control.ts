import { type Emit, LeadlineError } from '@leadline/contracts';
import { parsePrices, pricesBody } from '@leadline/domain';
import { z } from 'zod';
import { authorFields, identityOf } from './author.ts';
import { identify, kind } from './event-kind.ts';
import { eventId, id, maybeWhen, text, when, workspace } from './fields.ts';

export const commands = kind({
  path: 'commands',
  scope: 'commands:write',
  author: 'by',
  summary:
    "A person's command on a lead: reassign (to a rep, or choose again), withdraw, merge into another lead, or split from the lead that it was taken for.",
  schema: z
    .strictObject({
      eventId,
      leadId: id('Id of the lead.'),
      workspace,
      command: z
        .enum(['reassign', 'withdraw', 'merge', 'split'])
        .describe('reassign, withdraw, merge or split.'),
      repId: text('Target of reassign; without it, choose again.', 200),
      otherLeadId: text('Target of merge: the lead that stays.', 200),
      ...authorFields,
      occurredAt: maybeWhen('When. Without it: now.'),
    })
    .refine(({ command, otherLeadId }) => command !== 'merge' || otherLeadId !== null, {
      path: ['otherLeadId'],
      message: 'merge needs the lead that stays',
    })
    .meta({ id: 'Command' }),
  records(body, scope) {
    const occurredAt = body.occurredAt ?? scope.now;
    const value = {
      ...body,
      tenant: scope.tenant,
      occurredAt,
      eventId: identify('LeadCommanded', body, scope),
    };
    const emit: Emit = { topic: 'assignment.in', record: 'LeadCommanded', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, leadId: body.leadId } };
  },
});

export const prices = kind({
  path: 'prices',
  scope: 'policies:write',
  author: 'by',
  summary: "Prices of the reps' time that hold from here on, as `leadline prices compute` makes them.",
  schema: z
    .strictObject({
      eventId,
      workspace,
      prices: z
        .record(z.string(), z.unknown())
        .describe('The prices: version, objective, perHour by rep id.'),
      ...authorFields,
      occurredAt: maybeWhen('When. Without it: now.'),
    })
    .meta({ id: 'Prices' }),
  records(body, scope) {
    const parsed = parsePrices(JSON.stringify(body.prices));
    if (!parsed.ok)
      throw new LeadlineError('LEADLINE_INTAKE_INVALID', `${parsed.error}.`, { where: 'prices' });
    const { version } = parsed.prices;
    const said = { workspace: body.workspace, version, body: pricesBody(parsed.prices) };
    const occurredAt = body.occurredAt ?? scope.now;
    const { by, reason, eventId: given } = body;
    const told = { ...said, ...identityOf(body), occurredAt, eventId: given };
    const release = identify('PricesReleased', told, scope);
    const value = { ...said, by, reason, tenant: scope.tenant, occurredAt, eventId: release };
    const emit: Emit = { topic: 'assignment.in', record: 'PricesReleased', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: release, version } };
  },
});

export const workspaces = kind({
  path: 'workspaces',
  scope: 'workspaces:write',
  author: 'by',
  summary: 'The clock of a workspace: live (time passes by itself) or event (time passes by POST /v1/clock).',
  schema: z
    .strictObject({
      eventId,
      workspace,
      clock: z.enum(['live', 'event']).describe('live or event.'),
      startAt: maybeWhen('First instant of an event clock. Without it: now.'),
      ...authorFields,
    })
    .meta({ id: 'Workspace' }),
  records({ by, reason, ...body }, scope) {
    const said = { ...body, startAt: body.startAt ?? scope.now };
    const release = identify('WorkspaceConfigured', { ...said, ...identityOf({ by, reason }) }, scope);
    const value = { ...said, by, reason, tenant: scope.tenant, eventId: release };
    const emit: Emit = { topic: 'assignment.in', record: 'WorkspaceConfigured', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, workspace: body.workspace } };
  },
});

export const clock = kind({
  path: 'clock',
  scope: 'workspaces:write',
  author: 'by',
  summary: 'Moves the event clock of a workspace: what happened up to there is folded.',
  schema: z
    .strictObject({ eventId, workspace, to: when('The instant to move to.'), ...authorFields })
    .meta({ id: 'Clock' }),
  records({ by, reason, ...body }, scope) {
    const moved = identify('ClockAdvanced', { ...body, ...identityOf({ by, reason }) }, scope);
    const value = { ...body, by, reason, tenant: scope.tenant, eventId: moved };
    const emit: Emit = { topic: 'assignment.in', record: 'ClockAdvanced', key: body.workspace, value };
    return { emits: [emit], answer: { eventId: value.eventId, workspace: body.workspace } };
  },
});
