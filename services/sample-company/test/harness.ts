import { randomUUID } from 'node:crypto';
import { leadIdOf, type TopicName } from '@leadline/contracts';
import { settle } from '@leadline/stream';
import { until } from '@leadline/testkit';
import { runCli } from '../src/cli-run.ts';
import { type RunningCompany, startCompany } from '../src/company.ts';
import { TENANT } from '../src/driver.ts';
import { readTopic } from '../src/read-topic.ts';
import type { ServiceName, ServiceProcess } from '../src/service-process.ts';

export const silent = { step: () => undefined, progress: () => undefined, print: () => undefined };

/** A company without people: a stack and all services, each in a process of its own. Mails go at any hour: tests run at any. */
export const startQuietCompany = (): Promise<RunningCompany> =>
  startCompany('e2e', silent, { LEADLINE_OUTREACH_QUIET: 'off' });

export function serviceOf(company: RunningCompany, name: ServiceName): ServiceProcess {
  const found = company.services.find((service) => service.name === name);
  if (!found) throw new Error(`No service ${name} runs.`);
  return found;
}

/** A fresh live workspace whose reps are always at work. */
export async function openWorkspace(company: RunningCompany, reps = 5): Promise<string> {
  const workspace = `w-${randomUUID().slice(0, 8)}`;
  await company.intake.post('/v1/workspaces?by=e2e&reason=a+test', [{ workspace, clock: 'live' }]);
  await company.intake.post(
    '/v1/reps?by=e2e&reason=a+test',
    Array.from({ length: reps }, (_, index) => ({
      repId: `${workspace}-r${index}`,
      workspace,
      name: `Rep ${index}`,
      email: `r${index}.${workspace}@reps.leadline.dev`,
      workDays: [1, 2, 3, 4, 5, 6, 7],
      workStart: 0,
      workEnd: 1440,
      capacity: 100_000,
      dailyCap: 100_000,
    })),
  );
  return workspace;
}

export interface SentLead {
  readonly source: string;
  readonly idempotencyKey: string;
  readonly workspace: string;
  readonly email: string;
  readonly consent: string;
  /** Absent: now. */
  readonly occurredAt?: string;
}

/** A lead that nothing speaks against. */
export function leadFor(workspace: string, over: Partial<SentLead> = {}): SentLead {
  const key = randomUUID();
  return {
    source: 'web-form',
    idempotencyKey: key,
    workspace,
    email: `p-${key}@firm-${key.slice(0, 4)}.com`,
    consent: 'granted',
    ...over,
  };
}

export const idOf = ({ source, idempotencyKey }: SentLead): string =>
  leadIdOf(TENANT, source, idempotencyKey);

/** What each stage of a lead's way reads, in the order of the flow. */
export const INPUTS = {
  enrichment: 'lead.received',
  'data-quality': 'lead.enriched',
  scoring: 'lead.validated',
  assignment: 'assignment.in',
  outreach: 'lead.assigned',
} as const;
type StageName = keyof typeof INPUTS;

/** Longer than a record of an unknown schema holds up its partition. */
const PATIENCE = { timeoutMs: 240_000 };

/** Waits until the stages have done what lies before them, in the order of the flow. */
export async function settleStages({ client }: RunningCompany, last: StageName = 'outreach'): Promise<void> {
  for (const [stage, topic] of Object.entries(INPUTS)) {
    await settle(client, stage, [topic], PATIENCE);
    if (stage === last) return;
  }
}

/** Waits until every stage has done what lies before it, and the status of each lead can be seen. */
export async function settleAll(company: RunningCompany): Promise<void> {
  await settleStages(company);
  const mails = ['outreach.sent', 'outreach.skipped', 'outreach.failed'];
  const topics = ['lead.received', 'lead.status', ...mails];
  await settle(company.client, 'intake-status', topics, PATIENCE);
  await settle(company.client, 'intake-decision', ['assignment.decision'], PATIENCE);
}

const AT_A_TIME = 10;
/** Records that may wait before all stages together: enough that each has something in hand. */
const BACKLOG = 100n;

/**
 * Sends leads to a workspace, no faster than they are routed, until `run` has ended. `goesOn` waits until mails have gone
 * out that had not when it was called. Answers all leads.
 */
export async function whileLeadsFlow(
  company: RunningCompany,
  workspace: string,
  run: (goesOn: () => Promise<void>) => Promise<void>,
): Promise<readonly SentLead[]> {
  const sent: SentLead[] = [];
  const over = new AbortController();
  const flow = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const batch = Array.from({ length: AT_A_TIME }, () => leadFor(workspace));
      await company.intake.post('/v1/leads', batch);
      sent.push(...batch);
      await until(
        'the stages follow',
        async () => over.signal.aborted || (await backlogOf(company)) < BACKLOG,
        240_000,
      );
    }
  };
  const flowing = flow();
  flowing.catch(() => {}); // awaited below
  try {
    await run(async () => {
      const before = await endOf(company, 'outreach.sent');
      await until('mails go out', async () => (await endOf(company, 'outreach.sent')) > before, 120_000);
    });
  } finally {
    over.abort();
  }
  await flowing;
  return sent;
}

/** Records before all stages. */
async function backlogOf({ client }: RunningCompany): Promise<bigint> {
  const lags = await Promise.all(Object.entries(INPUTS).map(([stage, topic]) => client.lag(stage, [topic])));
  return lags.flat().reduce((sum, { end, committed }) => sum + end - committed, 0n);
}

/** Ends of all partitions together: rises with each record. */
export async function endOf({ client }: RunningCompany, topic: TopicName): Promise<bigint> {
  return [...(await client.endOffsets(topic)).values()].reduce((sum, end) => sum + end, 0n);
}

/** Ledger kinds that took place for each lead of a workspace, in order. */
export async function ledgerOf(
  { client, codec }: RunningCompany,
  workspace: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await readTopic(client, codec, 'assignment.ledger', 'LedgerEntry');
  const own = rows.map(({ value }) => value).filter((value) => value.workspace === workspace);
  const groups = Map.groupBy(own, ({ leadId }) => leadId ?? '');
  return new Map([...groups].map(([leadId, entries]) => [leadId, entries.map(({ kind }) => kind)]));
}

export async function expectClean(company: RunningCompany): Promise<void> {
  // Redis follows the log, a moment behind it; if it does not, the commands below say where.
  const verified = async () => (await runCli(['load', 'verify'], company.env)).code === 0;
  await until('Redis has caught up', verified).catch(() => {});
  for (const args of [['reconcile', '--settle'], ['load', 'verify'], ['replay']]) {
    const { code, output, errors } = await runCli(args, company.env);
    expect({ args, code, output: code === 0 ? '' : output + errors }).toEqual({ args, code: 0, output: '' });
  }
}

/** How many mails the mailbox holds for each address. */
export async function mailbox({ stack }: RunningCompany): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(new URL('/messages', stack.addresses.mailbox ?? ''));
  const mails = (await response.json()) as readonly { readonly to: readonly string[] }[];
  const counts = new Map<string, number>();
  for (const address of mails.flatMap(({ to }) => to)) counts.set(address, (counts.get(address) ?? 0) + 1);
  return counts;
}
