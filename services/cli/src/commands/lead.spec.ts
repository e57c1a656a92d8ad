import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProgram } from '../program.ts';

/** Runs `leadline lead …` against an intake that answers one line; tells what was sent, printed and exited with. */
async function run(line: object, ...args: readonly string[]) {
  const seen = { out: '', err: '', code: null as number | null, path: '', body: '' };
  const server = createServer((request, response) => {
    seen.path = request.url ?? '';
    request.on('data', (chunk: Buffer) => (seen.body += chunk.toString()));
    request.on('end', () => response.end(`${JSON.stringify(line)}\n`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const io = {
    out: (text: string) => void (seen.out += text),
    err: (text: string) => void (seen.err += text),
    env: { LEADLINE_INTAKE: `http://127.0.0.1:${port}` },
    exit: (code: number) => void (seen.code = code),
  };
  await createProgram(io).parseAsync(['lead', ...args], { from: 'user' });
  await new Promise((resolve) => server.close(resolve));
  return seen;
}

test('merge and split are commands of their own, each time anew', async () => {
  const accepted = { line: 1, status: 202, leadId: 'l2' };
  const merged = await run(accepted, 'merge', 'l2', 'l1', '--workspace', 'emea', '--by', 'u7');
  expect(merged).toMatchObject({ code: 0, path: '/v1/commands' });
  const body = JSON.parse(merged.body) as { eventId: string };
  expect(body).toMatchObject({
    leadId: 'l2',
    command: 'merge',
    otherLeadId: 'l1',
    workspace: 'emea',
    by: 'u7',
  });
  const split = await run(accepted, 'split', 'l2');
  expect(JSON.parse(split.body)).toMatchObject({ leadId: 'l2', command: 'split', workspace: 'default' });
  expect(JSON.parse(split.body)).not.toMatchObject({ eventId: body.eventId });
  expect(split.out).toContain('leadline trace l2');
});

test('what intake does not take is an error with its message', async () => {
  const refused = {
    line: 1,
    status: 400,
    error: { code: 'LEADLINE_INTAKE_INVALID', message: 'leadId: too long' },
  };
  const { code, err } = await run(refused, 'split', 'l2');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('leadId: too long') });
});
