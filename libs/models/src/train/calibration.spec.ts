import { applied, type Corrigible, crossCorrected, fitCorrection, groupsOf } from './calibration.ts';

const LOGITS = [-2, -1, 0, 1, 2];

/** Deals of a kind, `each` of every log-odds, whose true log-odds are others. */
function kind(type: string, each: number, truth: (logit: number) => number): Corrigible {
  const judged = LOGITS.flatMap((logit) => {
    const wins = Math.round(each / (1 + Math.exp(-truth(logit))));
    return Array.from({ length: each }, (_, index) => ({ logit, won: (index * 7919) % each < wins }));
  });
  return { judged, added: new Float64Array(judged.length), types: judged.map(() => type) };
}

const together = (...parts: readonly Corrigible[]): Corrigible => ({
  judged: parts.flatMap(({ judged }) => judged),
  added: Float64Array.from(parts.flatMap(({ added }) => [...added])),
  types: parts.flatMap(({ types }) => types),
});

test('kinds of deals that are off in different ways are each corrected', () => {
  const deals = together(
    kind('new', 4000, (logit) => logit - 0.4),
    kind('renewal', 4000, (logit) => logit + 0.4),
  );
  const correction = fitCorrection(deals);
  expect(Object.keys(correction.byType)).toEqual(['new', 'renewal']);
  const corrected = applied(correction, deals);
  const half = corrected.length / 2;
  for (const [index, logit] of LOGITS.entries()) {
    expect(corrected[index * 4000]!.logit).toBeCloseTo(logit - 0.4, 1);
    expect(corrected[half + index * 4000]!.logit).toBeCloseTo(logit + 0.4, 1);
  }
});

test('a kind with few deals is pulled to what holds for all, one with next to none shares it', () => {
  const all = kind('new', 4000, (logit) => logit);
  const few = fitCorrection(
    together(
      all,
      kind('renewal', 30, (logit) => logit + 1),
    ),
  );
  const line = few.byType['renewal']!;
  expect(line.intercept).toBeGreaterThan(0);
  expect(line.intercept).toBeLessThan(0.5);
  expect(
    fitCorrection(
      together(
        all,
        kind('renewal', 6, (logit) => logit + 1),
      ),
    ).byType,
  ).toEqual({});
});

test('one kind alone has the common line', () => {
  const { common, byType } = fitCorrection(kind('new', 1000, (logit) => 0.5 * logit));
  expect(byType).toEqual({});
  expect(common.slope).toBeLessThan(0.6);
});

test('what is added counts as it is', () => {
  const deals = kind('new', 4000, (logit) => logit + 1);
  const { common } = fitCorrection({ ...deals, added: deals.added.map(() => 1) });
  expect(common.intercept).toBeCloseTo(0, 1);
  expect(applied({ common, byType: {} }, { ...deals, added: deals.added.map(() => 1) })[0]!.logit).toBeCloseTo(-1, 1);
}); // prettier-ignore

const logits = (of: Corrigible) =>
  crossCorrected(of)
    .slice(0, 250)
    .map(({ logit }) => logit);

test('no deal is judged by a correction that knows its outcome', () => {
  const deals = kind('new', 100, (logit) => logit - 1);
  const flipped = { ...deals, judged: deals.judged.map((deal, index) => (index < 250 ? { ...deal, won: !deal.won } : deal)) };
  expect(logits(flipped)).toEqual(logits(deals));
  expect(crossCorrected(flipped).slice(250)).not.toEqual(crossCorrected(deals).slice(250));
}); // prettier-ignore

test('groups tell what was predicted and what happened', () => {
  const judged = [
    { logit: 0, won: true },
    { logit: 0, won: false },
    { logit: 0, won: true },
  ];
  expect(groupsOf(judged, (index) => (index < 2 ? 0 : 2), 3)).toEqual([
    { deals: 2, predicted: 0.5, happened: 0.5 },
    { deals: 0, predicted: 0, happened: 0 },
    { deals: 1, predicted: 0.5, happened: 1 },
  ]);
});
