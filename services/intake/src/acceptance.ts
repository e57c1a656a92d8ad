import { type Codec, type Emit, type EventContext, LeadlineError } from '@leadline/contracts';
import { newsOfReceived, type ReceivedLead } from '@leadline/domain';
import {
  acknowledgeSubmissions,
  type ClaimAnswer,
  claimSubmissions,
  type LiveConnection,
  mergeStatus,
  type Submission,
} from '@leadline/live';
import type { LeadSpan, LeadTracer } from '@leadline/service-kit';
import { isTransient, type OutRecord, type RecordPosition, type StreamProducer } from '@leadline/stream';

export interface AcceptanceParts {
  readonly producer: StreamProducer;
  readonly codec: Codec;
  readonly live: LiveConnection;
  /** Records that may wait for the broker. */
  readonly maxPending: number;
  /** Null or absent: no spans. */
  readonly tracer?: Pick<LeadTracer, 'start'> | null;
}

/** Where a request comes from. */
export interface Origin {
  readonly traceparent: string | null;
  /** Id of its API key; null: it needs none. */
  readonly actor: string | null;
}

/** Its trace is of its one lead, or of a request for many, whose leads have a trace each. */
export interface LeadsOrigin extends Origin {
  readonly isBulk: boolean;
}

/** An accepted lead, or why this one is not. */
export type Acceptance = { readonly leadId: string } | LeadlineError;

/** Takes leads and events in: what it has answered without an error, all in-sync replicas hold. */
export class IntakeGate {
  readonly #parts: AcceptanceParts;

  constructor(parts: AcceptanceParts) {
    this.#parts = parts;
  }

  /** Null while the broker keeps up. */
  unhealthy(): string | null {
    const { producer, maxPending } = this.#parts;
    return producer.pending < maxPending ? null : `${producer.pending} records wait for the broker`;
  }

  /**
   * One answer per lead, in order. A key under which another body was acknowledged is a conflict; of different bodies at the
   * same time, as well as Redis can tell, all but the first acknowledged. A key that is known to be
   * acknowledged is answered without writing; all else is written: a repeat is harmless. Without Redis all is written.
   * @throws LeadlineError LEADLINE_INTAKE_OVERLOADED when the broker has not acknowledged: then nothing counts as accepted.
   */
  async accept(
    leads: readonly ReceivedLead[],
    origin: LeadsOrigin = { traceparent: null, actor: null, isBulk: false },
  ): Promise<readonly Acceptance[]> {
    const { live } = this.#parts;
    const answers = await claimSubmissions(live, leads.map(submissionOf));
    const answerOf = (index: number): ClaimAnswer =>
      answers === 'unavailable' ? 'new' : (answers[index] ?? 'new');
    const fresh = leads.filter((_, index) => answerOf(index) === 'new' || answerOf(index) === 'pending');
    const places = await this.#publishLeads(fresh, origin);
    // Best effort: without it a repeat is written again, and the lead shows as soon as the projector has seen it.
    const [acknowledged] = await Promise.all([
      acknowledgeSubmissions(live, fresh.map(submissionOf)),
      mergeStatus(
        live,
        fresh.map((lead, index) => newsOfReceived(lead, places[index])),
      ),
    ]);
    const late = new Set(
      fresh.filter((_, index) => acknowledged !== 'unavailable' && acknowledged[index] === 'conflict'),
    );
    return leads.map((lead, index) =>
      answerOf(index) === 'conflict' || late.has(lead) ? conflict(lead) : { leadId: lead.leadId },
    );
  }

  /** Resolves when the broker has acknowledged all records; answers where they lie. @throws LeadlineError LEADLINE_INTAKE_OVERLOADED */
  async publish(emits: readonly Emit[], origin: Origin): Promise<readonly RecordPosition[]> {
    return this.#publish(emits, origin.actor, () => origin.traceparent);
  }

  /** Each lead is a step of its own in a trace of its own. */
  async #publishLeads(
    leads: readonly ReceivedLead[],
    { traceparent, actor, isBulk }: LeadsOrigin,
  ): Promise<readonly RecordPosition[]> {
    const own = isBulk ? null : traceparent;
    const link = isBulk ? traceparent : null;
    const spans = new Map<string, LeadSpan>();
    for (const { leadId } of this.#parts.tracer ? leads : [])
      spans.set(leadId, this.#parts.tracer!.start('intake', { traceparent: own, leadId, link }));
    const received = leads.map((lead): Emit => ({
      topic: 'lead.received',
      record: 'LeadReceived',
      key: lead.leadId,
      value: lead,
    }));
    try {
      const places = await this.#publish(received, actor, ({ key }) => spans.get(key)?.traceparent ?? own);
      for (const span of spans.values()) span.end();
      return places;
    } catch (error) {
      for (const span of spans.values()) span.end(error instanceof LeadlineError ? error.code : 'other');
      throw error;
    }
  }

  async #publish(
    emits: readonly Emit[],
    actor: string | null,
    traceOf: (emit: Emit) => string | null,
  ): Promise<readonly RecordPosition[]> {
    if (emits.length === 0) return [];
    const waiting = this.unhealthy();
    if (waiting !== null) throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', `${waiting}.`);
    try {
      return await this.#parts.producer.send(
        await Promise.all(emits.map((emit) => this.#encode(emit, { traceparent: traceOf(emit), actor }))),
      );
    } catch (cause) {
      if (!isTransient(cause)) throw cause;
      throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', 'The broker has not acknowledged the records.', {
        cause,
      });
    }
  }

  async #encode(emit: Emit, origin: Origin): Promise<OutRecord> {
    return this.#parts.codec.encode(emit, contextOf(emit, origin), 'intake');
  }
}

function contextOf(emit: Emit, origin: Origin): EventContext {
  const { tenant, workspace, leadId } = emit.value as {
    tenant: string;
    workspace?: string | null;
    leadId?: string;
  };
  return { tenant, workspace: workspace ?? '', subject: leadId ?? null, ...origin };
}

const submissionOf = ({ tenant, leadId, submissionHash }: ReceivedLead): Submission => ({
  tenant,
  leadId,
  hash: submissionHash,
});

function conflict(lead: ReceivedLead): LeadlineError {
  const message = `Lead ${lead.leadId} came before with the same key and another body.`;
  return new LeadlineError('LEADLINE_INTAKE_KEY_CONFLICT', message, { where: 'idempotencyKey' });
}
