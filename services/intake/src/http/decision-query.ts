import { z } from 'zod';
import { check } from './check.ts';

/** Query of GET /v1/leads/{id}/decision. */
export const decisionQuery = z.strictObject({
  all: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Whether `words` name the rule for every single rep and the value of every candidate.'),
});

/** Whether the words are to name every rep. @throws LeadlineError LEADLINE_INTAKE_INVALID */
export const isEveryRepAsked = (query: unknown): boolean => check(decisionQuery, query).all === 'true';
