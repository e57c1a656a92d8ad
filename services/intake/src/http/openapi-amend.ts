import type { z } from 'zod';
import { amendBody, amendQuery } from './amend-body.ts';
import { schemaOf } from './json-schema.ts';
import { leadQuery } from './lead-query.ts';

/** Helpers of the document that a part of it needs. */
export interface Words {
  readonly ref: (name: string) => object;
  readonly header: (name: string, description: string) => object;
  readonly tenantHeader: object;
  readonly errors: (...codes: readonly [string, string][]) => object;
}

/** Parameters of a query, one per field of its schema. */
export function parametersOf(query: z.ZodObject): object[] {
  const { properties, required } = schemaOf(query) as {
    properties: Readonly<Record<string, { description?: string }>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => {
    const { description = '', ...rest } = schema;
    return { name, in: 'query', required: required?.includes(name) ?? false, schema: rest, description };
  });
}

const json = (schema: object) => ({ 'application/json': { schema } });

/** GET /v1/leads and PATCH /v1/leads/{id}: the leads that somebody has to mend, and how. */
export function repairPaths({ ref, header, tenantHeader, errors }: Words) {
  const list = {
    summary: 'Leads that wait for somebody to mend them, longest first.',
    description:
      'Rests on the read model; `complete` is false while that is built again after Redis was lost.',
    parameters: [...parametersOf(leadQuery), tenantHeader],
    responses: {
      200: { description: 'One page.', content: json(ref('UnfitLeads')) },
      ...errors(['400', 'A parameter is wrong.'], ['503', 'The read model does not answer.']),
    },
  };
  const patch = {
    summary: 'Change what a lead says, and send it through again under the same id.',
    description:
      'JSON merge patch (RFC 7396). 202 comes only after the broker has acknowledged. A quarantined or parked lead is thereby repaired, a waiting one decided again; an assigned one as the policy says (`amend`).',
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      ...parametersOf(amendQuery),
      header(
        'Idempotency-Key',
        'Repeats under the same key are the same change; without it, the same content.',
      ),
      header('If-Match', 'ETag of GET /v1/leads/{id}: the change counts only if nothing has changed since.'),
      tenantHeader,
    ],
    requestBody: {
      required: true,
      content: {
        'application/merge-patch+json': { schema: ref('LeadPatch') },
        'application/json': { schema: ref('LeadPatch') },
      },
    },
    responses: {
      202: {
        description: 'Accepted, as this attempt. The header ETag says how the lead is known from here on.',
        content: json(ref('Amended')),
      },
      ...errors(
        ['400', 'A field is wrong, unknown or fixed, or none is named.'],
        ['404', 'No lead has this id.'],
        [
          '409',
          'The lead is closed, or another change of it is under way, or the key came with another change.',
        ],
        ['410', 'What the lead said is no longer kept.'],
        ['412', 'The lead has changed since: If-Match does not match.'],
        ['503', 'Kafka or Redis does not answer; the same request is safe to be sent again.'],
      ),
    },
  };
  return { list, patch };
}

const text = { type: 'string' };
const number = { type: 'integer' };
const nullableText = { type: ['string', 'null'] };

export const repairSchemas = {
  LeadPatch: schemaOf(amendBody),
  Amended: { type: 'object', properties: { accepted: { const: true }, leadId: text, attempt: number } },
  UnfitLeads: {
    type: 'object',
    properties: {
      leads: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            leadId: text,
            state: { enum: ['quarantined', 'parked'] },
            workspace: text,
            source: nullableText,
            attempt: number,
            reason: nullableText,
            reasons: { type: 'array', items: text },
            since: number,
            occurredAt: number,
            receivedAt: number,
          },
        },
      },
      next: { ...nullableText, description: '`cursor` of the next page; null: this was the last.' },
      complete: { type: 'boolean' },
    },
  },
};
