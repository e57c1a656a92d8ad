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
import { isTransient, type OutRecord, type StreamProducer } from '@leadline/stream';

export interface AcceptanceParts {
  readonly producer: StreamProducer;
  readonly codec: Codec;
  readonly live: LiveConnection;
  /** Records that may wait for the broker. */
  readonly maxPending: number;
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
   * One answer per lead, in order. A key that came with another body before is a conflict. A key that is known to be
   * acknowledged is answered without writing; all else is written: a repeat is harmless. Without Redis all is written.
   * @throws LeadlineError LEADLINE_INTAKE_OVERLOADED when the broker has not acknowledged: then nothing counts as accepted.
   */
  async accept(
    leads: readonly ReceivedLead[],
    traceparent: string | null = null,
  ): Promise<readonly Acceptance[]> {
    const { live } = this.#parts;
    const answers = await claimSubmissions(live, leads.map(submissionOf));
    const answerOf = (index: number): ClaimAnswer =>
      answers === 'unavailable' ? 'new' : (answers[index] ?? 'new');
    const fresh = leads.filter((_, index) => answerOf(index) === 'new' || answerOf(index) === 'pending');
    await this.publish(
      fresh.map((lead) => ({
        topic: 'lead.received',
        record: 'LeadReceived',
        key: lead.leadId,
        value: lead,
      })),
      traceparent,
    );
    // Best effort: without it a repeat is written again, and the lead shows as soon as the projector has seen it.
    await Promise.all([
      acknowledgeSubmissions(live, fresh.map(submissionOf)),
      mergeStatus(live, fresh.map(newsOfReceived)),
    ]);
    return leads.map((lead, index) =>
      answerOf(index) === 'conflict' ? conflict(lead) : { leadId: lead.leadId },
    );
  }

  /** Resolves when the broker has acknowledged all records. @throws LeadlineError LEADLINE_INTAKE_OVERLOADED */
  async publish(emits: readonly Emit[], traceparent: string | null): Promise<void> {
    if (emits.length === 0) return;
    const waiting = this.unhealthy();
    if (waiting !== null) throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', `${waiting}.`);
    try {
      await this.#parts.producer.send(
        await Promise.all(emits.map((emit) => this.#encode(emit, traceparent))),
      );
    } catch (cause) {
      if (!isTransient(cause)) throw cause;
      throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', 'The broker has not acknowledged the records.', {
        cause,
      });
    }
  }

  async #encode(emit: Emit, traceparent: string | null): Promise<OutRecord> {
    return this.#parts.codec.encode(emit, contextOf(emit, traceparent), 'intake');
  }
}

function contextOf(emit: Emit, traceparent: string | null): EventContext {
  const { tenant, workspace, leadId } = emit.value as {
    tenant: string;
    workspace?: string | null;
    leadId?: string;
  };
  return { tenant, workspace: workspace ?? '', subject: leadId ?? null, traceparent };
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
