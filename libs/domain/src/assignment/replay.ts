import { encodeCapsule, questionOf, type Capsule, type Named } from './capsule.ts';
import { choose } from './choose.ts';
import type { Sha256 } from './context.ts';
import { ENGINES } from './engines.ts';
import { drawn } from './exploration.ts';

/** Finds the body of a stored content by its hash. */
export type ContentSource = (hash: string) => string | undefined;

/** What came of deciding again. `expected` is what the facts give, `actual` what the capsule says. */
export type Replay =
  | { readonly kind: 'identical' }
  | { readonly kind: 'differs'; readonly expected: string; readonly actual: string }
  | { readonly kind: 'unchecked'; readonly reason: string };

const unchecked = (reason: string): Replay => ({ kind: 'unchecked', reason });

function decideAgain(capsule: Capsule, bodies: readonly string[]): string {
  const [policy, reps, prices] = bodies.map((body): unknown => JSON.parse(body));
  const named = { policy, reps, prices: prices ?? null } as Named;
  const question = questionOf(capsule, named);
  return encodeCapsule(question, choose(question, ENGINES[capsule.engine]), capsule.engine);
}

/** The capsule's text again, or null when its facts make no sense. */
function recompute(capsule: Capsule, bodies: readonly string[]): string | null {
  try {
    return decideAgain(capsule, bodies);
  } catch {
    return null;
  }
}

function parse(text: string): Capsule | null {
  try {
    return JSON.parse(text) as Capsule | null;
  } catch {
    return null;
  }
}

/** Whether a lead drew what it has to by this salt; of another salt that cannot be said. */
function isDrawn({ draw, policy, leadId, attempt }: Capsule, salt: string, sha256: Sha256): boolean {
  if (draw === undefined) return true;
  const again = drawn({ sha256 }, salt, { policyHash: policy, leadId, attempt });
  return again.salt !== draw.salt || again.u === draw.u;
}

/**
 * Decides again from the capsule's facts and compares byte for byte. A change of facts that alters no result shows only
 * in the chain: compare `capsuleHash` too. With the salt of exploration, what a lead drew is worked out again as well, if it was
 * drawn with that salt; without it, it is a fact like others.
 */
export function replayCapsule(text: string, content: ContentSource, sha256: Sha256, salt?: string): Replay {
  const capsule = parse(text);
  if (capsule === null) return { kind: 'differs', expected: 'a capsule in JSON', actual: text };
  if (!Object.hasOwn(ENGINES, capsule.engine))
    return unchecked(`made by engine ${capsule.engine}, known are ${Object.keys(ENGINES).join(', ')}`);
  const bodies: string[] = [];
  for (const hash of [capsule.policy, capsule.roster, ...(capsule.prices ? [capsule.prices] : [])]) {
    const body = content(hash);
    if (body === undefined) return unchecked(`content ${hash} is missing`);
    if (sha256(body) !== hash) return unchecked(`content ${hash} is not what its name says`);
    bodies.push(body);
  }
  if (salt !== undefined && !isDrawn(capsule, salt, sha256))
    return { kind: 'differs', expected: 'what the salt draws', actual: text };
  const expected = recompute(capsule, bodies);
  if (expected === text) return { kind: 'identical' };
  return { kind: 'differs', expected: expected ?? 'facts that can be decided on', actual: text };
}

/** Link of a workspace's chain of capsules: hash of a capsule and the link before it. */
export function capsuleHash(capsule: string, previousHash: string, sha256: Sha256): string {
  return sha256(`${previousHash}\n${capsule}`);
}
