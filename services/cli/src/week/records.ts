import { type LogEvent, type RosterRep, type RoutableLead, sigmoid } from '@leadline/domain';
import { postalArea } from '@leadline/reference';
import type { WeekLead } from './leads.ts';
import type { Skill } from './skill.ts';

/** Where the week is played. */
export const PLACE = { tenant: 'default', workspace: 'week' } as const;
export const MILLION = 1_000_000;
const MODEL = 'the truth';

/** What a decision may know of the lead. `leadLogit`: in millionths. */
export function routableOf({ facts, kind, value }: WeekLead, leadLogit: number): RoutableLead {
  const { postalCode, ...said } = facts;
  const area = postalCode === null || said.country === null ? null : postalArea(postalCode, said.country);
  return {
    ...said,
    ...(area === null ? {} : { postalArea: area }),
    source: facts.source ?? 'web-form',
    segment: facts.segment ?? '',
    score: Math.round(100 * sigmoid(leadLogit / MILLION)),
    expectedValue: value,
    workMinutes: kind.minutes,
    leadLogit: Math.round(leadLogit),
    modelVersion: MODEL,
  };
}

/** A lead as scoring hands it over. */
export function scored(
  lead: WeekLead,
  { leadLogit, reps }: ReturnType<Skill['of']>,
  owner: string | null,
): LogEvent {
  const { leadId, occurredAt } = lead;
  return {
    record: 'LeadScored',
    value: {
      ...PLACE,
      postalArea: null,
      ...routableOf(lead, MILLION * leadLogit),
      leadId,
      occurredAt,
      receivedAt: occurredAt,
      attempt: 1,
      flags: [],
      personKey: leadId,
      identity: [],
      accountKey: owner === null ? null : `account of ${leadId}`,
      accountOwner: owner,
      region: null,
      industry: null,
      employees: null,
      seniority: null,
      department: null,
      amount: null,
      emailKind: 'business',
      phoneKind: 'valid',
      quality: { completeness: 1, validity: 1, issues: [] },
      stages: [],
      scoreReasons: [],
      repIds: reps.map(([repId]) => repId),
      repLogits: reps.map(([, logit]) => Math.round(MILLION * logit)),
    },
  };
}

/** A rep joins. */
export function upserted(rep: RosterRep): LogEvent {
  return { record: 'RepUpserted', value: { ...PLACE, eventId: rep.repId, away: [], ...rep, occurredAt: 0 } };
}

/** A deal ends. */
export function closed({ leadId, value }: WeekLead, won: boolean, at: number): LogEvent {
  const [outcome, amount] = won ? (['won', value] as const) : (['lost', null] as const);
  const ended = { eventId: `${leadId}/closed`, leadId, outcome, amount, reason: null, occurredAt: at };
  return { record: 'DealOutcome', value: { ...PLACE, ...ended } };
}
