import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairFile } from './bulk.ts';
import type { AmendAnswer, Patch } from './intake.ts';

async function given(
  name: string,
  text: string,
  answerOf: (leadId: string) => AmendAnswer = () => ({ attempt: 2 }),
) {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-fix-'));
  const [file, rejectsFile] = [join(folder, name), join(folder, 'rejects.ndjson')];
  await writeFile(file, text);
  const sent: { leadId: string; patch: Patch; key: string; by: string | null }[] = [];
  let waits = 10;
  const run = async () =>
    repairFile({
      file,
      rejectsFile,
      said: { by: 'u7', reason: null },
      progress: () => {},
      intake: {
        amend: async (leadId, patch, { key, by }) => {
          // The first takes longest, so that what goes side by side comes in another order.
          for (let left = waits--; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
          sent.push({ leadId, patch, key, by });
          return answerOf(leadId);
        },
      },
    });
  return { sent, run, rejects: () => readFile(rejectsFile, 'utf8') };
}

test('CSV: what is filled changes; rows read are accepted or rejected, with line and reason', async () => {
  const text = 'leadId,country,email,attributes.form\nl1,DE,,x\n,DE,,\nl2,FR,a@b.fr\nl3,,,\nl4,,d@e.f,\n';
  const { sent, run, rejects } = await given('fixes.csv', text, (leadId) =>
    leadId === 'l3'
      ? { code: 'LEADLINE_INTAKE_INVALID', message: 'The body names no field.' }
      : { attempt: 2 },
  );
  const report = await run();
  expect(report).toMatchObject({ read: 5, accepted: 2, rejected: 3 });
  const inOrder = sent.toSorted((a, b) => (a.leadId < b.leadId ? -1 : 1));
  expect(inOrder.map(({ leadId, patch, by }) => [leadId, patch, by])).toEqual([
    ['l1', { country: 'DE', attributes: { form: 'x' } }, 'u7'],
    ['l3', {}, 'u7'],
    ['l4', { email: 'd@e.f' }, 'u7'],
  ]);
  const lines = (await rejects())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reason: string });
  expect(lines.toSorted((a, b) => a.line - b.line)).toEqual([
    { line: 3, reason: expect.stringContaining('leadId') },
    { line: 4, reason: expect.stringContaining('3 fields') },
    { line: 5, reason: expect.stringContaining('LEADLINE_INTAKE_INVALID') },
  ]);
});

test('NDJSON: a merge patch beside leadId, null and all', async () => {
  const text =
    '{"leadId":"l1","employees":7,"phone":null,"attributes":{"a":null}}\n\nnonsense\n[]\n{"country":"DE"}\n';
  const { sent, run } = await given('fixes.ndjson', text);
  expect((await run()).rejects.map(({ line }) => line)).toEqual([3, 4, 5]);
  expect(sent).toMatchObject([
    { leadId: 'l1', patch: { employees: 7, phone: null, attributes: { a: null } } },
  ]);
});

test('fixes of one lead keep their order, and the same fix has the same key', async () => {
  const rows = ['DE', 'FR', 'US', 'DE'].map((country) => JSON.stringify({ leadId: 'l1', country }));
  const { sent, run } = await given('fixes.jsonl', rows.join('\n'));
  await run();
  expect(sent.map(({ patch }) => patch['country'])).toEqual(['DE', 'FR', 'US', 'DE']);
  const keys = sent.map(({ key }) => key);
  expect([keys[0] === keys[3], new Set(keys).size]).toEqual([true, 3]);
});

test('a file that cannot be read is an error', async () => {
  const { run } = await given('fixes.ndjson', '');
  const job = {
    said: { by: null, reason: null },
    rejectsFile: null,
    progress: () => {},
    intake: { amend: neverAsked },
  };
  await expect(repairFile({ ...job, file: '/no/such.ndjson' })).rejects.toMatchObject({
    code: 'LEADLINE_FILE_UNREADABLE',
  });
  expect((await run()).read).toBe(0);
});

const neverAsked = async (): Promise<AmendAnswer> => ({ attempt: 2 });
