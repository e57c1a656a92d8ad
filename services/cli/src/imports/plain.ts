import type { Body } from '../mapping/bodies.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Source } from '../mapping/value.ts';
import type { Intake } from './intake.ts';
import { type ImportReport, Tally } from './report.ts';
import { chunked, mappedRows } from './rows.ts';

export interface PlainImport {
  readonly file: string;
  readonly mapping: Mapping;
  readonly rejectsFile: string | null;
  readonly intake: Intake;
  /** Where intake takes the bodies, such as /v1/reps. */
  readonly path: string;
  readonly bodyOf: (row: Source) => Body;
  readonly progress: (line: string) => void;
}

/** Imports rows that stand for themselves: reps, outcomes. */
export async function importPlain(job: PlainImport): Promise<ImportReport> {
  const tally = new Tally(job.file, job.rejectsFile);
  for await (const chunk of chunked(mappedRows(job.file, job.mapping, tally, job.bodyOf), 500)) {
    const answers = await job.intake.post(
      job.path,
      chunk.map(({ value }) => value),
    );
    for (const [index, answer] of answers.entries()) {
      if ('code' in answer) tally.reject(chunk[index]!.line, `${answer.code}: ${answer.message}`);
      else tally.accept(null);
    }
    job.progress(`${tally.done} rows done`);
  }
  return tally.report();
}
