import { table, timeOf } from '../output/table.ts';

/** Something that somebody has changed: what, who, and why. */
export interface Change {
  /** The writer's clock, on the log of a workspace the broker's; epoch ms. */
  readonly at: number;
  readonly what:
    'policy' | 'prices' | 'rep' | 'account' | 'workspace' | 'clock' | 'lead' | 'model' | 'operation';
  /** Null: of the tenant, or of the whole installation. */
  readonly workspace: string | null;
  /** What it was set to, or what it was done to. */
  readonly subject: string;
  readonly by: string | null;
  /** Id of the API key with which it came; null: without one. */
  readonly key: string | null;
  readonly reason: string | null;
}

interface Run {
  readonly first: Change;
  readonly last: Change;
  readonly count: number;
}

/** A sync of five hundred reps, or the steps of a clock, are one line. */
function runsOf(changes: readonly Change[]): readonly Run[] {
  const signOf = ({ what, workspace, by, key, reason }: Change): string =>
    JSON.stringify([what, workspace, by, key, reason]);
  const runs: Run[] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    if (run !== undefined && signOf(run.last) === signOf(change))
      runs[runs.length - 1] = { ...run, last: change, count: run.count + 1 };
    else runs.push({ first: change, last: change, count: 1 });
  }
  return runs;
}

const subjectOf = ({ first, last, count }: Run): string =>
  count === 1 ? first.subject : `${first.subject} … ${last.subject} (${count})`;

/** What `leadline changes` shows. */
export function changeLines(changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return ['Nothing was changed in that time, as far as the topics reach back.'];
  const rows = runsOf(changes).map((run) => {
    const { at, what, workspace, by, key, reason } = run.first;
    return [timeOf(at), what, workspace ?? '', subjectOf(run), by ?? '', key ?? '', reason ?? ''];
  });
  return table(['at (wall clock, UTC)', 'what', 'workspace', '', 'by', 'key', 'why'], rows);
}
