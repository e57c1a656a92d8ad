import { createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionsOf } from '../../test/decisions.ts';
import { createProgram } from '../program.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'leadline-policy-'))));
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const seen = { out: '', err: '', code: null as number | null };
  const program = createProgram({
    out: (text) => (seen.out += text),
    err: (text) => (seen.err += text),
    env: { LEADLINE_STACK: 'no-such-stack', ...env },
    exit: (code) => (seen.code = code),
  });
  await program.parseAsync(['policy', ...args], { from: 'user' }).catch(() => {});
  return seen;
}

const GOOD = `version: spring
reps: [{ repId: ann }, { repId: ben, languages: [en] }]
examples:
  - { name: German, at: "2026-03-24T10:00:00Z", lead: { language: de }, expect: { rep: ann } }
`;

describe('lint', () => {
  test('nothing to find fault with exits 0, a finding 1 with line, column and how to mend it', async () => {
    expect(await run({}, 'lint', await file('good.yaml', GOOD))).toMatchObject({ code: 0 });
    const bad = await file('bad.yaml', `${GOOD}segments: { unused: lead.score > 1 }\n`);
    const { code, out } = await run({}, 'lint', bad);
    expect(code).toBe(1);
    expect(out).toBe(
      `${bad}:5:21: warning UNUSED: nothing asks for the segment unused\n  Use it in a rule, or take it out.\n`,
    );
  });

  test('a file with faults exits 1, too; one that is not there 2', async () => {
    const faulty = await file('faulty.yaml', 'version: a\nhours: never\n');
    const { code, out } = await run({}, 'lint', faulty, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ code: 'INVALID', line: 2, column: 8 }] });
    expect(await run({}, 'lint', join(folder, 'none.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('LEADLINE_FILE_UNREADABLE'),
    });
  });

  test('beside the files of other workspaces, leads that are handed on to none of them', async () => {
    const emea = await file(
      'emea.yaml',
      `${GOOD}workspace: emea\ntransfer: { afterMinutes: 60, workspace: apac }\n`,
    );
    const [amer, apac] = [await file('amer.yaml', 'version: a\nworkspace: amer\n'), await file('apac.yaml', 'version: a\nworkspace: apac\n')]; // prettier-ignore
    expect(await run({}, 'lint', emea)).toMatchObject({ code: 0 });
    expect(await run({}, 'lint', emea, '--beside', amer, apac)).toMatchObject({ code: 0 });
    const { code, out } = await run({}, 'lint', emea, '--beside', amer);
    expect(code).toBe(1);
    expect(out).toContain(
      'emea.yaml:6:42: warning TRANSFER: none of the files beside it is for the workspace apac',
    );
  });

  test('with other reps than those of the file', async () => {
    const reps = await file('reps.yaml', 'reps: [{ repId: zoe, capacity: 0 }]\n');
    expect(await run({}, 'lint', await file('good.yaml', GOOD), '--reps', reps)).toMatchObject({
      code: 1,
      out: expect.stringContaining('zoe is active and has room for no lead'),
    });
  });
});

describe('test', () => {
  test('examples that hold exit 0', async () => {
    const seen = await run({}, 'test', await file('good.yaml', GOOD));
    expect(seen).toMatchObject({ code: 0, out: 'holds: German\n1 examples hold, 0 do not\n' });
  });

  test('one that does not exits 1 and says where it is and what came instead', async () => {
    const path = await file('wrong.yaml', GOOD.replace('{ rep: ann }', '{ rep: ben }'));
    const { code, out } = await run({}, 'test', path);
    expect(code).toBe(1);
    expect(out).toBe(`FAILS: German (${path}:4:5)
  rep is ann, not ben
  it goes to ann: highest value: P(win) 10 % x 0 among 1 of 2 reps
  excluded: ben LANGUAGE
0 examples hold, 1 do not
`);
  });
});

describe('diff', () => {
  test('of an export, to the screen or into a file', async () => {
    const rows = decisionsOf(30, 3).map((row) => `${JSON.stringify(row)}\n`);
    const decisions = await file('decisions.ndjson', rows.join(''));
    const a = await file('a.yaml', 'version: a\n');
    const b = await file('b.yaml', 'version: b\nstrategy: round-robin\n');
    const args = ['diff', a, b, '--from-file', decisions, '--workspace', 'main'];
    const { code, out } = await run({}, ...args, '--last', '20', '--json');
    expect(code).toBe(0);
    const diff = JSON.parse(out) as { decided: number; changed: readonly object[] };
    expect(diff.decided).toBe(20);
    const csv = join(folder, 'diff.csv');
    expect(await run({}, ...args, '--last', '20', '--format', 'csv', '--out', csv)).toMatchObject({
      code: 0,
    });
    expect((await readFile(csv, 'utf8')).trimEnd().split('\n')).toHaveLength(1 + diff.changed.length);
  });
});

/** Applies a file against an intake that accepts everything; tells what was sent. */
async function applied(path: string, ...args: readonly string[]) {
  let sent = '';
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (sent += chunk.toString()));
    request.on('end', () => response.end('{"line":1,"status":202}\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const env = { LEADLINE_INTAKE: `http://127.0.0.1:${port}` };
  const seen = await run(env, 'apply', path, '--by', 'u7', '--reason', 'new team', ...args);
  await new Promise((resolve) => server.close(resolve));
  return { ...seen, sent };
}

describe('apply', () => {
  test('sends the file with who and why', async () => {
    const { code, sent, out } = await applied(await file('good.yaml', GOOD), '--workspace', 'emea');
    expect(code).toBe(0);
    const said = { workspace: 'emea', version: 'spring', file: GOOD, actor: 'u7', reason: 'new team' };
    expect(JSON.parse(sent)).toMatchObject(said);
    expect(out).toContain('leadline policy history');
  });

  test('a file with faults is refused with its place before anything is sent', async () => {
    const faulty = await file('faulty.yaml', 'version: a\nhours: never\n');
    const { code, err, sent } = await applied(faulty);
    expect({ code, sent }).toEqual({ code: 2, sent: '' });
    expect(err).toContain(`LEADLINE_POLICY_INVALID: ${faulty}:2:8: `);
  });

  test('nobody releases a policy without saying who and why', async () => {
    expect(await run({}, 'apply', await file('good.yaml', GOOD))).toMatchObject({
      code: 2,
      err: expect.stringContaining('--by'),
    });
  });
});
