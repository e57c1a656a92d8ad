import { type LedgerEntry, LeadlineError, type PolicyReleased, sha256 } from '@leadline/contracts';
import { isOf, type Scope } from '../audit/own-decisions.ts';
import type { Cluster } from '../cluster.ts';
import { aligned } from './align.ts';

/** A release of a policy, and whether it took effect. */
export interface Release {
  readonly version: string;
  /** When intake took it, by its clock, epoch ms; null: before releases were kept, so that the ledger alone knows of it. */
  readonly at: number | null;
  readonly actor: string | null;
  readonly reason: string | null;
  /** SHA-256 of the body, by which capsules name the policy; null, as the body: see `at`. */
  readonly hash: string | null;
  readonly body: string | null;
  readonly file: string | null;
  /**
   * From which record of the workspace's log it holds, and in the time of its workspace since when; null: it changed nothing
   * (it held already), or assignment has not come to it.
   */
  readonly effect: { readonly offset: number; readonly at: number } | null;
  /** Whether it holds now. */
  readonly current: boolean;
}

interface Released {
  readonly value: PolicyReleased;
  readonly at: number;
}

/** All releases of a workspace, in the order in which they took effect. */
export async function readHistory(cluster: Cluster, scope: Scope): Promise<readonly Release[]> {
  const releases: Released[] = [];
  for await (const { value, timestamp } of cluster.read('policy.released', { key: scope.workspace }))
    if (isOf(scope, value)) releases.push({ value, at: timestamp });
  const rows: LedgerEntry[] = [];
  for await (const { record, value } of cluster.read('assignment.ledger'))
    if (record === 'LedgerEntry' && value.kind === 'policy-released' && isOf(scope, value)) rows.push(value);
  return historyOf(releases, rows);
}

/**
 * Joins releases with the ledger's rows on their taking effect. A release that changed nothing has no row; a row of before
 * releases were kept has no release; two that were released at once may stand the other way round on the log. The same event
 * delivered twice is one release.
 */
export function historyOf(releases: readonly Released[], rows: readonly LedgerEntry[]): readonly Release[] {
  const ids = releases.map(({ value }) => value.eventId);
  const once = releases.filter(({ value }, index) => ids.indexOf(value.eventId) === index);
  const pairs = aligned(once, rows, ({ value }, { reason }) => value.version === reason);
  const last = pairs.findLastIndex(({ b }) => b !== null);
  return pairs.map(({ a, b }, index) => ({
    ...told(a, b),
    effect: b === null ? null : { offset: b.inputOffset, at: b.at },
    current: index === last,
  }));
}

function told(released: Released | null, row: LedgerEntry | null): Omit<Release, 'effect' | 'current'> {
  if (released === null)
    return {
      version: row?.reason ?? '',
      at: null,
      actor: null,
      reason: null,
      hash: null,
      body: null,
      file: null,
    };
  const { version, actor, reason, body, file } = released.value;
  return { version, at: released.at, actor, reason, hash: sha256(body), body, file };
}

/**
 * The release to go back to: the last of that version, else the one that held before the current one.
 * @throws LeadlineError LEADLINE_POLICY_UNKNOWN
 */
export function earlier(history: readonly Release[], version: string | null): Release {
  const found =
    version === null
      ? history.filter(({ effect, current }) => effect !== null && !current).at(-1)
      : history.findLast((release) => release.version === version);
  if (found !== undefined) return found;
  const known = [...new Set(history.map((release) => release.version))].join(', ') || 'none';
  throw new LeadlineError(
    'LEADLINE_POLICY_UNKNOWN',
    version === null
      ? 'No policy was in force before the one that holds now.'
      : `${version} was not released here. Known are: ${known}.`,
    version === null ? {} : { where: version },
  );
}
