import { appendFileSync, writeFileSync } from 'node:fs';
import { LeadlineError } from '@leadline/contracts';

/** A row that was not accepted, and why. */
export interface Reject {
  readonly line: number;
  readonly reason: string;
}

/** What an import did. Every row read is accepted or rejected. */
export interface ImportReport {
  readonly file: string;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Different leads among the accepted; a file may name one twice. */
  readonly leads: number;
  readonly outcomes: number;
  /** Outcomes that intake refused; their leads count as accepted. */
  readonly outcomesRejected: number;
  /** Lines of rows without a date, which were received at the import's event time. */
  readonly undated: readonly number[];
  readonly rejects: readonly Reject[];
}

/** Counts what becomes of the rows of a file and writes rejects down as they come. */
export class Tally {
  readonly #file: string;
  readonly #rejectsFile: string | null;
  readonly #rejects: Reject[] = [];
  readonly #undated: number[] = [];
  readonly #leads = new Set<string>();
  #read = 0;
  #accepted = 0;
  #rejected = 0;
  #outcomes = 0;
  #outcomesRejected = 0;

  /** Throws LEADLINE_FILE_UNREADABLE if the file for rejects cannot be written. */
  constructor(file: string, rejectsFile: string | null) {
    this.#file = file;
    this.#rejectsFile = rejectsFile;
    if (rejectsFile !== null) writing(rejectsFile, () => writeFileSync(rejectsFile, ''));
  }

  row(): void {
    this.#read += 1;
  }
  accept(leadId: string | null): void {
    this.#accepted += 1;
    if (leadId !== null) this.#leads.add(leadId);
  }
  reject(line: number, reason: string): void {
    this.#rejected += 1;
    this.#note({ line, reason });
  }
  undated(line: number): void {
    this.#undated.push(line);
  }
  outcome(line: number, refusal: string | null): void {
    if (refusal === null) this.#outcomes += 1;
    else {
      this.#outcomesRejected += 1;
      this.#note({ line, reason: `outcome: ${refusal}` });
    }
  }

  get done(): number {
    return this.#accepted + this.#rejected;
  }

  report(): ImportReport {
    return {
      file: this.#file,
      read: this.#read,
      accepted: this.#accepted,
      rejected: this.#rejected,
      leads: this.#leads.size,
      outcomes: this.#outcomes,
      outcomesRejected: this.#outcomesRejected,
      undated: this.#undated,
      rejects: this.#rejects,
    };
  }

  #note(reject: Reject): void {
    this.#rejects.push(reject);
    const file = this.#rejectsFile;
    if (file !== null) writing(file, () => appendFileSync(file, `${JSON.stringify(reject)}\n`));
  }
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be written.`, { where: file, cause });
  }
}

const SHOWN = 10;

/** The report in lines that a person reads. */
export function reportLines(report: ImportReport): readonly string[] {
  const lines = [`${report.read} rows read: ${report.accepted} accepted, ${report.rejected} rejected`];
  if (report.leads > 0 && report.leads < report.accepted)
    lines.push(`${report.leads} different leads: some rows name the same lead`);
  if (report.outcomes + report.outcomesRejected > 0)
    lines.push(`${report.outcomes} outcomes accepted, ${report.outcomesRejected} rejected`);
  if (report.undated.length > 0)
    lines.push(
      `${report.undated.length} rows without a date, received at the import's time: lines ${rangesOf(report.undated)}`,
    );
  for (const { line, reason } of report.rejects.slice(0, SHOWN)) lines.push(`  line ${line}: ${reason}`);
  if (report.rejects.length > SHOWN)
    lines.push(`  … and ${report.rejects.length - SHOWN} more; --rejects FILE writes them all`);
  return lines;
}

/** `3-5, 9` for 3, 4, 5, 9. */
export function rangesOf(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const starts = sorted.filter((number, index) => index === 0 || number !== sorted[index - 1]! + 1);
  return starts
    .map((start, index) => {
      const last = sorted.findLast((number) => number < (starts[index + 1] ?? Infinity)) ?? start;
      return last === start ? `${start}` : `${start}-${last}`;
    })
    .join(', ');
}
