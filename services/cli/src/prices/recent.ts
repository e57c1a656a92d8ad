import { sha256 } from '@leadline/contracts';
import { type Capsule, DAY } from '@leadline/domain';
import { type DecisionRows, ownDecisions, type Scope } from '../audit/own-decisions.ts';

/** What a workspace has decided of late, in order, and what that names. */
export interface Recent {
  readonly capsules: readonly Capsule[];
  /** One lead in so many is there, chosen by its id. */
  readonly share: number;
  readonly content: (hash: string) => string | undefined;
}

interface Kept {
  readonly at: number;
  readonly leadId: string;
  readonly capsule: string;
}

/** Twice as many decisions are kept while reading at most; then half of the leads is left out, and again, until so many are left. */
const MOST = 40_000;

/**
 * Decisions of so many days up to the last one, on the clock of the workspace. A year of all workspaces lies in one topic and does
 * not fit into memory, nor does a month of a large one: prices are computed from a sample anyway.
 */
export async function recentDecisions(
  rows: DecisionRows,
  scope: Scope,
  days: number,
  most = MOST,
): Promise<Recent> {
  const contents = new Map<string, string>();
  let kept: Kept[] = [];
  let share = 1;
  for await (const { record, value } of ownDecisions(rows, scope)) {
    if (record === 'ContentStored') contents.set(value.hash, value.body);
    else if (isChosen(value.leadId, share)) {
      kept.push({ at: value.decidedAt, leadId: value.leadId, capsule: value.capsule });
      // Seldom, as it looks at all of them.
      if (kept.length <= 2 * most) continue;
      kept = within(kept, days);
      for (; kept.length > most; share *= 2) kept = kept.filter(({ leadId }) => isChosen(leadId, 2 * share));
    }
  }
  return {
    capsules: within(kept, days).map(({ capsule }) => JSON.parse(capsule) as Capsule),
    share,
    content: (hash) => contents.get(hash),
  };
}

const within = (kept: readonly Kept[], days: number): Kept[] =>
  kept.filter(({ at }) => at > (kept.at(-1)?.at ?? 0) - days * DAY);

/** One lead in `share` (a power of two), always the same ones. */
const isChosen = (leadId: string, share: number): boolean =>
  share === 1 || Number.parseInt(sha256(leadId).slice(0, 8), 16) % share === 0;

/** The last decision of a workspace, and what it names. */
export async function lastDecision(rows: DecisionRows, scope: Scope): Promise<Recent> {
  const contents = new Map<string, string>();
  let last: string | null = null;
  for await (const { record, value } of ownDecisions(rows, scope)) {
    if (record === 'ContentStored') contents.set(value.hash, value.body);
    else last = value.capsule;
  }
  const capsules = last === null ? [] : [JSON.parse(last) as Capsule];
  return { capsules, share: 1, content: (hash) => contents.get(hash) };
}
