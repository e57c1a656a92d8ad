import { canonicalJson } from '../shared/canonical-json.ts';
import type { ReceivedLead, Submission } from './submission.ts';

export interface ReceiveContext {
  readonly tenant: string;
  /** Wall clock, epoch ms. */
  readonly now: number;
  sha256(text: string): string;
  leadIdOf(tenant: string, source: string, key: string): string;
}

/** Fields that are younger than the hash: they count only where they are said, so that a submission from before keeps its hash. */
const YOUNGER = ['postalCode', 'ipCountry', 'medium', 'companySize', 'visitorId'] as const;
/** Workspace of leads that name none. */
const DEFAULT_WORKSPACE = 'default';

/**
 * Accepts a submission. The id follows from tenant, source and idempotency key alone; without a key, the content is the
 * key, so that the same content is the same lead. The hash covers what was said, not when it came.
 */
export function receiveLead(submission: Submission, context: ReceiveContext): ReceivedLead {
  const { idempotencyKey, workspace, ...said } = submission;
  const hashed: Record<string, unknown> = { ...said, workspace };
  for (const field of YOUNGER) if (said[field] === null) delete hashed[field];
  const submissionHash = context.sha256(canonicalJson(hashed));
  const flags = new Set(submission.flags);
  if (submission.occurredAt === null) flags.add('OCCURRED_AT_MISSING');
  return {
    ...said,
    leadId: context.leadIdOf(
      context.tenant,
      submission.source,
      idempotencyKey ?? `content:${submissionHash}`,
    ),
    tenant: context.tenant,
    workspace: workspace ?? DEFAULT_WORKSPACE,
    attempt: 1,
    occurredAt: submission.occurredAt ?? context.now,
    receivedAt: context.now,
    flags: [...flags],
    submissionHash,
    stages: [{ stage: 'intake', at: context.now }],
  };
}
