import { drawnDeals, evenDeals, repDealsOf } from '../../test/rep-deals.ts';
import { columnSpreads, fitRepEffects, type RepDeals, type Term } from './rep-effects.ts';

const [SKILL, FIT] = [0.3, 0.4];
const withFiner = (deals: RepDeals, finer: Term): RepDeals => ({
  ...deals,
  own: [finer, ...deals.own],
  finer: 0,
});

test('the spread of a fit is split evenly, and what the finer part has besides comes on top', () => {
  const deals = withFiner(repDealsOf(evenDeals(0, 0, 4, 2), 1, 1), { size: 2, level: new Uint16Array(4) });
  const half = FIT * Math.SQRT1_2;
  expect([...columnSpreads(deals, { own: [0, FIT, SKILL], common: [] })].slice(0, 4)).toEqual([
    half,
    half,
    half,
    SKILL,
  ]);
  expect(columnSpreads(deals, { own: [0.3, FIT, SKILL], common: [] })[0]).toBeCloseTo(
    Math.sqrt(0.09 + 0.08),
    12,
  );
  expect([...columnSpreads(deals, { own: [0, 0, SKILL], common: [] })].slice(0, 4)).toEqual([0, 0, 0, SKILL]);
});

test('property: where the finer part tells no more apart than the segments, the fit is that of the segments', () => {
  for (const seed of [1, 2, 3]) {
    const deals = drawnDeals(seed, 600, { reps: 4, segments: 3, skill: 0.3, fit: 0.4 });
    const whole = fitRepEffects(deals, { own: [FIT, SKILL], common: [] });
    const split = fitRepEffects(withFiner(deals, deals.own[0]!), { own: [0, FIT, SKILL], common: [] });
    expect(split.evidence).toBeCloseTo(whole.evidence, 6);
    for (let rep = 0; rep < 4; rep += 1)
      for (let segment = 0; segment < 3; segment += 1)
        expect(split.own[rep * 7 + segment]! + split.own[rep * 7 + 3 + segment]!).toBeCloseTo(
          whole.own[rep * 4 + segment]!,
          6,
        );
  }
});

test('who is good at an industry is taken to be good at its siblings by half, and at others not', () => {
  // Two reps, two segments of two industries each; the first rep wins more in industry 0, and has no deals in 1.
  const industries = [
    ...Array.from({ length: 400 }, () => 0), ...Array.from({ length: 400 }, () => 2),
    ...Array.from({ length: 400 }, () => 0), ...Array.from({ length: 400 }, () => 1), ...Array.from({ length: 400 }, () => 2),
  ]; // prettier-ignore
  const deals = repDealsOf(
    [...evenDeals(0, 0, 400, 280), ...evenDeals(0, 1, 400, 200), ...evenDeals(1, 0, 800, 400), ...evenDeals(1, 1, 400, 200)],
    2,
    2,
  ); // prettier-ignore
  const { own } = fitRepEffects(withFiner(deals, { size: 4, level: Uint16Array.from(industries) }), {
    own: [0, FIT, SKILL],
    common: [],
  });
  const fitOf = (industry: number): number => own[industry]! + own[4 + Math.floor(industry / 2)]!;
  expect(fitOf(0)).toBeGreaterThan(0.2);
  expect(fitOf(1)).toBeCloseTo(fitOf(0) / 2, 6);
  expect(fitOf(3)).toBeLessThan(0.05);
});
