import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelReleased } from '@leadline/contracts';
import { EVERYBODY, loadModel, ModelStore, saveModel, type Scorer, trainModel } from '@leadline/models';
import { exampleOf } from '../../../../libs/models/test/deals.ts';
import type { Cluster } from '../cluster.ts';
import { release } from './release.ts';

const modelOf = (deals: number) => trainModel(Array.from({ length: deals }, (_, index) => exampleOf(index)));
const [FIRST, SECOND] = [modelOf(1000), modelOf(1100)];
const order = { tenant: EVERYBODY, by: 'ops-7', reason: 'the first', at: 0 };
const careful = { force: false, uncompared: false };

/** Nothing was released yet; what is announced now can be seen. */
function quiet(): { readonly cluster: Cluster; readonly announced: ModelReleased[] } {
  const announced: ModelReleased[] = [];
  const codec = { encode: async ({ value }: { value: ModelReleased }) => announced.push(value) };
  const producer = { send: async () => {}, close: async () => {} };
  const client = { producer: async () => producer };
  return { cluster: { client, codec, async *read() {} } as never, announced };
}

let folder: string;
let store: ModelStore;
let scorer: Scorer;
beforeEach(async () => {
  const home = await mkdtemp(join(tmpdir(), 'leadline-releasing-'));
  folder = join(home, 'candidate');
  store = new ModelStore(join(home, 'store'));
  await saveModel(folder, FIRST);
  scorer = await loadModel(folder);
});
afterEach(async () => {
  await scorer.close();
  await rm(join(folder, '..'), { recursive: true });
});

test('a model is in the store before it is announced', async () => {
  const { cluster, announced } = quiet();
  const { version } = await release(cluster, store, { scorer, folder }, order, careful);
  expect(announced).toMatchObject([{ version }]);
  expect((await store.read(version!)).version).toBe(version);
});

test('given another model in the folder by then, nothing is announced', async () => {
  const { cluster, announced } = quiet();
  await saveModel(folder, SECOND);
  await expect(release(cluster, store, { scorer, folder }, order, careful)).rejects.toMatchObject({
    code: 'LEADLINE_MODEL_INVALID',
    message: expect.stringContaining(scorer.card.version.slice(0, 12)),
    where: folder,
  });
  expect(announced).toEqual([]);
});
