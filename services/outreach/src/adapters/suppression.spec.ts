import { hash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suppressionList } from './suppression.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suppression-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function listOf(text: string) {
  const path = join(folder, randomUUID());
  await writeFile(path, text);
  const stale: unknown[] = [];
  return { path, stale, list: await suppressionList(path, (error) => void stale.push(error)) };
}

test('knows addresses, domains and hashes, in whatever case', async () => {
  const digest = hash('sha256', 'secret@person.io');
  const { list } = await listOf(`# list\nAda@Analytical.io\n@rival.com\nsha256:${digest}\n`);
  expect(list.has('ADA@analytical.io')).toBe(true);
  expect(list.has('anyone@rival.com')).toBe(true);
  expect(list.has('Secret@Person.io')).toBe(true);
  expect(list.has('grace@analytical.io')).toBe(false);
});

test('takes in a changed list without a restart, and keeps the last one, with one word of it, when the file is gone', async () => {
  const { path, stale, list } = await listOf('');
  await writeFile(path, 'ada@analytical.io\n');
  await list.refresh();
  expect(list.has('ada@analytical.io')).toBe(true);
  expect(stale).toEqual([]);
  await rm(path);
  await list.refresh();
  await list.refresh();
  expect(list.has('ada@analytical.io')).toBe(true);
  expect(stale).toMatchObject([{ code: 'ENOENT' }]);
});

test('refuses a list that cannot be read at the start; no list is an empty one', async () => {
  await expect(suppressionList(join(folder, 'nothing'), () => {})).rejects.toMatchObject({
    code: 'LEADLINE_CONFIG_INVALID',
  });
  expect((await suppressionList(undefined, () => {})).has('ada@analytical.io')).toBe(false);
});
