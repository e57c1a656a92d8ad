import { OUTCOME_CONTRACT } from '@leadline/domain';
import { outcomes } from './kinds-crm.ts';

const hash = (text: string) => text;
const scope = { tenant: 'default', now: 1_790_000_000_000, key: null, hash };
const won = (amount: number | null, contract = OUTCOME_CONTRACT) => {
  const body = outcomes.schema.parse({ leadId: 'l1', workspace: 'emea', outcome: 'won', amount });
  const { emits, answer } = outcomes.records(body, { ...scope, outcomes: contract });
  return { topics: emits.map(({ topic }) => topic), answer };
};

test('an outcome that keeps its contract is one to learn from', () => {
  expect(won(9_000)).toEqual({
    topics: ['deal.outcome', 'assignment.in'],
    answer: { eventId: expect.any(String) as string, leadId: 'l1' },
  });
});

test("an operator's own limits count: what breaks them is quarantined, and the rep has room again all the same", () => {
  const strict = { ...OUTCOME_CONTRACT, maxAmount: 8_000 };
  expect(won(9_000, strict)).toMatchObject({
    topics: ['deal.quarantined', 'assignment.in'],
    answer: { quarantined: ['AMOUNT_OUT_OF_RANGE'] },
  });
  expect(won(8_000, strict).topics).toContain('deal.outcome');
});

test('what is paid is said by the contract', () => {
  expect(won(null).topics).toContain('deal.quarantined');
  expect(won(null, { ...OUTCOME_CONTRACT, paid: [] }).topics).toContain('deal.outcome');
});
