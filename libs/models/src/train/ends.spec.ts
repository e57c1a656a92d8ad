import { sigmoid } from '@leadline/domain';
import * as fc from 'fast-check';
import { saidBy } from './ends.ts';

const share = fc.double({ min: 0, max: 0.99, noNaN: true });
const logit = fc.double({ min: -4, max: 4, noNaN: true });

/** Won, lost and open, each with its chance. */
function statesOf(p: number, known: { won: number; lost: number }) {
  const [ended, open] = [
    { ...known, open: false },
    { ...known, open: true },
  ];
  return [
    { chance: p * known.won, said: saidBy(p, 1, ended) },
    { chance: (1 - p) * known.lost, said: saidBy(p, 0, ended) },
    { chance: 1 - p * known.won - (1 - p) * known.lost, said: saidBy(p, 0, open) },
  ];
}

test('the score is the slope of the log likelihood, whatever is known by now', () => {
  fc.assert(
    fc.property(logit, share, share, fc.boolean(), fc.boolean(), (at, won, lost, open, isWon) => {
      const likelihoodAt = (x: number): number =>
        saidBy(sigmoid(x), Number(isWon), { won, lost, open }).likelihood;
      const slope = (likelihoodAt(at + 1e-5) - likelihoodAt(at - 1e-5)) / 2e-5;
      expect(saidBy(sigmoid(at), Number(isWon), { won, lost, open }).error).toBeCloseTo(slope, 4);
    }),
  );
});

test('scores are 0 on average, and the information is their mean square', () => {
  fc.assert(
    fc.property(logit, share, share, (at, won, lost) => {
      const states = statesOf(sigmoid(at), { won, lost });
      const mean = (of: (state: (typeof states)[number]) => number): number =>
        states.reduce((sum, state) => sum + state.chance * of(state), 0);
      expect(mean(({ said }) => said.error)).toBeCloseTo(0, 10);
      expect(mean(({ said }) => said.error ** 2)).toBeCloseTo(states[0]!.said.weight, 10);
    }),
  );
});

test('a deal whose end is sure to be known says what any other does, and one that nothing is known of says nothing', () => {
  const complete = saidBy(0.3, 1, undefined);
  expect(complete).toEqual({ error: 0.7, weight: 0.3 * 0.7, likelihood: Math.log(0.3) });
  expect(saidBy(0.3, 1, { won: 1, lost: 1, open: false })).toEqual(complete);
  expect(saidBy(0.3, 0, { won: 0, lost: 0, open: true }).weight).toBe(0);
  expect(saidBy(0.3, 0, { won: 1, lost: 1, open: true })).toEqual({ error: 0, weight: 0, likelihood: 0 });
});

test('where losses are known sooner, a deal that is open still is likelier to be won', () => {
  expect(saidBy(0.3, 0, { won: 0.1, lost: 0.6, open: true }).error).toBeGreaterThan(0);
  expect(saidBy(0.3, 0, { won: 0.6, lost: 0.1, open: true }).error).toBeLessThan(0);
});
