import { FIELD_NAMES, type FieldName, hasValues, OUTCOME_CONTRACT, REP_CONTRACT } from '@leadline/domain';
import { z } from 'zod';

const share = z.number('must be a share from 0 to 1').min(0).max(1);
const names = z.array(z.string().min(1));
const limit = z.number().nullable().default(null);

const instant = z
  .union([z.string(), z.date()])
  .transform((value) => (value instanceof Date ? value.getTime() : Date.parse(value)))
  .refine((at) => !Number.isNaN(at), 'must be an ISO instant, such as 2026-11-01T00:00:00Z');

/** Values as a list, or each with its share. */
const values = z.union(
  [
    names.transform((list) => Object.fromEntries(list.map((value) => [value, null]))),
    z.record(z.string().min(1), share.nullable()),
  ],
  'must be a list of values, or values each with its share',
);

const pattern = z.string().refine(isPattern, 'must be a regular expression');

const field = z.strictObject({
  minFilled: share.nullable().default(null),
  maxUnknown: share.nullable().default(null),
  maxInvalid: share.nullable().default(null),
  values: values.nullable().default(null),
  maxOther: share.default(0),
  pattern: pattern.nullable().default(null),
  min: limit,
  max: limit,
});

const volume = z.strictObject({
  min: z.number().min(0).nullable().default(null),
  max: z.number().min(0).nullable().default(null),
  perDay: z.number().positive().nullable().default(null),
  dispersion: z.number().min(1).nullable().default(null),
});

const learned = z.strictObject({ from: instant, to: instant, leads: z.number().int().min(1) });

const fields = z
  .partialRecord(z.enum(FIELD_NAMES as [FieldName, ...FieldName[]]), field)
  .superRefine((all, context) => {
    for (const [name, { values: expected, maxUnknown }] of Object.entries(all))
      if (!hasValues(name as FieldName) && (expected !== null || maxUnknown !== null))
        context.addIssue({
          code: 'custom',
          path: [name, expected === null ? 'maxUnknown' : 'values'],
          message: `${name} tells no values: it may be about a person, or is free text`,
        });
  });

/** A contract of one source of leads. */
const source = z.strictObject({
  contract: z.literal('source'),
  tenant: z.string().min(1).default('default'),
  source: z.string().regex(/^[\p{L}\p{N}-]{1,40}$/u, 'must be lower-case words joined by hyphens'),
  learned: learned.nullable().default(null),
  volume: volume.nullable().default(null),
  fields: fields.default({}),
  attributes: names.nullable().default(null),
  maxQuarantined: share.nullable().default(null),
});

/** The contract of outcomes. */
const outcomes = z.strictObject({
  contract: z.literal('outcomes'),
  outcomes: names.default([...OUTCOME_CONTRACT.outcomes]),
  paid: names.default([...OUTCOME_CONTRACT.paid]),
  endings: names.default([...OUTCOME_CONTRACT.endings]),
  maxAmount: z.number().positive().nullable().default(null),
  maxDays: z.number().positive().nullable().default(null),
});

/** The contract of reps. */
const reps = z.strictObject({
  contract: z.literal('reps'),
  tiers: names.nullable().default(null),
  skills: names.nullable().default(null),
  minCapacity: z.number().int().min(0).default(REP_CONTRACT.minCapacity),
  maxCapacity: z.number().int().min(0).nullable().default(null),
});

/** A contract file: docs/quality-contracts.md says what each key means. */
export const contractFile = z.discriminatedUnion('contract', [source, outcomes, reps], {
  error: (issue) =>
    issue.code === 'invalid_union' ? 'contract must be source, outcomes or reps' : undefined,
});

export type ContractFile = z.output<typeof contractFile>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
