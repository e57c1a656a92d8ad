import { type Judged, judge } from '../test/identity/labelled.ts';

const count = (rows: readonly Judged[], verdict: string): number =>
  rows.filter(({ match }) => match.verdict === verdict).length;

describe.each(['a', 'b'] as const)('labelled pairs of leads, part %s', (part) => {
  const judged = judge(part);
  const [same, other] = [judged.filter((one) => one.same), judged.filter((one) => !one.same)];

  test('sure matches: precision 0.98 or more at recall 0.85 or more', () => {
    expect([same.length, other.length]).toEqual([800, 800]);
    const [right, wrong] = [count(same, 'same'), count(other, 'same')];
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.98);
    expect(right / same.length).toBeGreaterThanOrEqual(0.85);
  });

  test.each([
    'shared mailbox, other person',
    'colleague',
    'colleague of the same family name',
    'same name, other company',
    'same name, subsidiary',
    'same phone, other person',
  ])('hard negatives, %s: at most 1 in 50 is taken for one person', (made) => {
    const rows = other.filter((one) => one.made === made);
    expect(rows.length).toBeGreaterThan(40);
    expect(count(rows, 'same') / rows.length).toBeLessThanOrEqual(0.02);
  });
});
