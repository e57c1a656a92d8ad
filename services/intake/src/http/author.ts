import { z } from 'zod';
import { text } from './fields.ts';

/** Query of a command: what holds for every body of the request that does not say it itself. A sync says it once. */
export const authorQuery = z.object({
  by: text('Who commands, where the body does not say it; an id, no name.', 200),
  reason: text('Why, where the body does not say it. A sync names itself: `nightly sync of the CRM`.'),
});

/** Fields of a command's body that say who commands and why. */
export const authorFields = {
  by: text('Who says so; an id, no name.', 200),
  reason: text('Why; nothing about a person.'),
};

interface Author {
  readonly by: string | null;
  readonly reason: string | null;
}

/** A body with what the request says for all of them filled in. `field`: what the body calls who commands. */
export function signed(body: unknown, field: 'by' | 'actor', { by, reason }: Author): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const own = body as Readonly<Record<string, unknown>>;
  return { ...own, [field]: own[field] || by, reason: own['reason'] || reason };
}

/**
 * What of its author makes an event another one: what is said. Without a word of it, a body is the event that it was before
 * there were these fields.
 */
export function identityOf({ by, reason }: Author): Partial<Author> {
  return { ...(by === null ? {} : { by }), ...(reason === null ? {} : { reason }) };
}
