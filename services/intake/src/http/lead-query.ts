import { LeadlineError } from '@leadline/contracts';
import type { UnfitCursor, UnfitLead } from '@leadline/live';
import { z } from 'zod';
import { check } from './check.ts';
import { text } from './fields.ts';

const MAX_LIMIT = 500;

/** Query of GET /v1/leads. */
export const leadQuery = z.strictObject({
  state: z
    .enum(['quarantined', 'parked'])
    .describe('The state in which leads wait for somebody to mend them.'),
  reason: text('Only leads with this reason, such as EMAIL_INVALID.', 100),
  source: text('Only leads that were submitted under this source.', 200),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(100).describe('Leads on a page at most.'),
  cursor: text('`next` of the page before.', 400),
});
export type LeadQuery = z.output<typeof leadQuery>;

/** @throws LeadlineError LEADLINE_INTAKE_INVALID */
export const queryOf = (query: unknown): LeadQuery => check(leadQuery, query);

/** Whether a lead is among those that are asked for. */
export function isWanted({ reason, source }: LeadQuery, { received, status }: UnfitLead): boolean {
  const reasons = [status?.['reason'], ...((status?.['reasons'] as readonly string[] | undefined) ?? [])];
  return (
    (reason === null || reasons.includes(reason)) && (source === null || received?.['source'] === source)
  );
}

/** A place in the list as text that nobody needs to read. */
export const cursorText = ({ since, leadId }: UnfitCursor): string =>
  Buffer.from(`${since} ${leadId}`).toString('base64url');

/** @throws LeadlineError LEADLINE_INTAKE_INVALID */
export function cursorOf(said: string | null): UnfitCursor | null {
  if (said === null) return null;
  const [, since, leadId] = /^(-?\d{1,16}) (\S+)$/.exec(Buffer.from(said, 'base64url').toString()) ?? [];
  if (since !== undefined && leadId !== undefined) return { since: Number(since), leadId };
  const message = 'cursor takes what the page before said as `next`.';
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', message, { where: 'cursor' });
}
