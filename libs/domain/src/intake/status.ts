interface StageAt {
  readonly stage: string;
  readonly at: number;
}

/** News about one lead for the read model: structurally StatusUpdate of @leadline/live. */
export interface LeadNews {
  readonly tenant: string;
  readonly leadId: string;
  readonly received?: object;
  readonly status?: { readonly seq: number; readonly body: object };
  readonly outreach?: { readonly at: number; readonly body: object };
  readonly stages: readonly StageAt[];
}

interface Received {
  readonly tenant: string;
  readonly leadId: string;
  readonly workspace: string;
  readonly source: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly flags: readonly string[];
  readonly stages: readonly StageAt[];
}

/** What the read model keeps of an accepted lead: nothing about the person. */
export function newsOfReceived(lead: Received): LeadNews {
  const { tenant, leadId, workspace, source, occurredAt, receivedAt, flags, stages } = lead;
  return { tenant, leadId, received: { workspace, source, occurredAt, receivedAt, flags }, stages };
}

interface Status {
  readonly tenant: string;
  readonly leadId: string;
  readonly state: string;
  readonly seq: number;
  readonly stages: readonly StageAt[];
}

/** `at`: the broker's time of the record. It becomes the time of the stage `assigned`. */
export function newsOfStatus(status: Status, at: number): LeadNews {
  const { tenant, leadId, stages, ...body } = status;
  const assigned = status.state === 'assigned' ? [{ stage: 'assigned', at }] : [];
  return { tenant, leadId, status: { seq: status.seq, body }, stages: [...stages, ...assigned] };
}

interface OutreachResult {
  readonly tenant: string;
  readonly leadId: string;
  readonly attempt: number;
  readonly repId: string;
  readonly channel: string;
  readonly at: number;
  readonly reason?: string;
  readonly errorCode?: string;
  readonly resent?: boolean;
}

/** Only first contacts with the lead count here; mail to the rep (another channel) does not. */
export function newsOfOutreach(
  result: 'sent' | 'skipped' | 'failed',
  record: OutreachResult,
): LeadNews | null {
  if (record.channel !== 'email') return null;
  const { tenant, leadId, attempt, repId, channel, at, reason, errorCode, resent } = record;
  const body = { result, attempt, repId, channel, at, reason, errorCode, resent };
  return {
    tenant,
    leadId,
    outreach: { at, body },
    stages: result === 'sent' ? [{ stage: 'outreach', at }] : [],
  };
}

/** What the read model holds about a lead: structurally LeadView of @leadline/live. */
export interface HeldLead {
  readonly received: Readonly<Record<string, unknown>> | null;
  readonly status: Readonly<Record<string, unknown>> | null;
  readonly outreach: Readonly<Record<string, unknown>> | null;
  readonly stages: readonly StageAt[];
}

/** The answer of `GET /v1/leads/{id}`: `inFlight` until assignment has given a status. */
export function leadAnswer(leadId: string, held: HeldLead): object {
  return {
    leadId,
    state: 'inFlight',
    ...held.received,
    ...held.status,
    outreach: held.outreach,
    stages: held.stages,
  };
}
