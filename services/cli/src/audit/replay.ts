import { type ContentStored, type DecisionRecorded, sha256 } from '@leadline/contracts';
import { capsuleHash, replayCapsule } from '@leadline/domain';

/** A record of assignment.decision. */
export type DecisionRow =
  | { readonly record: 'DecisionRecorded'; readonly value: DecisionRecorded }
  | { readonly record: 'ContentStored'; readonly value: ContentStored };

/** A decision that is not what its facts give. */
export interface Difference {
  readonly leadId: string;
  readonly attempt: number;
  readonly what: string;
}

export interface ReplayReport {
  readonly decisions: number;
  readonly identical: number;
  readonly differs: readonly Difference[];
  readonly unchecked: readonly Difference[];
}

/**
 * Decides every recorded decision again and compares byte for byte; checks the chain of hashes of each workspace. Rows of
 * a workspace must come in order. Contents may stand anywhere: they are few, and collected first. With the salt of exploration,
 * what leads drew is checked, too.
 */
export function replayAll(rows: readonly DecisionRow[], salt?: string): ReplayReport {
  const contents = new Map<string, string>();
  for (const row of rows) if (row.record === 'ContentStored') contents.set(row.value.hash, row.value.body);
  const chain = new Map<string, string>();
  const differs: Difference[] = [];
  const unchecked: Difference[] = [];
  let decisions = 0;
  for (const { record, value } of rows) {
    if (record !== 'DecisionRecorded') continue;
    decisions += 1;
    const workspace = `${value.tenant}/${value.workspace}`;
    const verdict = verdictOn(value, chain.get(workspace), { contents, salt });
    chain.set(workspace, value.capsuleHash);
    if (verdict === null) continue;
    const { leadId, attempt } = value;
    (verdict.unchecked ? unchecked : differs).push({ leadId, attempt, what: verdict.what });
  }
  return { decisions, identical: decisions - differs.length - unchecked.length, differs, unchecked };
}

type Verdict = { readonly unchecked: boolean; readonly what: string } | null;

/** Null: identical. The first row of a chain may follow rows that have passed their retention. */
function verdictOn(
  decision: DecisionRecorded,
  before: string | undefined,
  { contents, salt }: { readonly contents: ReadonlyMap<string, string>; readonly salt: string | undefined },
): Verdict {
  if (before !== undefined && decision.previousHash !== before)
    return {
      unchecked: false,
      what: 'does not follow the decision before it: one is missing, doubled or moved',
    };
  if (capsuleHash(decision.capsule, decision.previousHash, sha256) !== decision.capsuleHash)
    return { unchecked: false, what: 'the capsule is not the one whose hash was recorded' };
  const replay = replayCapsule(decision.capsule, (hash) => contents.get(hash), sha256, salt);
  if (replay.kind === 'identical')
    return rowMatches(decision)
      ? null
      : { unchecked: false, what: 'the row does not say what its capsule says' };
  if (replay.kind === 'unchecked') return { unchecked: true, what: replay.reason };
  return { unchecked: false, what: firstDifference(replay.expected, replay.actual) };
}

/** Lead and attempt stand in the capsule, too. */
function rowMatches(decision: DecisionRecorded): boolean {
  const capsule = JSON.parse(decision.capsule) as { leadId?: unknown; attempt?: unknown };
  return capsule.leadId === decision.leadId && capsule.attempt === decision.attempt;
}

const CONTEXT = 40;

/** Where two texts part, with a little around it. */
export function firstDifference(expected: string, actual: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const around = (text: string): string =>
    JSON.stringify(text.slice(Math.max(0, at - CONTEXT), at + CONTEXT));
  return `differs from character ${at}: decided again ${around(expected)}, recorded ${around(actual)}`;
}

const SHOWN = 20;

/** The report in lines that a person reads. */
export function replayLines({ decisions, identical, differs, unchecked }: ReplayReport): readonly string[] {
  const counts = `${identical} identical, ${differs.length} differ, ${unchecked.length} not checkable`;
  return [`${decisions} decisions made again: ${counts}`, ...named(differs), ...named(unchecked)];
}

function named(list: readonly Difference[]): readonly string[] {
  const lines = list.slice(0, SHOWN).map(({ leadId, what }) => `  ${leadId}: ${what}`);
  return list.length > SHOWN ? [...lines, `  … and ${list.length - SHOWN} more`] : lines;
}
