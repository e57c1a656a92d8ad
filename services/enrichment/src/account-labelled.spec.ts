import { figuresOf, judge } from '../test/accounts/labelled.ts';

/** Recall that each part keeps, see docs/identity.md. */
const RECALL = { a: 0.92, b: 0.94, c: 0.93, d: 0.94, e: 0.9 } as const;

describe.each(['a', 'b', 'c', 'd', 'e'] as const)('labelled leads against accounts, part %s', (part) => {
  const judged = judge(part);

  test('what is acted on: precision 0.985 or more, and the recall of the part', () => {
    const own = judged.filter(({ meant }) => meant !== null);
    expect([own.length, judged.length]).toEqual([800, 1600]);
    const { precision, recall } = figuresOf(judged);
    expect(precision).toBeGreaterThanOrEqual(0.985);
    expect(recall).toBeGreaterThanOrEqual(RECALL[part]);
  });

  test.each([
    'same name, other company',
    'a company that is not listed',
    'near name, other bank',
    'one of two accounts of one name',
    'named after it',
    'domain of another account',
    'free mail',
    'generic name',
  ])('hard negatives, %s: at most 1 in 40 is given an account', (kind) => {
    const rows = judged.filter((one) => one.kind === kind);
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter(({ outcome }) => outcome === 'wrong').length / rows.length).toBeLessThanOrEqual(0.025);
  });

  test('of those who belong to an account at most 1 in 200 is given another', () => {
    const own = judged.filter(({ meant }) => meant !== null);
    expect(own.filter(({ outcome }) => outcome === 'wrong').length / own.length).toBeLessThanOrEqual(1 / 200);
  });
});
