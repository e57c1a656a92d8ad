import { randomUUID } from 'node:crypto';
import { leadIdOf } from '@leadline/contracts';

const HOUR = 3_600_000;
const TENANT = 'default';
const SOURCES = ['web-form', 'chat', 'partner'];
/** Part of every lead's name and address. */
export const PERSON = 'Quirinius';
/** Part of every rep's name. */
export const REP = 'Salome';

/** A branch of a company: what is sent to intake for it, in order. */
export interface Branch {
  readonly workspace: string;
  readonly accounts: readonly object[];
  readonly reps: readonly object[];
  readonly steps: readonly (readonly [path: string, bodies: readonly object[]])[];
}

interface Sent {
  readonly source: string;
  readonly idempotencyKey: string;
  readonly occurredAt: string;
  readonly [field: string]: unknown;
}

/** Three reps with little room, and a lead every 100 minutes from `start` on, with all that may become of one. */
export function branchOf(workspace: string, start: number): Branch {
  const leads = Array.from({ length: 42 }, (_, index) => leadOf(workspace, start, index));
  const outcome = (lead: Sent, name: string, hours: number) => ({
    workspace,
    leadId: leadIdOf(TENANT, lead.source, lead.idempotencyKey),
    outcome: name,
    occurredAt: at(lead, hours),
  });
  const every = (step: number, from: number): readonly Sent[] =>
    leads.filter((_, index) => index % step === from);
  return {
    workspace,
    accounts: [
      {
        accountId: `${workspace}-a`,
        workspace,
        name: 'Own',
        domain: `own-${workspace}.com`,
        ownerRepId: `${workspace}-r2`,
      },
    ],
    reps: [0, 1, 2].map((index) => repOf(workspace, index)),
    steps: [
      ['/v1/leads', leads],
      ['/v1/commands', [reassignment(workspace, leads[0]!, at(leads[0]!, 1))]],
      ['/v1/outcomes', every(3, 0).map((lead) => outcome(lead, 'contacted', 5))],
      ['/v1/outcomes', every(6, 0).map((lead) => outcome(lead, 'won', 20))],
      ['/v1/outcomes', every(6, 3).map((lead) => outcome(lead, 'lost', 22))],
      ['/v1/outcomes', every(14, 7).map((lead) => outcome(lead, 'withdrawn', 26))],
    ],
  };
}

const at = (lead: Sent, hours: number): string =>
  new Date(Date.parse(lead.occurredAt) + hours * HOUR).toISOString();

function repOf(workspace: string, index: number): object {
  return {
    repId: `${workspace}-r${index}`,
    workspace,
    name: `${REP} ${index}`,
    email: `${index}.${workspace}@reps.leadline.dev`,
    workDays: [1, 2, 3, 4, 5, 6, 7],
    workStart: workspace.startsWith('past') ? 540 : 0,
    workEnd: workspace.startsWith('past') ? 1020 : 1440,
    capacity: 5,
    dailyCap: 50,
  };
}

function leadOf(workspace: string, start: number, index: number): Sent {
  const key = randomUUID();
  return {
    source: SOURCES[index % SOURCES.length]!,
    idempotencyKey: key,
    workspace,
    firstName: PERSON,
    email: emailOf(workspace, key, index),
    consent: index % 7 === 4 ? 'denied' : 'granted',
    test: index % 13 === 12,
    message: index % 17 === 16 ? 'http://a.io http://b.io http://c.io' : 'Please call.',
    occurredAt: new Date(start + index * 100 * 60_000).toISOString(),
  };
}

/** Some have none, two are one person, and some belong to an account that has its owner. */
function emailOf(workspace: string, key: string, index: number): string {
  const name = PERSON.toLowerCase();
  if (index % 9 === 8) return 'nobody';
  if (index === 5 || index === 20) return `${name}@twin-${workspace}.com`;
  return `${name}-${key}@${index % 10 === 6 ? `own-${workspace}` : `firm-${key.slice(0, 4)}`}.com`;
}

const reassignment = (workspace: string, { source, idempotencyKey }: Sent, occurredAt: string): object => ({
  workspace,
  leadId: leadIdOf(TENANT, source, idempotencyKey),
  command: 'reassign',
  repId: `${workspace}-r1`,
  occurredAt,
});
