import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeLead, segmentOf } from '@leadline/domain';
import { exampleOf, leadOf } from '../test/deals.ts';
import { loadModel, type ModelCard, saveModel, trainModel } from './index.ts';
import { treeModelOnnx } from './onnx/tree-model.ts';
import { versionOf } from './version.ts';

const examples = Array.from({ length: 1500 }, (_, index) => exampleOf(index));
const model = trainModel(examples);
const leads = Array.from({ length: 23 }, (_, index) => leadOf(index));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-model-'));
  await saveModel(folder, model);
});
afterEach(() => rm(folder, { recursive: true }));

test('the same examples give the same model, to the byte', () => {
  const again = trainModel(examples);
  expect(Buffer.from(again.onnx).equals(model.onnx)).toBe(true);
  expect(again.card).toEqual(model.card);
  expect(again.card.version).toMatch(/^[0-9a-f]{64}$/);
});

test('the card says what was learned', () => {
  const { card } = model;
  expect(card.workspaces).toEqual({ 'default/emea': { first: 0, repIds: ['r1', 'r2'] } });
  expect(card.metrics.trainedOn).toBe(1500);
  expect(card.metrics.auc.lead).toBeGreaterThan(0.6);
  expect(card.values.overall).toBe(100);
  expect(card.window).toEqual({ from: 0, to: 1499 });
  expect(card.release).toMatchObject({
    allowed: true,
    reason: expect.stringContaining('more than the base rate'),
  });
});

test('a loaded model computes what the coefficients of its card say, whatever the batch', async () => {
  const scorer = await loadModel(folder);
  const outputs = await scorer.run(leads);
  const { card } = scorer;
  const intercepts = leads.map((lead, index) => {
    const row = encodeLead(lead, card.vocabulary);
    return (
      outputs[index]!.leadLogit -
      row.reduce((sum, value, column) => sum + value * card.coefficients[column]!, 0)
    );
  });
  for (const intercept of intercepts) expect(intercept).toBeCloseTo(intercepts[0]!, 5);
  const single = await Promise.all(leads.map((lead) => scorer.run([lead])));
  expect(
    single.map(([output]) => [
      output!.leadLogit,
      ...[...Array(2).keys()].map((rep) => output!.repLogits[rep]),
    ]),
  ).toEqual(outputs.map((output) => [output.leadLogit, output.repLogits[0], output.repLogits[1]]));
  expect(await scorer.run([])).toEqual([]);
  await scorer.close();
});

test('the rep who is better in a segment is seen to be', async () => {
  const scorer = await loadModel(folder);
  const lead = leads.find((entry) => segmentOf(entry) === 'technology')!;
  const [output] = await scorer.run([lead]);
  expect(output!.repLogits[1]! - output!.repLogits[0]!).toBeGreaterThan(0.3);
  await scorer.close();
});

/** Code of the error that loading ends with. */
const refusal = () =>
  loadModel(folder).then(
    () => 'loaded',
    (error: unknown) => (error as { code?: string }).code,
  );

async function changeCard(change: Partial<ModelCard>): Promise<void> {
  const path = join(folder, 'model.json');
  await writeFile(
    path,
    JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), ...change }),
  );
}

/** Other ONNX bytes, which the card names as its own. */
async function replaceOnnx(onnx: Uint8Array): Promise<void> {
  await writeFile(join(folder, 'model.onnx'), onnx);
  await changeCard({ version: versionOf(onnx, model.card) });
}

describe('refuses', () => {
  test.each(['model.onnx', 'model.json'])('a folder without %s', async (file) => {
    await rm(join(folder, file));
    expect(await refusal()).toBe('LEADLINE_MODEL_MISSING');
  });

  test('a model of other feature code', async () => {
    await changeCard({ featureHash: 'other' });
    expect(await refusal()).toBe('LEADLINE_MODEL_FEATURES_DIFFER');
  });

  test('a card whose features are not those of its vocabulary', async () => {
    await changeCard({ features: model.card.features.slice(1) });
    expect(await refusal()).toBe('LEADLINE_MODEL_FEATURES_DIFFER');
  });

  test('a card of another model', async () => {
    await writeFile(join(folder, 'model.onnx'), trainModel(examples.slice(0, 900)).onnx);
    expect(await refusal()).toBe('LEADLINE_MODEL_INVALID');
  });

  test('a card in which a number was changed', async () => {
    await changeCard({ reps: { ...model.card.reps, effects: [3, 3] } });
    expect(await refusal()).toBe('LEADLINE_MODEL_INVALID');
  });

  test('bytes that are no model, though the card names them', async () => {
    await replaceOnnx(Buffer.from('no model'));
    expect(await refusal()).toBe('LEADLINE_MODEL_INVALID');
  });

  test('a model that takes or gives something else, though the card names it', async () => {
    const trees = { base: 0, roots: [], columns: [], thresholds: [], otherwise: [], values: [] };
    const other = Buffer.from(treeModelOnnx(trees, 3))
      .toString('latin1')
      .replaceAll('leadLogit', 'leadLodge');
    await replaceOnnx(Buffer.from(other, 'latin1'));
    await expect(loadModel(folder)).rejects.toThrow('takes features and gives leadLodge');
  });

  test.each(['no JSON', 'null', '{"format":3}'])('the card %p', async (text) => {
    await writeFile(join(folder, 'model.json'), text);
    expect(await refusal()).toBe('LEADLINE_MODEL_INVALID');
  });

  test('the card of an older release, and says what to do', async () => {
    await writeFile(join(folder, 'model.json'), '{"format":1}');
    await expect(loadModel(folder)).rejects.toThrow('format 1; this release reads 2, so train it again');
  });
});

test('the maker of ONNX Runtime is told nothing of a model that is loaded', async () => {
  const home = await mkdtemp(join(tmpdir(), 'leadline-home-'));
  const load = `const { loadModel } = await import('${join(import.meta.dirname, 'load.ts')}');
    await (await loadModel(process.argv[1])).close();`;
  const args = ['--conditions=@leadline/source', '--input-type=module', '--eval', load, folder];
  // In a process of its own that has no CI among its settings, with which it would be quiet anyway.
  await promisify(execFile)(process.execPath, args, { env: { HOME: home } });
  // It keeps there who it is, and what it has yet to send.
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});
