import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleOf } from '../../test/deals.ts';
import {
  type Comparison,
  comparisonOf,
  duel,
  type Example,
  loadModel,
  type ModelCard,
  objectionTo,
  saveModel,
  type Scorer,
  trainModel,
} from '../index.ts';

const DEALS = Array.from({ length: 1000 }, (_, index) => exampleOf(index));
const { card } = trainModel(DEALS);

const withLoss = (logLoss: number, over: Partial<ModelCard> = {}): ModelCard => ({
  ...card,
  ...over,
  metrics: { ...card.metrics, logLoss: { ...card.metrics.logLoss, model: logLoss } },
});
const codeOf = (candidate: ModelCard, comparison: Comparison): string | null =>
  objectionTo(candidate, comparison)?.code ?? null;

test('the first model needs nothing but its own card', () => {
  const comparison = comparisonOf(card, null);
  expect(comparison.verdict).toBe('first');
  expect(codeOf(card, comparison)).toBeNull();
  const no = { ...card, release: { allowed: false, reason: 'It is a coin.' } };
  expect(objectionTo(no, comparison)).toMatchObject({
    code: 'LEADLINE_MODEL_REFUSED',
    message: expect.stringContaining('It is a coin.'),
  });
});

test('on the same deals the one with the higher log loss is worse, and both figures are told', () => {
  const worse = comparisonOf(withLoss(0.61), withLoss(0.6));
  expect(worse.words).toContain('0.6100, of the model in charge 0.6000');
  expect(codeOf(withLoss(0.61), worse)).toBe('LEADLINE_MODEL_WORSE');
  for (const loss of [0.6, 0.59])
    expect(codeOf(withLoss(loss), comparisonOf(withLoss(loss), withLoss(0.6)))).toBeNull();
});

test.each([
  ['another window', { window: { from: 0, to: 7 } }],
  ['other deals of it', { metrics: { ...card.metrics, heldOut: 199 } }],
  ['deals of which others were won', { metrics: { ...card.metrics, baseRate: 0.5 } }],
  ['no deals that are known', { metrics: undefined }],
])('judged by %s it is not compared', (_, over) => {
  const comparison = comparisonOf({ ...card, ...over } as ModelCard, card);
  expect(comparison.verdict).toBe('unknown');
  expect(codeOf(card, comparison)).toBe('LEADLINE_MODEL_UNCOMPARED');
});

test('a model in charge whose card cannot be read is not compared with', () => {
  expect(comparisonOf(card, undefined).verdict).toBe('unknown');
});

/** The same deal, turned round: who learns from such ones learns what is not so. */
const turned = (deal: Example): Example => ({ ...deal, won: !deal.won, amount: deal.won ? 0 : 100 });

describe('deals that came in after both were trained', () => {
  let folder: string;
  let able: Scorer;
  let misled: Scorer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadline-duel-'));
    const models = { able: DEALS, misled: DEALS.slice(0, 700).map(turned) };
    for (const [name, deals] of Object.entries(models))
      await saveModel(join(folder, name), trainModel(deals));
    able = await loadModel(join(folder, 'able'));
    misled = await loadModel(join(folder, 'misled'));
  });
  afterAll(async () => {
    await able.close();
    await misled.close();
    await rm(folder, { recursive: true });
  });

  const later = Array.from({ length: 400 }, (_, index) => exampleOf(1000 + index));

  test('show which is better', async () => {
    const better = await duel(able, misled, [...DEALS, ...later]);
    expect(better.verdict).toBe('not worse');
    expect(better.words).toContain('On 400 deals that came in after both were trained');
    expect((await duel(misled, able, later)).verdict).toBe('worse');
    expect((await duel(able, able, later)).verdict).toBe('not worse');
  });

  test('show nothing where there are too few, or it is not known which they are', async () => {
    expect(await duel(able, misled, DEALS)).toMatchObject({ verdict: 'unknown' });
    expect(await duel(able, misled, later.slice(0, 12))).toMatchObject({ verdict: 'unknown' });
    const { window: _, ...rest } = able.card;
    const unknown = { ...able, card: rest } as Scorer;
    expect((await duel(unknown, misled, later)).words).toContain('which deals one of them was trained on');
  });

  test('are judged by the rep who had the deal, as assignment sees it', async () => {
    const [rep] = able.card.workspaces['default/emea']!.repIds;
    const known = later.map((deal) => ({ ...deal, repId: rep! }));
    const unheard = later.map((deal) => ({ ...deal, repId: 'nobody' }));
    expect((await duel(able, misled, known)).words).not.toBe((await duel(able, misled, unheard)).words);
  });
});
