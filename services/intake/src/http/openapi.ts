import { ERRORS } from '@leadline/contracts';
import type { z } from 'zod';
import { authorQuery } from './author.ts';
import { EVENT_KINDS } from './event-kinds.ts';
import { nameOf, schemaOf } from './json-schema.ts';
import { leadBody } from './lead-body.ts';
import { decisionPath, decisionSchemas } from './openapi-decision.ts';
import { parametersOf, repairPaths, repairSchemas } from './openapi-amend.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });
const errors = (...codes: readonly [string, string][]) =>
  Object.fromEntries(
    codes.map(([status, description]) => [status, { description, content: json(ref('Error')) }]),
  );

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  schema: { type: 'string' },
  description,
});
const tenantHeader = header(
  'X-Leadline-Tenant',
  'The tenant; `default` without it. With API keys the key names it.',
);

function takesIn(schema: z.ZodType, summary: string, isCommand: boolean) {
  return {
    summary,
    description:
      'One JSON object, or many as NDJSON, one a line. 202 comes only after the broker has acknowledged.',
    parameters: [
      tenantHeader,
      header('Idempotency-Key', 'For one object: repeats under the same key are the same.'),
      ...(isCommand ? parametersOf(authorQuery) : []),
    ],
    requestBody: {
      required: true,
      content: { ...json(ref(nameOf(schema))), 'application/x-ndjson': { schema: ref(nameOf(schema)) } },
    },
    responses: {
      200: {
        description: 'NDJSON: one answer a line.',
        content: { 'application/x-ndjson': { schema: ref('LineResult') } },
      },
      202: { description: 'Accepted: all in-sync replicas hold it.', content: json(ref('Accepted')) },
      ...errors(
        ['400', 'A field is wrong, or the body is no JSON.'],
        ['401', 'The API key is missing, unknown or has expired.'],
        ['403', 'The API key is not good for this.'],
        ['409', 'The same key came with another body.'],
        ['413', 'The body is too large.'],
        ['503', 'The broker is too slow; nothing was accepted. See the header Retry-After.'],
      ),
    },
  };
}

const readLead = {
  summary: 'Where a lead stands: its state, and every stage with its time.',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    tenantHeader,
  ],
  responses: {
    200: {
      description:
        'The lead; state `inFlight` until assignment has seen it. The header ETag is for If-Match of PATCH.',
      content: json(ref('LeadStatus')),
    },
    ...errors(
      ['404', 'No lead has this id.'],
      ['503', 'The read model does not answer, or is being built again.'],
    ),
  },
};

const text = { type: 'string' };
const number = { type: 'integer' };
const nullableText = { type: ['string', 'null'] };
const STATES = [
  'inFlight',
  'offered',
  'assigned',
  'waiting',
  'transferred',
  'quarantined',
  'duplicate',
  'parked',
  'closed',
];

const answers = {
  Error: {
    type: 'object',
    properties: {
      error: {
        type: 'object',
        properties: {
          code: { enum: Object.keys(ERRORS) },
          message: text,
          where: nullableText,
          mend: text,
        },
      },
    },
  },
  Accepted: { type: 'object', properties: { accepted: { const: true }, leadId: text, eventId: text } },
  LineResult: {
    type: 'object',
    properties: { line: number, status: number, leadId: text, eventId: text, error: { type: 'object' } },
    required: ['line', 'status'],
  },
  LeadStatus: {
    type: 'object',
    properties: {
      leadId: text,
      state: { enum: STATES },
      workspace: text,
      source: text,
      occurredAt: number,
      receivedAt: number,
      since: number,
      attempt: number,
      repId: nullableText,
      reason: nullableText,
      reasons: { type: 'array', items: text },
      duplicateOf: nullableText,
      possibleDuplicates: {
        type: 'array',
        items: {
          type: 'object',
          properties: { leadId: text, score: number, evidence: { type: 'array', items: text } },
        },
      },
      outcome: nullableText,
      outreach: { type: ['object', 'null'] },
      stages: { type: 'array', items: { type: 'object', properties: { stage: text, at: number } } },
    },
    required: ['leadId', 'state', 'stages'],
  },
};

/** The OpenAPI 3.1 document of intake, made from the schemas that check the requests. */
export function openApi(): object {
  const kinds = EVENT_KINDS.map((kind) => [
    `/v1/${kind.path}`,
    { post: takesIn(kind.schema, kind.summary, kind.author !== null) },
  ]);
  const repair = repairPaths({ ref, header, tenantHeader, errors });
  const bodies = [leadBody, ...EVENT_KINDS.map(({ schema }) => schema)];
  return {
    openapi: '3.1.0',
    info: { title: 'Leadline intake', version: '0.1.0', description: 'Leads in, status out.' },
    paths: {
      '/v1/leads': { get: repair.list, post: takesIn(leadBody, 'Send leads.', false) },
      '/v1/leads/{id}': { get: readLead, patch: repair.patch },
      '/v1/leads/{id}/decision': { get: decisionPath({ ref, tenantHeader, errors }) },
      ...Object.fromEntries(kinds),
    },
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: {
        ...Object.fromEntries(bodies.map((body) => [nameOf(body), schemaOf(body)])),
        ...answers,
        ...repairSchemas,
        ...decisionSchemas,
      },
    },
    security: [{}, { key: [] }],
  };
}
