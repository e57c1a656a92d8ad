import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeLead, type ScorableLead } from '@leadline/domain';
import { adoptModel, loadModel, saveModel } from '../index.ts';

/** A network that scikit-learn has trained (tools/elsewhere.py), its draft, and what it says of some leads. */
const FIXTURE = join(import.meta.dirname, '../../test/fixtures/elsewhere');
const file = (name: string) => readFile(join(FIXTURE, name));
const json = async (name: string): Promise<unknown> => JSON.parse((await file(name)).toString('utf8'));

interface Draft {
  readonly vocabulary: Readonly<Record<string, readonly string[]>>;
  readonly metrics: { readonly gain: object };
}

let folder: string;
let onnx: Buffer;
let draft: Draft;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-elsewhere-'));
  onnx = await file('network.onnx');
  draft = (await json('draft.json')) as Draft;
});
afterAll(() => rm(folder, { recursive: true }));

/** Code of the error that adopting the draft and loading it ends with. */
async function refusal(changed: unknown, bytes: Uint8Array = onnx): Promise<string | undefined> {
  try {
    const place = await mkdtemp(join(folder, 'refused-'));
    await saveModel(place, adoptModel(bytes, changed));
    await (await loadModel(place)).close();
    return 'adopted';
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

test('a network of scikit-learn says of a lead here what it says there: the feature contract is the same', async () => {
  await saveModel(folder, adoptModel(onnx, draft));
  const scorer = await loadModel(folder);
  const expected = (await json('expected.json')) as { lead: ScorableLead; leadLogit: number }[];
  const outputs = await scorer.run(expected.map(({ lead }) => lead));
  expect(outputs.length).toBeGreaterThanOrEqual(40);
  for (const [index, { leadLogit }] of expected.entries())
    expect(outputs[index]!.leadLogit).toBeCloseTo(leadLogit, 4);
  expect(new Set(outputs.map(({ leadLogit }) => leadLogit.toFixed(3))).size).toBeGreaterThan(20);
  expect(encodeLead(expected[0]!.lead, scorer.card.vocabulary)).toHaveLength(scorer.card.features.length);
  await scorer.close();
});

test('its card says what is not known, and may be put in charge by what is declared', () => {
  const { card } = adoptModel(onnx, draft);
  expect(card.release).toMatchObject({ allowed: true, reason: expect.stringContaining('as declared') });
  expect(card.caveats).toEqual([
    expect.stringContaining('Trained elsewhere (scikit-learn'),
    'Of reps it says nothing: all are taken for alike.',
    'How well its chances are calibrated is not known.',
    expect.stringContaining('Which differences between reps the deals show is not known.'),
  ]);
  expect(card.claims).toBeUndefined();
  expect(adoptModel(onnx, draft).card.version).toBe(card.version);
});

test('what nobody has judged, or what is not shown to tell more than the base rate, may not be put in charge', () => {
  const { metrics, ...unjudged } = draft;
  expect(adoptModel(onnx, unjudged).card.release).toEqual({
    allowed: false,
    reason: 'How it does on deals that it has not seen is not known.',
  });
  const chance = { ...metrics, gain: { model: { value: 0.01, low: -0.01, high: 0.03 } } };
  expect(adoptModel(onnx, { ...draft, metrics: chance }).card.release.allowed).toBe(false);
});

test('reps that it declares are served as tables', async () => {
  const workspaces = { 'default/emea': { first: 0, repIds: ['r1', 'r2'] } };
  const reps = { effects: [0.5, -0.5], segments: [] };
  const place = await mkdtemp(join(folder, 'reps-'));
  await saveModel(place, adoptModel(onnx, { ...draft, workspaces, reps }));
  const scorer = await loadModel(place);
  const [{ lead }] = (await json('expected.json')) as [{ lead: ScorableLead }];
  const [output] = await scorer.run([lead]);
  expect(output!.repLogits[0]! - output!.repLogits[1]!).toBeCloseTo(1, 6);
  await scorer.close();
});

test.each<[string, (draft: Draft) => object]>([
  ['nothing', () => ({})],
  ['a field too much', (whole) => ({ ...whole, odd: 1 })],
  ['a vocabulary that lacks a field', (whole) => ({ ...whole, vocabulary: { source: [] } })],
  [
    'unsorted values',
    (whole) => ({ ...whole, vocabulary: { ...whole.vocabulary, source: ['web-form', 'phone'] } }),
  ],
  ['no values', (whole) => ({ ...whole, values: undefined })],
])('refuses a draft with %s', async (_, changed) => {
  expect(await refusal(changed(draft))).toBe('LEADLINE_MODEL_DRAFT_INVALID');
});

test('says which field of a draft is wrong', () => {
  const vocabulary = { ...draft.vocabulary, source: ['web-form', 'phone'] };
  expect(() => adoptModel(onnx, { ...draft, vocabulary })).toThrow('vocabulary.source: should be sorted');
  expect(() => adoptModel(onnx, { ...draft, vocabulary: {} })).toThrow('vocabulary.source');
});

test('refuses a network that takes other columns than the draft names', async () => {
  const { vocabulary } = draft;
  const more = { ...vocabulary, source: [...vocabulary['source']!, 'zoo'] };
  expect(await refusal({ ...draft, vocabulary: more })).toBe('LEADLINE_MODEL_FEATURES_DIFFER');
});

test('refuses reps for which there are no columns, and bytes that are no model', async () => {
  const workspaces = { 'default/emea': { first: 0, repIds: ['r1', 'r2'] } };
  const reps = { effects: [0.5], segments: [] };
  expect(await refusal({ ...draft, workspaces, reps })).toBe('LEADLINE_MODEL_INVALID');
  expect(await refusal(draft, Buffer.from('no model'))).toBe('LEADLINE_MODEL_INVALID');
});
