import { randomUUID } from 'node:crypto';
import type { LeadScored } from '@leadline/contracts';
import { until } from '@leadline/testkit';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { readTopic } from '../../sample-company/src/read-topic.ts';
import { idOf, leadFor, openWorkspace, startQuietCompany } from '../../sample-company/test/harness.ts';

let company: RunningCompany;
beforeAll(async () => {
  company = await startQuietCompany();
});
afterAll(() => company?.close());

const HOUR = 3_600_000;

/** What lead.scored says of each attempt of a lead, once there are so many. */
async function scoredTimes(leadId: string, times: number): Promise<readonly LeadScored[]> {
  let found: readonly LeadScored[] = [];
  await until(
    `lead ${leadId} is scored ${times} times`,
    async () => {
      const rows = await readTopic(company.client, company.codec, 'lead.scored', 'LeadScored');
      found = rows.map(({ value }) => value).filter((value) => value.leadId === leadId);
      return found.length >= times;
    },
    120_000,
  );
  return found;
}

/** Sends the lead through again, with another company. */
async function amended(leadId: string): Promise<void> {
  await until(
    'the lead can be changed',
    async () => {
      const response = await fetch(`${company.intakeUrl}/v1/leads/${leadId}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ company: 'Another Firm' }),
      });
      return response.ok;
    },
    120_000,
  );
}

test('what was recorded before a lead is on it when it is decided; what is recorded after it changes nothing', async () => {
  const workspace = await openWorkspace(company, 1);
  const visitorId = `v-${randomUUID()}`;
  const lead = { ...leadFor(workspace), visitorId };
  const at = Date.now();
  const page = (hours: number) => ({
    kind: 'page',
    what: '/pricing?campaign=7',
    occurredAt: at - hours * HOUR,
    visitorId,
    seconds: 30,
  });
  const email = {
    kind: 'email',
    what: 'spring',
    occurredAt: at - 50 * HOUR,
    email: lead.email,
    clicked: true,
  };
  // One of them twice, as a sender does that has had no answer.
  await company.intake.post('/v1/engagements', [page(2), page(2.1), email, page(2)]);
  await company.intake.post('/v1/leads', [lead]);

  const leadId = idOf(lead);
  const [first] = await scoredTimes(leadId, 1);
  expect(first?.engagement).toEqual({
    lastKind: 'page',
    daysSinceLast: 0,
    windows: [7, 30, 90].map((days) => ({ days, pages: 2, emails: 1, forms: 0, events: 0 })),
    visits: 1,
    pagesPerVisit: 2,
    secondsPerVisit: 60,
    clicks: 1,
    formFields: 0,
    foundBy: ['mailbox', 'visitor'],
    complete: true,
  });

  // Of before the lead, but nobody knew it then.
  await company.intake.post('/v1/engagements', [page(1), page(40)]);
  await amended(leadId);
  const scored = await scoredTimes(leadId, 2);
  expect(scored.map(({ attempt }) => attempt)).toEqual([1, 2]);
  expect(scored[1]?.engagement).toEqual(first?.engagement);

  // The next lead of the same browser knows it.
  const next = { ...leadFor(workspace), visitorId };
  await company.intake.post('/v1/leads', [next]);
  const [second] = await scoredTimes(idOf(next), 1);
  expect(second?.engagement).toMatchObject({
    windows: [{ pages: 4, emails: 0 }, {}, {}],
    foundBy: ['visitor'],
  });

  const reconciled = await runCli(['reconcile', '--settle'], company.env);
  expect([reconciled.code, reconciled.errors]).toEqual([0, '']);
  const { output } = await runCli(['trace', leadId], company.env);
  expect(output).toContain('Engagement before the lead\n  last a page, less than a day before the lead\n');
  expect(output).toContain('  depth: 1 visit of 2 pages and 60 s, 1 e-mail clicked\n');
  const replayed = await runCli(['replay'], company.env);
  expect([replayed.code, replayed.errors]).toEqual([0, '']);
});
