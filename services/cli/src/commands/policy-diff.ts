import { loadPolicy } from '@leadline/policy';
import { type Command, Option } from 'commander';
import { withCluster } from '../cluster.ts';
import { writeText } from '../files/write.ts';
import { command, EXIT, type Io, whole } from '../output/command.ts';
import { diffPolicies, type PolicyDiff } from '../policy/diff.ts';
import { diffCsv, diffLines } from '../policy/diff-view.ts';
import { lastDecisions } from '../policy/recorded.ts';
import { readExport } from './replay.ts';

type Format = 'text' | 'json' | 'csv';

interface DiffOptions {
  readonly last: number;
  readonly fromFile?: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly format: Format;
  readonly out?: string;
}

const DIFF =
  'the last recorded leads decided under two policy files: every changed assignment, totals per rep and segment';
const LAST = 10_000;

/** `leadline policy diff <a> <b>`. */
export function policyDiffCommand(io: Io): Command {
  return command<DiffOptions>(io, 'diff <a> <b>', DIFF, async (options, [a = '', b = '']) => {
    const policies = [loadPolicy(a), loadPolicy(b)] as const;
    const recorded = options.fromFile
      ? await lastDecisions(await readExport(options.fromFile), options, options.last)
      : await withCluster(io.env, (cluster) =>
          lastDecisions(cluster.read('assignment.decision'), options, options.last),
        );
    const diff = diffPolicies(recorded, policies[0].settings, policies[1].settings);
    return { code: EXIT.well, json: diff, lines: await shown(diff, options) };
  })
    .option('--last <n>', 'how many leads', whole(1), LAST)
    .option('--from-file <file>', 'take the decisions from what `leadline replay --export` has written')
    .option('--tenant <name>', 'tenant', 'default')
    .option('--workspace <name>', 'workspace', 'default')
    .addOption(
      new Option('--format <format>', 'how to show it').choices(['text', 'json', 'csv']).default('text'),
    )
    .option('--out <file>', 'write it there instead of to standard output');
}

async function shown(diff: PolicyDiff, { format, out }: DiffOptions): Promise<readonly string[]> {
  const lines =
    format === 'csv'
      ? [diffCsv(diff).trimEnd()]
      : format === 'json'
        ? [JSON.stringify(diff, null, 2)]
        : diffLines(diff);
  if (out === undefined) return lines;
  await writeText(out, lines.map((line) => `${line}\n`).join(''));
  return [`${out}: ${diff.decided} leads decided under both, ${diff.changed.length} get another rep`];
}
