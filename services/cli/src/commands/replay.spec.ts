import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@leadline/contracts';
import { history } from '../../test/history.ts';
import { createProgram } from '../program.ts';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'leadline-replay-'))));
afterAll(() => rm(folder, { recursive: true }));

const replayed = (...lines: readonly string[]) => replayedWith({}, lines);

/** Replays a file that holds these lines, without a server; answers exit code, standard output and error. */
async function replayedWith(env: Readonly<Record<string, string>>, lines: readonly string[]) {
  const file = join(folder, `${randomUUID()}.ndjson`);
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  const seen = { out: '', err: '', code: null as number | null };
  const program = createProgram({
    out: (text) => (seen.out += text),
    err: (text) => (seen.err += text),
    env,
    exit: (code) => (seen.code = code),
  });
  await program.parseAsync(['replay', '--from-file', file], { from: 'user' });
  return seen;
}

const rows = history().decisions.map((row) => JSON.stringify(row));

test('given an export, it is decided again without a server', async () => {
  expect(await replayed(...rows)).toMatchObject({
    code: 0,
    out: expect.stringContaining('0 differ, 0 not checkable'),
  });
});

test('given the salt of exploration, what a lead drew is checked, too', async () => {
  const recording = new URL('../../../../libs/domain/recordings/engine-2-soft.ndjson', import.meta.url);
  const lines = (await readFile(recording, 'utf8')).trimEnd().split('\n');
  const contents = lines.filter((line) => line.includes('"record":"ContentStored"'));
  const drawn = lines.find((line) => line.includes('propensities')) ?? '';
  const { value } = JSON.parse(drawn) as { value: { capsule: string; previousHash: string } };
  const capsule = value.capsule.replace(/"u":(\d+)/u, (_, u) => `"u":${Number(u) + 1}`);
  const capsuleHash = sha256(`${value.previousHash}\n${capsule}`);
  const forged = JSON.stringify({ record: 'DecisionRecorded', value: { ...value, capsule, capsuleHash } });
  const salt = { LEADLINE_ASSIGNMENT_SALT: 'a salt of recordings' };
  expect((await replayedWith(salt, [...contents, drawn])).code).toBe(0);
  expect((await replayedWith({}, [...contents, forged])).code).toBe(0);
  expect((await replayedWith(salt, [...contents, forged])).code).toBe(1);
});

test.each<[string, readonly string[], string]>([
  ['a line that is no JSON', [...rows, 'hello'], `line ${rows.length + 1}`],
  ['records of another topic', ['{"record":"LeadStatus","value":{}}'], 'line 1'],
  ['a decision without its capsule', ['{"record":"DecisionRecorded","value":{"leadId":"l"}}'], 'line 1'],
  ['nothing', [], 'holds no decision'],
])('given %s, then it is not checkable and says where', async (_, lines, where) => {
  const { code, err } = await replayed(...lines);
  expect(code).toBe(2);
  expect(err).toMatch(/^LEADLINE_EXPORT_INVALID: /);
  expect(err).toContain(where);
  expect(err).toContain('replay --export');
});

test('given a file that is not there, then that is said', async () => {
  const seen = { err: '', code: null as number | null };
  const io = {
    out: () => {},
    err: (text: string) => void (seen.err += text),
    env: {},
    exit: (code: number) => void (seen.code = code),
  };
  await createProgram(io).parseAsync(['replay', '--from-file', join(folder, 'nowhere')], { from: 'user' });
  expect(seen).toEqual({ code: 2, err: expect.stringContaining('LEADLINE_FILE_UNREADABLE') });
});
