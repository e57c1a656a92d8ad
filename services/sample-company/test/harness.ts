import { randomUUID } from 'node:crypto';
import { leadIdOf } from '@leadline/contracts';
import { settle } from '@leadline/stream';
import { runCli } from '../src/cli-run.ts';
import { type RunningCompany, startCompany } from '../src/company.ts';
import { TENANT } from '../src/driver.ts';
import { readTopic } from '../src/read-topic.ts';
import type { ServiceName, ServiceProcess } from '../src/service-process.ts';

const silent = { step: () => undefined, progress: () => undefined, print: () => undefined };

/** A company without people: a stack and all services, each in a process of its own. */
export const startQuietCompany = (): Promise<RunningCompany> => startCompany('e2e', silent);

export function serviceOf(company: RunningCompany, name: ServiceName): ServiceProcess {
  const found = company.services.find((service) => service.name === name);
  if (!found) throw new Error(`No service ${name} runs.`);
  return found;
}

/** A fresh live workspace whose reps are always at work. */
export async function openWorkspace(company: RunningCompany, reps = 5): Promise<string> {
  const workspace = `w-${randomUUID().slice(0, 8)}`;
  await company.intake.post('/v1/workspaces', [{ workspace, clock: 'live' }]);
  await company.intake.post(
    '/v1/reps',
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

/** Waits until every stage has done what lies before it. */
export async function settleAll({ client }: RunningCompany): Promise<void> {
  await settle(client, 'enrichment', ['lead.received']);
  await settle(client, 'data-quality', ['lead.enriched']);
  await settle(client, 'scoring', ['lead.validated']);
  await settle(client, 'assignment', ['assignment.in']);
  await settle(client, 'outreach', ['lead.assigned']);
  await settle(client, 'intake-status', [
    'lead.received',
    'lead.status',
    'outreach.sent',
    'outreach.skipped',
  ]);
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
  for (const args of [['reconcile', '--settle'], ['load', 'verify'], ['replay']]) {
    const { code, output, errors } = await runCli(args, company.env);
    expect({ args, code, output: code === 0 ? '' : output + errors }).toEqual({ args, code: 0, output: '' });
  }
}

export async function mailsTo(company: RunningCompany, email: string): Promise<number> {
  const response = await fetch(new URL('/messages', company.stack.addresses.mailbox ?? ''));
  const mails = (await response.json()) as readonly { readonly to: readonly string[] }[];
  return mails.filter(({ to }) => to.includes(email)).length;
}
