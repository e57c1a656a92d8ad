import { leadOf, type MappedLead } from '../mapping/bodies.ts';
import type { LeadMapping } from '../mapping/schema.ts';
import type { Intake } from './intake.ts';
import { type ImportReport, Tally } from './report.ts';
import { chunked, mappedRows } from './rows.ts';
import { durationOf, type LeadRow, planSteps, type Step, withTimes } from './steps.ts';

export interface LeadImport {
  readonly file: string;
  readonly mapping: LeadMapping;
  readonly tenant: string;
  readonly source: string;
  /** Who sets and moves the clocks of the workspaces, and why. */
  readonly author: { readonly by: string | null; readonly reason: string };
  readonly rejectsFile: string | null;
  readonly intake: Intake;
  /** Resolves when the stages have finished what was accepted so far. */
  readonly settled: (stages: readonly string[]) => Promise<void>;
  readonly progress: (line: string) => void;
  /** Wall clock, epoch ms: the event time of a file without any date. */
  readonly now: number;
}

const CHUNK = 500;
const BEFORE_CLOCK = ['enrichment', 'data-quality', 'scoring'];

/** Imports leads and their outcomes: on a live clock as they are read, on an event clock in steps of its time. */
export async function importLeads(job: LeadImport): Promise<ImportReport> {
  const tally = new Tally(job.file, job.rejectsFile);
  const rows = leadRows(job, tally);
  if (job.mapping.clock === 'event') await onEventClock(job, tally, rows);
  else await onLiveClock(job, tally, rows);
  return tally.report();
}

async function* leadRows(job: LeadImport, tally: Tally): AsyncGenerator<LeadRow> {
  for await (const { line, value } of mappedRows(job.file, job.mapping, tally, (row) =>
    leadOf(job.mapping, row, job),
  )) {
    if (job.mapping.occurredAt && value.occurredAt === null) tally.undated(line);
    yield { line, lead: value };
  }
}

async function onLiveClock(job: LeadImport, tally: Tally, rows: AsyncIterable<LeadRow>): Promise<void> {
  for await (const chunk of chunked(rows, CHUNK)) {
    const accepted = await sendLeads(
      job,
      tally,
      chunk.map(({ line, lead }) => ({ line, body: lead.body })),
    );
    const outcomes = chunk.flatMap(({ line, lead }) => (lead.outcome ? [{ line, body: lead.outcome }] : []));
    await sendOutcomes(
      job,
      tally,
      outcomes.filter(({ line }) => accepted.has(line)),
    );
    job.progress(`${tally.done} rows done`);
  }
}

/** Needs the order of time, so it holds the mapped rows of the whole file. */
async function onEventClock(job: LeadImport, tally: Tally, rows: AsyncIterable<LeadRow>): Promise<void> {
  const read: LeadRow[] = [];
  for await (const row of rows) read.push(row);
  const steps = planSteps(withTimes(read, job.now), durationOf(job.mapping.step));
  const workspaces = [...new Set(read.map(({ lead }) => lead.workspace))].toSorted();
  if (steps.length > 0) await startClocks(job, workspaces, steps[0]!.to - durationOf(job.mapping.step));
  const accepted = new Set<number>();
  for (const [index, step] of steps.entries()) {
    await runStep(job, tally, step, workspaces, accepted);
    const day = new Date(step.to).toISOString().slice(0, 16).replace('T', ' ');
    job.progress(
      `${tally.done} of ${read.length} rows, step ${index + 1} of ${steps.length}, clock ${day} UTC`,
    );
  }
}

async function startClocks(job: LeadImport, workspaces: readonly string[], startAt: number): Promise<void> {
  await must(
    job.intake.post(
      '/v1/workspaces',
      workspaces.map((workspace) => ({ workspace, clock: 'event', startAt, ...job.author })),
    ),
  );
}

async function runStep(
  job: LeadImport,
  tally: Tally,
  step: Step,
  workspaces: readonly string[],
  accepted: Set<number>,
): Promise<void> {
  for (const line of await sendLeads(job, tally, step.leads)) accepted.add(line);
  // The outcome of a row whose lead was refused would wait for that lead in vain.
  await sendOutcomes(
    job,
    tally,
    step.outcomes.filter(({ line }) => accepted.has(line)),
  );
  await job.settled(BEFORE_CLOCK);
  await must(
    job.intake.post(
      '/v1/clock',
      workspaces.map((workspace) => ({ workspace, to: step.to, ...job.author })),
    ),
  );
  await job.settled(['assignment']);
}

/** Lines that were accepted. */
async function sendLeads(
  job: LeadImport,
  tally: Tally,
  leads: readonly { line: number; body: MappedLead['body'] }[],
): Promise<ReadonlySet<number>> {
  const answers = await job.intake.post(
    '/v1/leads',
    leads.map(({ body }) => body),
  );
  const accepted = new Set<number>();
  for (const [index, answer] of answers.entries()) {
    const { line } = leads[index]!;
    if ('code' in answer) tally.reject(line, `${answer.code}: ${answer.message}`);
    else {
      tally.accept(answer.leadId);
      accepted.add(line);
    }
  }
  return accepted;
}

async function sendOutcomes(job: LeadImport, tally: Tally, outcomes: Step['outcomes']): Promise<void> {
  const answers = await job.intake.post(
    '/v1/outcomes',
    outcomes.map(({ body }) => body),
  );
  for (const [index, answer] of answers.entries())
    tally.outcome(outcomes[index]!.line, 'code' in answer ? `${answer.code}: ${answer.message}` : null);
}

/** For bodies of our own making: a refusal is not about a row. */
async function must(answers: ReturnType<Intake['post']>): Promise<void> {
  const refused = (await answers).find((answer) => 'code' in answer);
  if (refused) throw new Error(`${refused.code}: ${refused.message}`);
}
