import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { LeadlineError } from '@leadline/contracts';
import type { Command } from 'commander';
import { type DecisionRow, replayAll, replayLines } from '../audit/replay.ts';
import { type Cluster, withCluster } from '../cluster.ts';
import { writeText } from '../files/write.ts';
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
    const report = replayAll(rows, io.env['LEADLINE_ASSIGNMENT_SALT']);
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
  return Array.fromAsync(eachDecision(cluster));
}

/** The same, one by one. */
export async function* eachDecision(cluster: Cluster): AsyncGenerator<DecisionRow> {
  for await (const { record, value } of cluster.read('assignment.decision'))
    yield { record, value } as DecisionRow;
}

const writeExport = (file: string, rows: readonly DecisionRow[]): Promise<void> =>
  writeText(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

/** Throws LEADLINE_FILE_UNREADABLE; LEADLINE_EXPORT_INVALID for what would else pass as nothing to check. */
export async function readExport(file: string): Promise<readonly DecisionRow[]> {
  const rows: DecisionRow[] = [];
  let line = 0;
  try {
    for await (const text of createInterface({
      input: createReadStream(file, 'utf8'),
      crlfDelay: Infinity,
    })) {
      line += 1;
      if (text !== '') rows.push(rowIn(text, `${file}, line ${line}`));
    }
  } catch (cause) {
    if (cause instanceof LeadlineError) throw cause;
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be read.`, { where: file, cause });
  }
  if (rows.some(({ record }) => record === 'DecisionRecorded')) return rows;
  throw new LeadlineError('LEADLINE_EXPORT_INVALID', `${file} holds no decision.`, { where: file });
}

function rowIn(text: string, where: string): DecisionRow {
  const row = parsed(text);
  if (isRow(row)) return row;
  throw new LeadlineError('LEADLINE_EXPORT_INVALID', `${where} is no record of assignment.decision.`, {
    where,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRow(row: unknown): row is DecisionRow {
  const { record, value } = (row ?? {}) as Partial<Record<'record' | 'value', unknown>>;
  if (typeof value !== 'object' || value === null) return false;
  const needed = {
    DecisionRecorded: ['capsule', 'capsuleHash', 'previousHash'],
    ContentStored: ['hash', 'body'],
  };
  const fields = needed[record as DecisionRow['record']];
  return fields?.every((name) => typeof (value as Record<string, unknown>)[name] === 'string') ?? false;
}
