import { type HistoricalDeal, LeadlineError, type LeadReceived } from '@leadline/contracts';
import { DEAL_ENDS, isDealEnding } from '@leadline/models';
import { type ImportReport, Tally } from '../imports/report.ts';
import { chunked, mappedRows } from '../imports/rows.ts';
import { dealOf, type MappedDeal } from '../mapping/bodies.ts';
import type { HistoryMapping } from '../mapping/schema.ts';
import type { Canonical } from './canonical.ts';
import { historicalDeal, receivedOf } from './deals.ts';

export interface HistoryImport {
  readonly file: string;
  readonly mapping: HistoryMapping;
  readonly tenant: string;
  readonly source: string;
  readonly rejectsFile: string | null;
  readonly canonical: (leads: readonly LeadReceived[]) => Promise<readonly Canonical[]>;
  /** Resolves when all are written for good. */
  readonly write: (deals: readonly HistoricalDeal[]) => Promise<void>;
  readonly progress: (line: string) => void;
}

interface DealRow {
  readonly line: number;
  readonly deal: MappedDeal;
  readonly lead: LeadReceived;
}

const CHUNK = 500;

/** Imports deals of the time before Leadline. Every row is accepted, or rejected with line and reason. */
export async function importHistory(job: HistoryImport): Promise<ImportReport> {
  const tally = new Tally(job.file, job.rejectsFile);
  const rows = mappedRows(job.file, job.mapping, tally, (row) => dealOf(job.mapping, row, job));
  for await (const chunk of chunked(rows, CHUNK)) {
    const received = chunk.flatMap(({ line, value }) => receivedRow(job, tally, line, value));
    const canonical = await job.canonical(received.map(({ lead }) => lead));
    const deals = received.flatMap((row, index) => judged(row, canonical[index]!, tally));
    await job.write(deals);
    for (const { leadId } of deals) tally.accept(leadId);
    job.progress(`${tally.done} rows done`);
  }
  return tally.report();
}

function receivedRow(
  { tenant }: HistoryImport,
  tally: Tally,
  line: number,
  deal: MappedDeal,
): readonly DealRow[] {
  const outcome = deal.outcome?.outcome ?? null;
  if (outcome !== null && !isDealEnding(outcome)) {
    const known = DEAL_ENDS.join(', ');
    tally.reject(line, `outcome: ${JSON.stringify(outcome)} ends no deal: give ${known}, or leave it empty`);
    return [];
  }
  try {
    return [{ line, deal, lead: receivedOf(deal, tenant) }];
  } catch (error) {
    if (!(error instanceof LeadlineError)) throw error;
    tally.reject(line, `${error.code}: ${error.message}`);
    return [];
  }
}

/** Nobody learns from what would have been kept back. */
function judged(
  { line, deal, lead }: DealRow,
  canonical: Canonical,
  tally: Tally,
): readonly HistoricalDeal[] {
  if ('lead' in canonical) return [historicalDeal(deal, lead, canonical.lead)];
  tally.reject(line, `data quality: ${canonical.reasons.join(', ')}`);
  return [];
}
