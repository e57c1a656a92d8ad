import { LeadlineError, PII_PATHS } from '@leadline/contracts';
import type { z } from 'zod';

const PERSONAL = new Set(
  Object.values(PII_PATHS)
    .flat()
    .map((path) => path.split('.').at(-1)),
);
const SHOWN = 60;

/**
 * Checks a body against its schema.
 * @throws LeadlineError LEADLINE_INTAKE_INVALID that names each wrong field, its value (unless personal) and what it should be.
 */
export function check<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return result.data;
  const [first] = result.error.issues;
  const message = result.error.issues
    .slice(0, 10)
    .map((issue) => sentence(issue))
    .join(' ');
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', message, {
    where: first === undefined ? '' : fieldOf(first),
  });
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `Unknown field ${issue.keys.join(', ')}: further fields belong in \`attributes\`.`;
  const field = fieldOf(issue) || 'body';
  if (issue.input === undefined) return `${field} is missing: ${issue.message}.`;
  return `${field} is ${shown(field, issue.input)}: ${issue.message}.`;
}

/** Unknown field names are the sender's text and are not repeated in `where`. */
function fieldOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.');
}

function shown(field: string, value: unknown): string {
  const personal = field.split('.').some((part) => PERSONAL.has(part)) || field.startsWith('attributes');
  if (personal || (typeof value === 'object' && value !== null)) return `a ${typeof value} that does not fit`;
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
