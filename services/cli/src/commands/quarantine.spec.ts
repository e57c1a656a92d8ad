import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProgram } from '../program.ts';

interface Seen {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Runs a command line against an intake that gives these answers in turn. */
async function run(
  answers: readonly (readonly [status: number, body: object])[],
  ...args: readonly string[]
) {
  const asked: Seen[] = [];
  const seen = { out: '', err: '', code: null as number | null, asked };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [status, answer] = answers[asked.length] ?? [500, {}];
      asked.push({ path: request.url ?? '', method: request.method ?? '', headers: request.headers, body });
      response.writeHead(status).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const io = {
    out: (text: string) => void (seen.out += text),
    err: (text: string) => void (seen.err += text),
    env: { LEADLINE_INTAKE: `http://127.0.0.1:${port}` },
    exit: (code: number) => void (seen.code = code),
  };
  await createProgram(io).parseAsync(args, { from: 'user' });
  await new Promise((resolve) => server.close(resolve));
  return seen;
}

const row = (leadId: string) => ({
  leadId,
  workspace: 'emea',
  source: null,
  attempt: 1,
  reason: 'SPAM',
  reasons: ['SPAM', 'TEST'],
  since: 0,
});

test('quarantine ls goes through the pages up to its limit', async () => {
  const pages = [
    [200, { leads: [row('l1')], next: 'c1', complete: true }],
    [200, { leads: [row('l2')], next: 'c2', complete: false }],
  ] as const;
  const { out, code, asked } = await run(pages, 'quarantine', 'ls', '--reason', 'SPAM', '--limit', '2');
  expect(asked.map(({ path }) => path)).toEqual([
    '/v1/leads?state=quarantined&reason=SPAM&limit=2',
    '/v1/leads?state=quarantined&reason=SPAM&limit=1&cursor=c1',
  ]);
  expect(code).toBe(0);
  for (const said of ['l2', 'SPAM, TEST', 'lead fix l1', '--limit', 'may be missing'])
    expect(out).toContain(said);
});

test('without leads it says so', async () => {
  const { out } = await run(
    [[200, { leads: [], next: null, complete: true }]],
    'quarantine',
    'ls',
    '--state',
    'parked',
  );
  expect(out).toBe('no lead is parked\n');
});

test('lead fix sends a merge patch under a key of its own, and is asked again while the lead is busy', async () => {
  const busy = [409, { error: { code: 'LEADLINE_LEAD_BUSY', message: 'wait' } }] as const;
  const args = ['lead', 'fix', 'l1', 'country=DE', 'phone=', '--by', 'u7', '--reason', 'typo ä'];
  const { out, code, asked } = await run(
    [busy, [202, { accepted: true, leadId: 'l1', attempt: 2 }]],
    ...args,
  );
  expect(asked[1]).toMatchObject({
    method: 'PATCH',
    path: '/v1/leads/l1?by=u7&reason=typo+%C3%A4',
    body: '{"country":"DE","phone":null}',
  });
  expect(asked[0]?.headers['idempotency-key']).toBe(asked[1]?.headers['idempotency-key']);
  expect([code, out]).toEqual([0, expect.stringContaining('attempt 2')]);
});

test('what intake refuses is an error with its code and message', async () => {
  const closed = [409, { error: { code: 'LEADLINE_LEAD_CLOSED', message: 'Lead l1 is closed.' } }] as const;
  const { code, err } = await run([closed], 'lead', 'fix', 'l1', 'country=DE');
  expect([code, err]).toEqual([2, expect.stringContaining('LEADLINE_LEAD_CLOSED: Lead l1 is closed.')]);
});

test('a change that cannot be read is told before anything is sent', async () => {
  const { code, err, asked } = await run([], 'lead', 'fix', 'l1', 'country');
  expect([code, asked.length, err]).toEqual([2, 0, expect.stringContaining('field=value')]);
});
