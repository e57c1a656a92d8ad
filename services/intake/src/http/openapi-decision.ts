import { EXCLUSIONS, SETTINGS } from '@leadline/domain';
import { decisionQuery } from './decision-query.ts';
import { parametersOf, type Words } from './openapi-amend.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const nullableText = { type: ['string', 'null'] };
const words = { type: 'array', items: text };
const object = (properties: object) => ({ type: 'object', properties });

/** GET /v1/leads/{id}/decision: why a lead went where it went. */
export const decisionPath = ({ ref, tenantHeader, errors }: Omit<Words, 'header'>) => ({
  summary: 'The latest decision about a lead, explained, with what would have changed it.',
  description:
    'What `leadline trace` tells, as data and in words. The decision is made again for it, some hundred times with one fact changed; ask for the leads that somebody looks at, not for all.',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ...parametersOf(decisionQuery),
    tenantHeader,
  ],
  responses: {
    200: {
      description: 'The explanation.',
      content: { 'application/json': { schema: ref('Decision') } },
    },
    ...errors(
      ['400', 'A parameter is wrong.'],
      ['401', 'The API key is missing, unknown or has expired.'],
      ['403', 'The API key is not good for this.'],
      [
        '404',
        'No lead has this id (LEADLINE_LEAD_UNKNOWN), or none was decided (LEADLINE_DECISION_UNKNOWN).',
      ],
      ['503', 'The read model or the log does not answer, or where decisions lie is being built again.'],
    ),
  },
});

const value = {
  type: ['object', 'null'],
  description:
    'The soft parts: chances in millionths, worth and prices in cents (objective `probability`: millionths), `backlog` in minutes of work. Null: excluded.',
  properties: {
    rep: text,
    chance: number,
    worth: number,
    price: number,
    share: number,
    backlog: number,
    preferred: { ...number, description: 'Percent.' },
    seat: { ...number, description: 'What the seat is worth more to other leads of the line, as `price`.' },
    byWait: number,
    byShare: number,
    hourPrice: number,
    backlogPrice: number,
    dayPrice: number,
    capacityPrice: number,
  },
};

const rep = object({
  rep: text,
  exclusion: { enum: EXCLUSIONS },
  rule: { ...nullableText, description: 'The rule of the policy that excluded the rep.' },
  words: text,
  value,
});

const setBy = object({
  setting: { enum: [...SETTINGS, 'model'] },
  version: {
    ...nullableText,
    description: 'What it was set to; of the roster, the rep who was changed last.',
  },
  by: nullableText,
  reason: nullableText,
  key: { ...nullableText, description: 'Id of the API key with which it came.' },
  offset: { type: ['integer', 'null'], description: 'Of the record on the log of the workspace.' },
});

const change = object({
  kind: { enum: ['chance', 'value', 'away', 'full', 'rule', 'exclusion', 'owner', 'command', 'alone'] },
  gives: object({ rep: nullableText, path: text, reason: text }),
  words: text,
});

export const decisionSchemas = {
  Decision: object({
    leadId: text,
    attempt: number,
    decidedAt: { ...number, description: 'Clock of the workspace, epoch ms.' },
    rep: { ...nullableText, description: 'Null: nobody; the lead waits, or goes to another workspace.' },
    to: { ...nullableText, description: 'The workspace to which it is handed on; null: to none.' },
    path: text,
    reason: text,
    propensity: { type: 'number', description: 'Probability with which the policy chose this rep.' },
    objective: { enum: ['value', 'probability'] },
    versions: object({
      engine: number,
      policy: text,
      policyHash: text,
      roster: text,
      prices: nullableText,
      model: nullableText,
    }),
    setBy: {
      type: 'array',
      items: setBy,
      description:
        'Who has set what it went by, and why. What is missing, nobody has said, or it is no longer kept.',
    },
    reps: {
      type: ['array', 'null'],
      items: rep,
      description:
        'Candidates, the best first, then those excluded. Null: policy, roster or prices of that time are no longer kept.',
    },
    runnerUp: nullableText,
    whatIf: { type: ['array', 'null'], items: change },
    words,
  }),
};
