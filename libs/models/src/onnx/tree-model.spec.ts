import { treeLogit, type TreeTable } from '@leadline/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { chance, randomLesson, rowNumbers } from '../../test/lessons.ts';
import { boostTrees } from '../trees/boost.ts';
import { treeModelOnnx } from './tree-model.ts';

const ROWS = 2000;
const COLUMNS = 6;
const lesson = randomLesson(7, 3000);
const trees = boostTrees(lesson, rowNumbers(lesson), 150);
const next = chance(11);
const features = Float32Array.from({ length: ROWS * COLUMNS }, () => next() * 9 - 0.5);
const plain = Float32Array.from({ length: ROWS }, (_, row) => treeLogit(trees, features, row * COLUMNS));

/** The bits that onnxruntime makes of the rows, so many at a time. */
async function inferred(model: TreeTable, batch: number): Promise<Uint32Array> {
  const session = await InferenceSession.create(Buffer.from(treeModelOnnx(model, COLUMNS)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const logits = new Float32Array(ROWS);
  for (let from = 0; from < ROWS; from += batch) {
    const rows = features.subarray(from * COLUMNS, (from + batch) * COLUMNS);
    const input = new Tensor('float32', rows.slice(), [rows.length / COLUMNS, COLUMNS]);
    const { leadLogit } = await session.run({ features: input });
    expect(leadLogit!.dims).toEqual([rows.length / COLUMNS, 1]);
    logits.set(leadLogit!.data as Float32Array, from);
  }
  await session.release();
  return new Uint32Array(logits.buffer);
}

const different = (some: Uint32Array, others: Uint32Array) =>
  some.filter((bits, row) => bits !== others[row]).length;

test.each([1, 7, 50, 51, 128, 129, 500, ROWS])(
  'onnxruntime gives the bits of the plain evaluator, %p rows at a time',
  async (batch) => {
    expect(new Set(plain).size).toBeGreaterThan(200);
    expect(different(await inferred(trees, batch), new Uint32Array(plain.buffer))).toBe(0);
  },
);

test('two runs give the same bits', async () => {
  expect(different(await inferred(trees, 500), await inferred(trees, 500))).toBe(0);
});

test('a model without trees says the base rate', async () => {
  const none = { base: -1.5, roots: [], columns: [], thresholds: [], otherwise: [], values: [] };
  const logits = new Float32Array((await inferred(none, ROWS)).buffer);
  expect(new Set(logits)).toEqual(new Set([-1.5]));
});

test('the same trees make the same bytes', () => {
  expect(Buffer.from(treeModelOnnx(trees, COLUMNS)).equals(treeModelOnnx(trees, COLUMNS))).toBe(true);
});
