import { type Emit, eventIdOf, type Scope } from '@leadline/contracts';
import { canonicalJson, type KeyedHash, type OutcomeContract } from '@leadline/domain';
import type { z } from 'zod';

/** What an event's body is turned into records with. */
export interface EventScope {
  readonly tenant: string;
  /** Wall clock, epoch ms. */
  readonly now: number;
  /** Header Idempotency-Key. */
  readonly key: string | null;
  /** What outcomes promise. */
  readonly outcomes: OutcomeContract;
  /** Makes keys of persons. */
  readonly hash: KeyedHash;
}

/** One kind of thing that POST accepts beside leads. */
export interface EventKind<S extends z.ZodType = z.ZodType> {
  readonly path: string;
  readonly summary: string;
  /** What a key must be good for. */
  readonly scope: Scope;
  /**
   * A command changes how leads are routed: with keys, whoever sends it says why. What its body calls who that is; null: no
   * command, but a report of what has happened.
   */
  readonly author: 'by' | 'actor' | null;
  readonly schema: S;
  /** Records to write. `answer` is what the sender gets beside `accepted`. */
  records(body: z.output<S>, scope: EventScope): { readonly emits: readonly Emit[]; readonly answer: object };
}

/** Forgets which schema it is, so that all kinds fit into one list. */
export const kind = <S extends z.ZodType>(definition: EventKind<S>): EventKind => definition;

interface Identified {
  readonly eventId?: string | null | undefined;
  readonly [field: string]: unknown;
}

/** The sender's id, else one of the idempotency key, else of the content: the same content is the same event. */
export function identify(record: string, body: Identified, scope: EventScope): string {
  return body.eventId ?? eventIdOf(scope.tenant, record, scope.key ?? canonicalJson(body));
}
