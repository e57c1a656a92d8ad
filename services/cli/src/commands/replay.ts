import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { LeadlineError } from '@leadline/contracts';
import type { Command } from 'commander';
import { type DecisionRow, replayAll, replayLines } from '../audit/replay.ts';
import { type Cluster, withCluster } from '../cluster.ts';
import { command, EXIT, type Io } from '../output/command.ts';

interface ReplayOptions {
  readonly fromFile?: string;
  readonly export?: string;
}

const USAGE =
  'decide every recorded decision again and compare byte for byte; exits 1 if one differs, 2 if one is not checkable';

/** `leadline replay`. */
export function replayCommand(io: Io): Command {
  return command<ReplayOptions>(io, 'replay', USAGE, async (options) => {
    const rows = options.fromFile
      ? await readExport(options.fromFile)
      : await withCluster(io.env, decisionsOf);
    if (options.export) await writeExport(options.export, rows);
    const report = replayAll(rows);
    const checked = report.unchecked.length === 0 ? EXIT.well : EXIT.failed;
    return {
      code: report.differs.length > 0 ? EXIT.amiss : checked,
      json: report,
      lines: replayLines(report),
    };
  })
    .option('--from-file <file>', 'replay an export, without any server')
    .option('--export <file>', 'write the decisions with all they name there, as NDJSON');
}

/** All of assignment.decision, each partition in order. */
export async function decisionsOf(cluster: Cluster): Promise<readonly DecisionRow[]> {
  const rows: DecisionRow[] = [];
  for await (const found of cluster.read('assignment.decision'))
    rows.push({ record: found.record, value: found.value } as DecisionRow);
  return rows;
}

async function writeExport(file: string, rows: readonly DecisionRow[]): Promise<void> {
  try {
    await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be written.`, { where: file, cause });
  }
}

async function readExport(file: string): Promise<readonly DecisionRow[]> {
  const rows: DecisionRow[] = [];
  let line = 0;
  try {
    for await (const text of createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Infinity,
    })) {
      line += 1;
      if (text !== '') rows.push(JSON.parse(text) as DecisionRow);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file}, line ${line}: ${why}`, {
      where: file,
      cause,
    });
  }
  return rows;
}
