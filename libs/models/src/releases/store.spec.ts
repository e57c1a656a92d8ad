import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleOf } from '../../test/deals.ts';
import { ModelStore, saveModel, trainModel } from '../index.ts';

const examples = Array.from({ length: 600 }, (_, index) => exampleOf(index));
const [first, second] = [trainModel(examples), trainModel(examples.slice(100))];

let folder: string;
let store: ModelStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-store-'));
  store = new ModelStore(join(folder, 'store'));
  await saveModel(join(folder, 'first'), first);
  await saveModel(join(folder, 'second'), second);
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string) => store.put(join(folder, name));

test('a model lies under its version, as it was; again changes nothing', async () => {
  expect((await put('first')).version).toBe(first.card.version);
  await put('first');
  expect(await readdir(join(folder, 'store'))).toEqual([first.card.version]);
  for (const file of ['model.onnx', 'model.json'])
    expect(await readFile(join(folder, 'store', first.card.version, file))).toEqual(
      await readFile(join(folder, 'first', file)),
    );
  const scorer = await store.open(first.card.version);
  expect(scorer.card).toEqual(JSON.parse(JSON.stringify(first.card)));
  await scorer.close();
});

test('two that take it in at once leave one', async () => {
  await Promise.all([put('first'), put('first'), put('second')]);
  expect(await readdir(join(folder, 'store'))).toHaveLength(2);
});

test('a store that is not there is empty', async () => {
  expect(await store.list()).toEqual([]);
  await expect(store.open(first.card.version)).rejects.toMatchObject({ code: 'LEADLINE_MODEL_MISSING' });
});

test('a file that was changed in the store is told of, and not opened', async () => {
  await put('first');
  await put('second');
  const onnx = join(folder, 'store', first.card.version, 'model.onnx');
  const bytes = await readFile(onnx);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(onnx, bytes);
  await expect(store.open(first.card.version)).rejects.toMatchObject({ code: 'LEADLINE_MODEL_INVALID' });
  await expect(put('first')).rejects.toMatchObject({ code: 'LEADLINE_MODEL_INVALID' });
  const troubles = new Map(
    (await store.list()).map(({ version, trouble }) => [version, trouble?.code ?? null]),
  );
  expect(troubles.get(first.card.version)).toBe('LEADLINE_MODEL_INVALID');
  expect(troubles.get(second.card.version)).toBeNull();
});

test('a model under the name of another is not opened', async () => {
  await put('first');
  const [own, other] = [first, second].map(({ card }) => join(folder, 'store', card.version));
  await rename(own!, other!);
  await expect(store.open(second.card.version)).rejects.toThrow(first.card.version);
});

test('a version is found by its beginning, if that is enough', async () => {
  await put('first');
  await put('second');
  expect(await store.find(first.card.version.slice(0, 12))).toBe(first.card.version);
  await expect(store.find('')).rejects.toThrow('2 models');
  await expect(store.find('zz')).rejects.toMatchObject({ code: 'LEADLINE_MODEL_UNKNOWN' });
});
