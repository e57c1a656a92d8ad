import type { ScorableLead } from '@leadline/domain';
import { trainModel } from './train.ts';
import { trainable } from './trainable.ts';
import type { Example } from './example.ts';

const lead: ScorableLead = {
  source: 'partner', country: 'DE', industry: null, employees: null, seniority: null, department: null, product: 'meter',
  dealType: 'new', amount: null, emailKind: 'business', phoneKind: 'none', quality: { completeness: 0.5, validity: 1 },
}; // prettier-ignore
const deal = (index: number, said: Partial<Example> = {}): Example => ({
  tenant: 'default',
  workspace: 'emea',
  repId: `r${String(index % 2)}`,
  lead,
  won: index % 3 === 0,
  amount: index % 3 === 0 ? 100 + index : 0,
  occurredAt: 1000 + index,
  ...said,
});
const good = Array.from({ length: 400 }, (_, index) => deal(index));
const failed: readonly Example[] = [
  deal(1, { won: true, amount: 0 }),
  deal(2, { won: true, amount: 1e9, closedAt: 5 }),
  deal(3, { won: false, repId: '' }),
  deal(4, { won: true, amount: Number.NaN }),
];

test('a model never learns from an outcome that breaks its contract: it is, to the byte, the one without them', () => {
  const clean = trainModel(good);
  const { onnx, card } = trainModel([...failed, ...good]);
  expect(Buffer.from(onnx).equals(clean.onnx)).toBe(true);
  expect(card).toEqual({
    ...clean.card,
    version: card.version,
    refused: { AMOUNT_MISSING: 1, CLOSED_BEFORE_OPENED: 1, REP_UNKNOWN: 1, AMOUNT_OUT_OF_RANGE: 1 },
  });
  expect(clean.card.refused).toEqual({});
});

test('a deal whose end is not known is judged by the rest', () => {
  expect(trainable([deal(0), deal(1), deal(3, { closedAt: 1003 })])).toMatchObject({ refused: {} });
});
