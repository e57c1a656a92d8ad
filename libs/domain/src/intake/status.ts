interface StageAt {
  readonly stage: string;
  readonly at: number;
}

/** Where a record lies on its topic. */
export interface LogPlace {
  readonly partition: number;
  readonly offset: bigint;
}

/** A state in which a lead waits for somebody to mend it. */
interface Unfit {
  readonly state: string;
  readonly since: number;
}
const UNFIT: readonly string[] = ['quarantined', 'parked'];

/** News about one lead for the read model: structurally StatusUpdate of @leadline/live. */
export interface LeadNews {
  readonly tenant: string;
  readonly leadId: string;
  readonly received?: object;
  /** Where the lead's own words lie: not here, as they may be about a person. */
  readonly body?: LogPlace & { readonly attempt: number };
  /** Where a decision lies, and when it was made: the higher, the later. */
  readonly decision?: LogPlace & { readonly at: number };
  /** `unfit`: somebody has to mend the lead, since when (clock of the workspace, epoch ms). */
  readonly status?: { readonly seq: number; readonly body: object; readonly unfit: Unfit | null };
  readonly outreach?: { readonly at: number; readonly body: object };
  readonly stages: readonly StageAt[];
}

interface Received {
  readonly tenant: string;
  readonly leadId: string;
  readonly attempt: number;
  readonly workspace: string;
  readonly source: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly flags: readonly string[];
  readonly stages: readonly StageAt[];
}

/** What the read model keeps of an accepted lead: nothing about the person. `place`: where its record lies, if that is known. */
export function newsOfReceived(lead: Received, place?: LogPlace): LeadNews {
  const { tenant, leadId, attempt, workspace, source, occurredAt, receivedAt, flags, stages } = lead;
  const news = { tenant, leadId, received: { workspace, source, occurredAt, receivedAt, flags }, stages };
  if (place === undefined) return news;
  const { partition, offset } = place;
  return { ...news, body: { attempt, partition, offset } };
}

interface Status {
  readonly tenant: string;
  readonly leadId: string;
  readonly state: string;
  readonly since: number;
  readonly seq: number;
  readonly hop: number;
  readonly stages: readonly StageAt[];
}

/**
 * Workspaces count rows and time each by itself: whatever one says of a lead comes after all that one before it has said. It is more
 * than the rows that the ledger of a workspace will ever have, and than any time, epoch ms.
 */
const HOP = 1e13;

/** `at`: the broker's time of the record. It becomes the time of the stage `assigned`. */
export function newsOfStatus(status: Status, at: number): LeadNews {
  const { tenant, leadId, stages, ...body } = status;
  const { state, since, seq, hop } = status;
  const assigned = state === 'assigned' ? [{ stage: 'assigned', at }] : [];
  const unfit = UNFIT.includes(state) ? { state, since } : null;
  return { tenant, leadId, status: { seq: hop * HOP + seq, body, unfit }, stages: [...stages, ...assigned] };
}

interface Decision {
  readonly tenant: string;
  readonly leadId: string;
  readonly decidedAt: number;
  readonly hop: number;
}

/** Of a decision the read model keeps where it lies, as what it saw is large. */
export function newsOfDecision({ tenant, leadId, decidedAt, hop }: Decision, place: LogPlace): LeadNews {
  return { tenant, leadId, decision: { at: hop * HOP + decidedAt, ...place }, stages: [] };
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

/** A row of `GET /v1/leads`: a lead that somebody has to mend, and why. */
export function unfitAnswer(
  leadId: string,
  { received, status }: Pick<HeldLead, 'received' | 'status'>,
): object {
  const { source = null } = received ?? {};
  const { state, workspace, attempt, reason, reasons, since, occurredAt, receivedAt } = status ?? {};
  return { leadId, state, workspace, source, attempt, reason, reasons, since, occurredAt, receivedAt };
}
