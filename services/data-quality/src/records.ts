import type { Emit, LeadContact, LeadEnriched, LeadQuarantined, StageTime } from '@leadline/contracts';
import { type Assessment, type EngagementFigures, filled } from '@leadline/domain';
import { reportOf } from './report.ts';

/** The lead's contact data for outreach; everything else in it is there so that an e-mail can be written. */
export function contactRecord(lead: LeadEnriched, { contact, consent, lead: canonical }: Assessment): Emit {
  const { leadId, tenant, workspace, attempt, enrichment, test } = lead;
  const value: LeadContact = {
    leadId,
    tenant,
    workspace,
    attempt,
    contact,
    phoneE164: enrichment.phoneE164,
    company: enrichment.company,
    emailKind: enrichment.emailKind,
    consent,
    test,
    language: canonical.language,
    timeZone: canonical.timeZone,
    title: filled(lead.title),
    product: canonical.product,
  };
  return { topic: 'lead.contact', record: 'LeadContact', key: leadId, value };
}

/** The lead on its way to scoring, without anything that says who the person is. */
export function validatedRecord(
  lead: LeadEnriched,
  assessment: Assessment,
  engagement: EngagementFigures | null,
  stages: readonly StageTime[],
): Emit {
  const { leadId, tenant, workspace, attempt, occurredAt, receivedAt } = lead;
  const scope = { leadId, tenant, workspace, attempt, occurredAt, receivedAt };
  const value = { ...scope, ...assessment.lead, ...reportOf(assessment), engagement, stages };
  return { topic: 'lead.validated', record: 'LeadValidated', key: leadId, value };
}

/** The lead with the reasons why it is not routed: for people who look after sources, and for the workspace's log. */
export function quarantinedRecords(
  lead: LeadEnriched,
  assessment: Assessment,
  stages: readonly StageTime[],
): readonly Emit[] {
  const { leadId, tenant, workspace, attempt, occurredAt, receivedAt } = lead;
  const { source, personKey, quality } = assessment.lead;
  const value: LeadQuarantined = {
    leadId,
    tenant,
    workspace,
    attempt,
    source,
    occurredAt,
    receivedAt,
    reasons: assessment.reasons,
    personKey,
    quality,
    ...reportOf(assessment),
    stages,
  };
  return [
    { topic: 'lead.quarantined', record: 'LeadQuarantined', key: leadId, value },
    // The report stays where people read it: no decision may depend on it.
    {
      topic: 'assignment.in',
      record: 'LeadQuarantined',
      key: workspace,
      value: { ...value, changes: [], findings: [] },
    },
  ];
}
