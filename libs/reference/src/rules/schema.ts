import { z } from 'zod';
import { words } from '../vocabulary/schema.ts';

/** Words that CEL keeps, and names that a condition has already. */
const TAKEN = new Set(
  'lead email phone quality as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
);
const listName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'must be letters and digits that begin small, such as competitors')
  .refine((name) => !TAKEN.has(name), 'is the name of something else in a condition');

const names = z.array(z.string().min(1)).min(1);

const rule = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,39}$/, 'must be capitals, digits and underscores, such as NO_BUDGET'),
  severity: z.enum(['error', 'warning', 'info', 'off']),
  dimension: z.enum(['completeness', 'validity', 'consistency', 'uniqueness', 'timeliness']),
  owner: z.string().min(1),
  message: z.string().min(1).max(200),
  condition: z.string().min(1),
  where: z.strictObject({ sources: names.optional(), workspaces: names.optional() }),
});

/** A file of rules: see docs/quality.md for what each key means. A rule says what differs from the one of its id before it. */
export const rulesFile = z.strictObject({
  owner: z.string().min(1).optional(),
  rules: z.array(rule.partial().required({ id: true })).default([]),
  lists: z.record(listName, words).default({}),
});

/** A rule as it applies. */
export type RuleData = Omit<z.output<typeof rule>, 'where'> & {
  readonly where?: z.output<typeof rule>['where'];
};
export type RulesFile = z.output<typeof rulesFile>;
