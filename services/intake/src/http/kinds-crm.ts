import { type Emit, LeadlineError, leadIdOf } from '@leadline/contracts';
import { outcomeFaults, OUTCOMES } from '@leadline/domain';
import { z } from 'zod';
import { authorFields } from './author.ts';
import { identify, kind } from './event-kind.ts';
import { amount, count, eventId, id, maybeWhen, text, workspace } from './fields.ts';

export const accounts = kind({
  path: 'accounts',
  scope: 'roster:write',
  author: 'by',
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
      ...authorFields,
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

export const deals = kind({
  path: 'deals',
  scope: 'outcomes:write',
  author: null,
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

export const outcomes = kind({
  path: 'outcomes',
  scope: 'outcomes:write',
  author: null,
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
    // When the lead was opened, and by whom it was worked, is not known here: reports and training ask for that.
    const faults = outcomeFaults({ ...value, openedAt: null, repId: undefined }, scope.outcomes);
    const judged: Emit =
      faults.length === 0
        ? { topic: 'deal.outcome', record: 'DealOutcome', key: leadId, value }
        : { topic: 'deal.quarantined', record: 'DealQuarantined', key: leadId, value: { ...value, faults } };
    // The deal is over all the same: its rep has room again.
    const emits: Emit[] = [
      judged,
      { topic: 'assignment.in', record: 'DealOutcome', key: body.workspace, value },
    ];
    const answer = { eventId: value.eventId, leadId };
    return { emits, answer: faults.length === 0 ? answer : { ...answer, quarantined: faults } };
  },
});
