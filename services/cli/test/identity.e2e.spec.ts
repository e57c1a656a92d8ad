import { randomUUID } from 'node:crypto';
import { leadIdOf } from '@leadline/contracts';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { readTopic } from '../../sample-company/src/read-topic.ts';
import { leadFor, openWorkspace, startQuietCompany } from '../../sample-company/test/harness.ts';
import type { LeadLife } from '../src/audit/trace.ts';

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

async function leadline<T>(...args: readonly string[]): Promise<T> {
  const { code, output, json } = await runCli([...args, '--json'], company.env);
  expect({ args, code, output: code === 0 ? '' : output }).toEqual({ args, code: 0, output: '' });
  return json as T;
}

/** Sends a lead into the workspace and waits until nothing is in flight; answers its id. */
async function send(workspace: string, said: object): Promise<string> {
  const lead = { ...leadFor(workspace), ...said };
  await company.intake.post('/v1/leads', [lead]);
  await leadline('reconcile', '--settle');
  return leadIdOf('default', lead.source, lead.idempotencyKey);
}

/** The lead's life once it has come to the attempt. */
async function lifeAt(leadId: string, attempt: number, state: string): Promise<LeadLife> {
  for (;;) {
    const life = await leadline<LeadLife>('trace', leadId);
    if (life.status?.attempt === attempt && life.status.state === state) return life;
  }
}

/**
 * Every counter of a workspace as assignment keeps it: loads, days and turns of each rep, and of the rotation; not how far ends of
 * work have moved, as work that comes back is done last.
 */
async function countersOf(workspace: string): Promise<ReadonlyMap<string, unknown>> {
  const rows = await readTopic(company.client, company.codec, 'assignment.state', 'StateChanged');
  const own = rows.map(({ value }) => value).filter((value) => value.workspace === workspace);
  const counters = own.flatMap(({ key, body }): [string, unknown][] => {
    const { moved: _moved, ...value } = JSON.parse(body) as {
      readonly turns?: number;
      readonly moved?: number;
    };
    if (key === 'meta') return [[key, value.turns]];
    return key.startsWith('load/') ? [[key, value]] : [];
  });
  return new Map(counters);
}

const loads = (life: LeadLife) => life.ledger.map(({ kind, loadAfter }) => `${kind} ${loadAfter}`);

test('sure matches act, unsure ones are shown, and a merge is undone to the last counter', async () => {
  const workspace = await openWorkspace(company, 1);
  const firm = `Firm ${randomUUID()}`;
  const ann = { firstName: 'Catherine', lastName: 'Fisher', company: firm };
  const first = await send(workspace, { ...ann, phone: '+1 415 555 0142' });

  // Another mailbox, a typing error, the same number: one person.
  const again = await send(workspace, {
    ...ann,
    lastName: 'Fischer',
    phone: '(415) 555-0142',
    country: 'US',
  });
  const duplicate = await lifeAt(again, 1, 'duplicate');
  expect(duplicate.status).toMatchObject({ duplicateOf: first, reason: 'SAME_PERSON' });
  expect(duplicate.status?.reasons).toEqual(expect.arrayContaining(['PHONE_SAME', 'NAME_CLOSE']));

  // It was none: it gets its rep.
  await leadline('lead', 'split', again, '--workspace', workspace);
  expect(loads(await lifeAt(again, 2, 'assigned'))).toEqual(['duplicate -1', 'split -1', 'assigned 2']);

  // An initial at one company may be anybody: shown, and routed.
  const perhaps = await send(workspace, { firstName: 'C.', lastName: 'Fisher', company: firm });
  const shown = await lifeAt(perhaps, 1, 'assigned');
  expect(shown.status?.possibleDuplicates.map(({ leadId }) => leadId)).toContain(first);

  // A person says it is one, and takes it back.
  const counters = await countersOf(workspace);
  const other = (await lifeAt(first, 1, 'assigned')).status;
  await leadline('lead', 'merge', perhaps, first, '--workspace', workspace);
  await lifeAt(perhaps, 1, 'duplicate');
  expect(await countersOf(workspace)).not.toEqual(counters);
  await leadline('lead', 'split', perhaps, '--workspace', workspace);
  const restored = await lifeAt(perhaps, 2, 'assigned');
  const { attempt: _, seq: __, stages: ___, ...before } = shown.status!;
  expect(restored.status).toMatchObject(before);
  expect(loads(restored).slice(-3)).toEqual(['duplicate 2', 'split -1', 'restored 3']);
  expect(await countersOf(workspace)).toEqual(counters);
  expect((await lifeAt(first, 1, 'assigned')).status).toEqual(other);
  await leadline('reconcile', '--settle');
  await leadline('load', 'verify');
  await leadline('replay');
});
