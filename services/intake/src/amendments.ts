import { type ErrorCode, LeadlineError, type LeadReceived, sha256 } from '@leadline/contracts';
import { amendLead, type Amendment, canonicalJson } from '@leadline/domain';
import {
  type AmendmentClaim,
  type BodyPlace,
  claimAmendment,
  type ClaimReply,
  confirmAmendment,
  type LiveConnection,
  withdrawAmendment,
} from '@leadline/live';
import { isTransient } from '@leadline/stream';
import type { IntakeGate } from './acceptance.ts';
import type { AmendRequest } from './amend-request.ts';
import { amendedRecord, receivedRecord } from './amendment-records.ts';
import type { ReadBody } from './bodies.ts';

export interface AmendmentParts {
  readonly gate: Pick<IntakeGate, 'publish'>;
  readonly live: LiveConnection;
  readonly bodyOf: ReadBody;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Longest wait for another change of the same lead, ms. Default 2000. */
  readonly patienceMs?: number;
  /** @throws LeadlineError when the lead that comes of a change may not be. */
  readonly check: (lead: LeadReceived) => void;
}

const PATIENCE_MS = 2_000;
const LOOK_MS = 20;

type Claimed = Extract<ClaimReply, { answer: 'claimed' }>;

/**
 * Changes leads, one change of a lead after the other. What has been answered lies on `lead.amended`, and the lead as it
 * now is on `lead.received`, from where it goes through all stages again.
 */
export class Amendments {
  readonly #parts: AmendmentParts;

  constructor(parts: AmendmentParts) {
    this.#parts = parts;
  }

  /**
   * Answers the attempt that the change is. Throws LEADLINE_LEAD_UNKNOWN, _CLOSED, _CHANGED, _BUSY, _EXPIRED,
   * LEADLINE_INTAKE_KEY_CONFLICT, and LEADLINE_REDIS_UNAVAILABLE or LEADLINE_INTAKE_OVERLOADED, after which the same
   * request is safe to be sent again.
   */
  async amend(request: AmendRequest): Promise<number> {
    const claim = claimOf(request);
    const reply = await this.#claim(claim);
    if (reply.answer === 'done') return reply.attempt;
    const amendment = await this.#amendment(request, claim, reply);
    const { attempt } = reply;
    const { traceparent, actor } = request;
    const origin = { traceparent, actor };
    // First who has changed what: a lead that changes without a word of it would be worse than a word too many.
    await this.#parts.gate.publish([amendedRecord(request, claim, amendment, this.#parts.now())], origin);
    const [place] = await this.#parts.gate.publish([receivedRecord(amendment)], origin);
    if (place !== undefined) await this.#confirm(claim, { attempt, ...place });
    return attempt;
  }

  async #claim(claim: AmendmentClaim): Promise<Exclude<ClaimReply, { answer: Refusal }>> {
    const deadline = this.#parts.now() + (this.#parts.patienceMs ?? PATIENCE_MS);
    for (;;) {
      const reply = await claimAmendment(this.#parts.live, claim);
      if (reply === 'unavailable') throw redisMissing('Changes of leads cannot be taken now.');
      if (reply.answer === 'claimed' || reply.answer === 'done') return reply;
      const passes = reply.answer === 'busy' || (reply.answer === 'bodiless' && reply.young);
      if (!passes || this.#parts.now() > deadline) throw refusal(reply, claim.leadId);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /**
   * Nothing is written under the claim yet: what can never be made gives it back. What may be made by the same request
   * keeps it, as an earlier try may have come further.
   */
  async #amendment(request: AmendRequest, claim: AmendmentClaim, reply: Claimed): Promise<Amendment> {
    const { attempt, body } = reply;
    try {
      const before = await this.#parts.bodyOf(request.leadId, body);
      if (before === null) throw expired(request.leadId);
      const amendment = amendLead(before, request.patch, { attempt, now: this.#parts.now(), sha256 });
      this.#parts.check(amendment.lead);
      return amendment;
    } catch (error) {
      if (isTransient(error)) {
        const message = 'What the lead says cannot be read from Kafka now.';
        throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', message, { cause: error });
      }
      await withdrawAmendment(this.#parts.live, claim, attempt);
      throw error;
    }
  }

  /** Without Redis the change counts all the same: the projector will find its record, and the claim runs out. */
  async #confirm(claim: AmendmentClaim, place: BodyPlace): Promise<void> {
    const answer = await confirmAmendment(this.#parts.live, claim, place);
    if (answer !== 'lost') return;
    const message = `Another change of lead ${claim.leadId} may have overtaken this one, as it took very long.`;
    throw refused('LEADLINE_LEAD_CHANGED', message, 'id');
  }
}

/** Hashes, so that nothing of what a lead says gets into Redis. */
function claimOf({ tenant, leadId, patch, key, version, by, reason }: AmendRequest): AmendmentClaim {
  const hashOf = (...parts: readonly unknown[]): string =>
    sha256(canonicalJson([leadId, ...parts])).slice(0, 32);
  const request = key === null ? hashOf('content', patch, version, by, reason) : hashOf('key', key);
  return { tenant, leadId, request, patch: hashOf(patch), version };
}

type Refusal = 'changed' | 'bodiless' | 'reused' | 'busy' | 'closed' | 'unknown' | 'rebuilding';

function refusal(reply: Extract<ClaimReply, { answer: Refusal }>, leadId: string): LeadlineError {
  switch (reply.answer) {
    case 'unknown':
      return refused('LEADLINE_LEAD_UNKNOWN', 'No lead has this id.', 'id');
    case 'closed':
      return refused('LEADLINE_LEAD_CLOSED', `Lead ${leadId} is closed.`, 'id');
    case 'changed':
      return refused('LEADLINE_LEAD_CHANGED', `The lead now has the ETag "${reply.version}".`, 'If-Match');
    case 'busy':
      return refused('LEADLINE_LEAD_BUSY', `Another change of lead ${leadId} is under way.`, 'id');
    case 'reused':
      return refused('LEADLINE_INTAKE_KEY_CONFLICT', 'The key came with another change.', 'Idempotency-Key');
    case 'bodiless':
      return reply.young ? redisMissing('The read model has not seen this lead yet.') : expired(leadId);
    case 'rebuilding':
      return redisMissing('The read model is being built again.');
  }
  return reply satisfies never;
}

const refused = (code: ErrorCode, message: string, where: string): LeadlineError =>
  new LeadlineError(code, message, { where });

const expired = (leadId: string): LeadlineError =>
  refused('LEADLINE_LEAD_EXPIRED', `What lead ${leadId} said is no longer on lead.received.`, 'id');

const redisMissing = (message: string): LeadlineError =>
  new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', message);
