import { LeadlineError } from '@leadline/contracts';
import type { LeadPatch, ReceivedLead } from '@leadline/domain';
import { z } from 'zod';
import { check } from './check.ts';
import { text } from './fields.ts';
import { leadBody } from './lead-body.ts';

/** What makes the lead itself: its id, its place on a log, when it came about, and what intake saw when it came. */
const FIXED: ReadonlySet<string> = new Set(['source', 'idempotencyKey', 'workspace', 'occurredAt', 'flags']);

const fields = Object.entries(leadBody.shape)
  .filter(([name]) => !FIXED.has(name) && name !== 'attributes')
  .map(([name, schema]): [string, z.ZodType] => [name, schema.nullable().optional()]);

/** Body of PATCH /v1/leads/{id}: each field as in a submission; null takes it away. */
export const amendBody = z
  .strictObject({
    ...Object.fromEntries(fields),
    attributes: z
      .record(z.string().max(200), z.string().max(2_000).nullable())
      .nullable()
      .optional()
      .describe('Members to set; null takes one away, and in place of the object all.'),
  })
  .meta({
    id: 'LeadPatch',
    description: 'JSON merge patch (RFC 7396): what is named changes, null takes away, the rest stays.',
  });

/** Who changes a lead, and why: the query of PATCH /v1/leads/{id}. */
export const amendQuery = z.strictObject({
  by: text('Who changes it; an id, no name.', 200),
  reason: text('Why; nothing about the person.'),
});

/** @throws LeadlineError LEADLINE_INTAKE_INVALID with the fields that are wrong, or that cannot be changed. */
export function patchOf(body: unknown): LeadPatch {
  const named = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  const fixed = named.find((name) => FIXED.has(name));
  if (fixed !== undefined)
    throw invalid(`${fixed} cannot be changed: it belongs to what makes the lead itself.`, fixed);
  const checked = check(amendBody, body) as Readonly<Record<string, unknown>>;
  if (named.length === 0) throw invalid('The body names no field to change.', 'body');
  // Defaults of fields that are not named do not count.
  return Object.fromEntries(named.map((name) => [name, checked[name] ?? null]));
}

const whole = z.object({ attributes: leadBody.shape.attributes });

/** Checks what no patch can be checked for alone. @throws LeadlineError LEADLINE_INTAKE_INVALID */
export function checkWhole({ attributes }: Pick<ReceivedLead, 'attributes'>): void {
  check(whole, { attributes });
}

/** Version in the header If-Match; null: any. @throws LeadlineError LEADLINE_INTAKE_INVALID */
export function versionIn(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw invalid('If-Match takes the ETag of GET /v1/leads/{id}, such as "2".', 'If-Match');
  return Number(version);
}

/** ETag of a lead: the highest attempt that is known of it. */
export const etagOf = (version: number): string => `"${version}"`;

const invalid = (message: string, where: string): LeadlineError =>
  new LeadlineError('LEADLINE_INTAKE_INVALID', message, { where });
