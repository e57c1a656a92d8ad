import { parsePrices } from './prices.ts';
import { prices, rep, scored, world } from '../../test/scenario.ts';

/** Anna wins 27 % of 1,000, Ben 18 %. */
const lead = { repIds: ['anna', 'ben'], repLogits: [-1_000_000, -1_500_000], workMinutes: 30 };

test("a rep's dear hour goes to the lead that is worth it", () => {
  const { send, lead: statusOf } = world();
  send(rep('anna'), rep('ben'), prices({ objective: 'value', perHour: { anna: 20_000 } }));
  // Half an hour of Anna's costs 100: more than the 87 by which she is better.
  expect(send(scored('small', lead)).assigned[0]?.repId).toBe('ben');
  send(scored('large', { ...lead, expectedValue: 3000 }));
  expect(statusOf('large').repId).toBe('anna');
  expect(statusOf('large').reason).toBe(
    'highest value: P(win) 27 % x 3,000 less 100 for the time among 2 of 2 reps',
  );
});

test('prices of another objective, and of reps who are not named, are none', () => {
  const { send } = world();
  send(rep('anna'), rep('ben'), prices({ objective: 'probability', perHour: { anna: 900_000, gone: 1 } }));
  expect(send(scored('l1', lead)).assigned[0]?.repId).toBe('anna');
});

test('released once, whatever is delivered; each capsule names those that held', () => {
  const { send, ledger, results, contents } = world();
  const body = { objective: 'value', perHour: { anna: 1 } };
  send(rep('anna'), scored('l1'), prices(body), prices(body), scored('l2'), scored('l3'));
  expect(ledger().filter(({ kind }) => kind === 'prices-released')).toHaveLength(1);
  const named = results
    .flatMap(({ decisions }) => decisions)
    .map(({ capsule }) => (JSON.parse(capsule) as { prices: string | null }).prices);
  expect(named[0]).toBeNull();
  expect(named[2]).toBe(named[1]);
  expect(contents().get(named[1] ?? '')).toBe(
    '{"objective":"value","perHour":{"anna":1},"version":"prices-1"}',
  );
});

test('what is no price list is ignored, and that is recorded', () => {
  const { send, state, ledger } = world();
  send(rep('anna'), prices('{"objective":"value"}'));
  expect(state.prices).toBeNull();
  expect(ledger().map(({ reason }) => reason)).toContain('PRICES_INVALID');
});

test.each([
  ['nonsense', 'the prices are not JSON'],
  ['[]', 'the prices must be a JSON object'],
  ['{"objective":"value","perHour":{}}', 'version: must be a text that is not empty'],
  ['{"version":"v","perHour":{}}', 'objective: must be one of value, probability'],
  ['{"version":"v","objective":"value"}', 'perHour: must be an object'],
  [
    '{"version":"v","objective":"value","perHour":{"anna":-1}}',
    'perHour.anna: must be a whole number from 0 to 9000000000',
  ],
  [
    '{"version":"v","objective":"value","perHour":{"anna":0.5}}',
    'perHour.anna: must be a whole number from 0 to 9000000000',
  ],
])('%s is refused', (body, error) => {
  expect(parsePrices(body)).toEqual({ ok: false, error });
});
