import type { Metrics } from '../card.ts';
import { claimsOf, releaseOf } from './claims.ts';

const estimate = (value: number, half: number) => ({ value, low: value - half, high: value + half });
const metrics = (gain: number): Metrics => ({
  trainedOn: 5000,
  heldOut: 1000,
  baseRate: 0.2,
  auc: { lead: 0.69, model: 0.7, low: 0.66, high: 0.74 },
  logLoss: { lead: 0.47, model: 0.46, baseRate: 0.46 + gain },
  gain: { model: estimate(gain, 0.01), reps: estimate(0, 1), trees: estimate(0, 1) },
  calibration: {
    intercept: 0,
    slope: 1,
    error: 0,
    bins: [],
    bySegment: {},
    byRep: [],
    groups: { segments: {}, reps: [] },
  },
  uplift: null,
});

test('a model may be released that is shown to beat the base rate, with the figures', () => {
  expect(releaseOf(metrics(0.04), 200, null)).toEqual({
    allowed: true,
    reason:
      'It tells more than the base rate on the 1000 latest deals: log loss 0.4600 instead of 0.5000, ' +
      'saved per deal 0.0400 (0.0300 to 0.0500, 95 %); AUC 0.70 (0.66 to 0.74).',
  });
});

test('not one whose interval includes none, or that is judged by next to nothing', () => {
  expect(releaseOf(metrics(0.009), 200, null)).toMatchObject({
    allowed: false,
    reason: expect.stringContaining('not shown to tell more'),
  });
  expect(releaseOf(metrics(0.04), 9, null)).toMatchObject({
    allowed: false,
    reason: expect.stringContaining('9 were won'),
  });
  expect(releaseOf(metrics(0.04), 995, null).allowed).toBe(false);
});

const fit = {
  lead: { kind: 'linear', linear: { intercept: 0, coefficients: [] } },
  reps: Float64Array.of(0.5, 0.1, -0.4),
  cells: new Float64Array(3),
  deviations: Float64Array.of(0.1, 0.1, 0.3),
  traits: [],
  differences: {
    rep: { spread: 0.25, low: 0.1, high: 0.5 },
    segment: { spread: 0.1, low: 0, high: 0.2 },
    traits: [],
    tiers: null,
  },
  spreads: { rep: 0, segment: 0, traits: [], tiers: 0 },
  congestion: null,
  picks: null,
} as const;

test('a difference between reps is claimed only where its interval excludes none, with its size either way', () => {
  const { reps, fit: ofFit } = claimsOf(fit);
  expect(reps).toMatchObject({ value: 0.25, claimed: true });
  expect(reps.words).toBe(
    'Reps differ, and 1 of 3 stand out by more than is unknown of them: standard deviation 0.25 in log-odds, between 0.10 and 0.50 (95 %).',
  );
  expect(ofFit).toMatchObject({ low: 0, claimed: false });
  expect(ofFit.words).toContain('not shown: standard deviation 0.10 in log-odds, between 0.00 and 0.20');
});

test('what picks may explain is not claimed, and the release says so', () => {
  const found = { value: 0.8, low: 0.6, high: 1, leaning: 0.9, deals: 5000, found: true };
  expect(releaseOf(metrics(0.04), 200, found).reason).toContain('Differences in skill are left out');
  const { reps } = claimsOf({ ...fit, picks: found });
  expect(reps.claimed).toBe(false);
  expect(reps.words).toContain('cannot be told: somebody picked who got the better leads');
});
