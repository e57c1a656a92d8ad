import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Where a value comes from and how it is read. A plain string is short for `{ column: … }`. */
const valueSpec = z
  .union([
    z.string().transform((column) => ({ column })),
    z.strictObject({
      column: z.string().optional(),
      columns: z.array(z.string()).min(1).optional(),
      with: z.string().optional(),
      const: scalar.optional(),
      join: z.string().optional(),
      case: z.enum(['lower', 'upper', 'slug']).optional(),
      values: z.record(z.string(), scalar.nullable()).optional(),
      otherwise: z.enum(['keep', 'empty', 'reject']).optional(),
      default: scalar.optional(),
      required: z.boolean().optional(),
      date: z.string().optional(),
      zone: z.string().optional(),
      decimal: z.enum(['.', ',']).optional(),
      split: z.string().min(1).optional(),
    }),
  ])
  .refine(
    (spec: ValueSpec) =>
      [spec.column, spec.columns, spec.const].filter((one) => one !== undefined).length === 1,
    {
      error: 'needs exactly one of `column`, `columns` and `const`',
    },
  );

/** See services/cli/README.md for what each key means. */
export interface ValueSpec {
  readonly column?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly with?: string | undefined;
  readonly const?: string | undefined;
  readonly join?: string | undefined;
  readonly case?: 'lower' | 'upper' | 'slug' | undefined;
  readonly values?: Readonly<Record<string, string | null>> | undefined;
  readonly otherwise?: 'keep' | 'empty' | 'reject' | undefined;
  readonly default?: string | undefined;
  readonly required?: boolean | undefined;
  readonly date?: string | undefined;
  readonly zone?: string | undefined;
  readonly decimal?: '.' | ',' | undefined;
  readonly split?: string | undefined;
}

/** How a field's text is read. */
export type FieldKind = 'text' | 'number' | 'whole' | 'boolean' | 'list' | 'numbers' | 'minutes';

/** Fields that a mapping may fill, by kind of file. */
export const FIELDS = {
  leads: {
    email: 'text', phone: 'text', firstName: 'text', lastName: 'text', name: 'text', message: 'text',
    company: 'text', companyDomain: 'text', country: 'text', region: 'text', timeZone: 'text', language: 'text',
    title: 'text', industry: 'text', employees: 'whole', product: 'text', dealType: 'text', amount: 'number',
    campaign: 'text', accountId: 'text', postalCode: 'text', ipCountry: 'text', medium: 'text', companySize: 'text', visitorId: 'text', consent: 'text', test: 'boolean',
  }, // prettier-ignore
  reps: {
    repId: 'text', name: 'text', email: 'text', phone: 'text', active: 'boolean', territories: 'list',
    skills: 'list', languages: 'list', tier: 'text', timeZone: 'text', workDays: 'numbers', workStart: 'minutes',
    workEnd: 'minutes', capacity: 'whole', dailyCap: 'whole',
  }, // prettier-ignore
  outcomes: { outcome: 'text', amount: 'number', reason: 'text' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldKind>>>>;

const fieldsOf = (kind: keyof typeof FIELDS) => {
  const names = Object.keys(FIELDS[kind]);
  return z.partialRecord(z.enum(names as [string, ...string[]]), valueSpec);
};

const common = {
  workspace: valueSpec.default({ const: 'default' }),
  delimiter: z.string().length(1).default(','),
  joins: z
    .record(
      z.string(),
      z.strictObject({
        file: z.string(),
        key: z.string(),
        by: valueSpec,
        delimiter: z.string().length(1).default(','),
      }),
    )
    .default({}),
};

const outcome = z.strictObject({
  outcome: valueSpec,
  occurredAt: valueSpec,
  amount: valueSpec.optional(),
  reason: valueSpec.optional(),
});

/** What makes a lead of a row. */
const lead = {
  ...common,
  idempotencyKey: valueSpec,
  contact: z.enum(['expected', 'none']).default('expected'),
  fields: fieldsOf('leads').default({}),
  attributes: z.record(z.string(), valueSpec).default({}),
};

const leads = z.strictObject({
  kind: z.literal('leads'),
  ...lead,
  clock: z.enum(['event', 'live']).default('live'),
  step: z
    .string()
    .regex(/^[1-9]\d*[mhd]$/, 'a whole number and m, h or d, such as 1d')
    .default('1d'),
  occurredAt: valueSpec.optional(),
  outcome: outcome.optional(),
});
const history = z.strictObject({
  kind: z.literal('history'),
  ...lead,
  occurredAt: valueSpec,
  repId: valueSpec,
  outcome,
});
const reps = z.strictObject({ kind: z.literal('reps'), ...common, fields: fieldsOf('reps') });
const outcomes = z.strictObject({
  kind: z.literal('outcomes'),
  ...common,
  idempotencyKey: valueSpec.optional(),
  leadId: valueSpec.optional(),
  occurredAt: valueSpec.optional(),
  fields: fieldsOf('outcomes'),
});

/** A mapping file: how the rows of one kind of file become the bodies that intake takes. */
export const mappingSchema = z.discriminatedUnion('kind', [leads, history, reps, outcomes]);
export type Mapping = z.output<typeof mappingSchema>;
export type LeadMapping = Extract<Mapping, { kind: 'leads' }>;
export type HistoryMapping = Extract<Mapping, { kind: 'history' }>;
export type RepMapping = Extract<Mapping, { kind: 'reps' }>;
export type OutcomeMapping = Extract<Mapping, { kind: 'outcomes' }>;
