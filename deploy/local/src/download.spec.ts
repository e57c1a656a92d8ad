import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, digestOf, type Artefact } from './download.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leadline-download-'));
  process.env['LEADLINE_HOME'] = home;
});

afterEach(async () => {
  delete process.env['LEADLINE_HOME'];
  await rm(home, { recursive: true });
});

/** What `digestOf` gives for a folder with the one file `program` that holds `right`. */
const RIGHT = '4199ea2e84835eebc17d9de7e2641ff89c9ba99b50ba2302d29b594ed2b045bc';

function artefact(content: string, downloads: string[] = []): Artefact {
  return {
    name: 'program-1.0',
    megabytes: 1,
    digests: [RIGHT],
    async download(into) {
      downloads.push(into);
      await writeFile(join(into, 'program'), content);
    },
  };
}

const silent = (): void => undefined;

test('a download with one wrong byte is refused and does not stay', async () => {
  await expect(cached(artefact('rigjt'), silent)).rejects.toMatchObject({ code: 'LEADLINE_STACK_CHECKSUM' });
  expect(await readdir(home)).toEqual([]);
});

test('a file under another name is refused', async () => {
  const renamed = { ...artefact(''), download: (into: string) => writeFile(join(into, 'other'), 'right') };
  await expect(cached(renamed, silent)).rejects.toMatchObject({ code: 'LEADLINE_STACK_CHECKSUM' });
});

test('a right download is kept and not repeated, even when two ask at once', async () => {
  const downloads: string[] = [];
  const said: string[] = [];
  const folders = await Promise.all([
    cached(artefact('right', downloads), (line) => said.push(line)),
    cached(artefact('right', downloads), (line) => said.push(line)),
  ]);
  expect(downloads).toHaveLength(1);
  expect(folders).toEqual([join(home, 'program-1.0'), join(home, 'program-1.0')]);
  expect(await readFile(join(home, 'program-1.0', 'program'), 'utf8')).toBe('right');
  expect(said[0]).toBe('program-1.0: downloading 1 MB (kept for next time)');
});

test('a download that breaks off is tried again the next time', async () => {
  const broken = { ...artefact(''), download: () => Promise.reject(new Error('no network')) };
  await expect(cached(broken, silent)).rejects.toThrow('no network');
  expect(await cached(artefact('right'), silent)).toBe(join(home, 'program-1.0'));
});

test('what is unpacked takes the place of what was downloaded', async () => {
  const packed: Artefact = {
    ...artefact('right'),
    unpack: (_from, into) => writeFile(join(into, 'unpacked'), 'yes'),
  };
  const folder = await cached(packed, silent);
  expect(await readdir(folder)).toEqual(['unpacked']);
  expect(await readdir(home)).toEqual(['program-1.0']);
});

test('the digest of a folder does not depend on the order in which its files were written', async () => {
  const [one, two] = [await mkdtemp(join(home, 'one-')), await mkdtemp(join(home, 'two-'))];
  for (const name of ['a', 'b']) await writeFile(join(one, name), name);
  for (const name of ['b', 'a']) await writeFile(join(two, name), name);
  expect(await digestOf(one)).toBe(await digestOf(two));
});
