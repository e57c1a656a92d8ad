import { sha256 } from '@leadline/contracts';
import { canonicalJson } from '@leadline/domain';
import { type ImportReport, Tally } from '../imports/report.ts';
import { chunked } from '../imports/rows.ts';
import { type FixRow, readFixes } from './fixes.ts';
import type { Patch, RepairIntake, Said } from './intake.ts';

export interface BulkRepair {
  readonly file: string;
  readonly rejectsFile: string | null;
  readonly intake: Pick<RepairIntake, 'amend'>;
  readonly said: Omit<Said, 'key'>;
  readonly progress: (line: string) => void;
}

/** Changes that are under way at a time. */
const AT_A_TIME = 16;

type Fix = Extract<FixRow, { leadId: string }>;

/** The same fix of the same lead is the same change: a file that is sent again changes nothing twice. */
const keyOf = (leadId: string, patch: Patch): string => `fix:${sha256(canonicalJson([leadId, patch]))}`;

/** Mends the leads of a file. Every row read is accepted, or rejected with its line and why; one bad row stops no other. */
export async function repairFile(job: BulkRepair): Promise<ImportReport> {
  const tally = new Tally(job.file, job.rejectsFile);
  const send = async ({ line, leadId, patch }: Fix): Promise<void> => {
    const answer = await job.intake.amend(leadId, patch, { ...job.said, key: keyOf(leadId, patch) });
    if ('code' in answer) tally.reject(line, `${answer.code}: ${answer.message}`);
    else tally.accept(leadId);
  };
  for await (const chunk of chunked(readFixes(job.file), AT_A_TIME)) {
    for (const row of chunk) {
      tally.row();
      if ('problem' in row) tally.reject(row.line, row.problem);
    }
    // Fixes of one lead keep their order.
    const leads = Map.groupBy(chunk.filter(isFix), ({ leadId }) => leadId);
    await Promise.all([...leads.values()].map((fixes) => inTurn(fixes, send)));
    job.progress(`${tally.done} rows done`);
  }
  return tally.report();
}

const isFix = (row: FixRow): row is Fix => 'leadId' in row;

async function inTurn(fixes: readonly Fix[], send: (fix: Fix) => Promise<void>): Promise<void> {
  for (const fix of fixes) await send(fix);
}
