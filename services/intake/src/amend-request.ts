import type { LeadPatch } from '@leadline/domain';

/** A change of one lead as its sender asks for it. */
export interface AmendRequest {
  readonly tenant: string;
  readonly leadId: string;
  readonly patch: LeadPatch;
  /** Header Idempotency-Key: the same key is the same change. Null: the same content is. */
  readonly key: string | null;
  /** Version that the lead must have; null: any. */
  readonly version: number | null;
  readonly by: string | null;
  readonly reason: string | null;
  readonly traceparent: string | null;
  /** Id of the API key; null: none is needed. */
  readonly actor: string | null;
}
