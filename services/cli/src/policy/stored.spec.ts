import { sha256 } from '@leadline/contracts';
import { defaultPolicy, parsePolicy, policyBody } from '@leadline/domain';
import type { DecisionRow } from '../audit/replay.ts';
import { storedPolicy } from './stored.ts';

const scope = { tenant: 'default', workspace: 'main' };
const stored = (body: string, kind = 'policy', workspace = 'main'): DecisionRow => ({
  record: 'ContentStored',
  value: { tenant: 'default', workspace, hash: sha256(body), kind, body },
});
const { price: _price, work: _work, ...before } = defaultPolicy;
const old = policyBody({ ...before, version: 'v1', congestion: { perOpenShare: 3_000_000 } });

test('is what decisions name by hash, stored however often', async () => {
  const rows = [
    stored(old),
    stored(policyBody(defaultPolicy)),
    stored(old),
    stored('{"version":"v1"}', 'prices'),
  ];
  expect(await storedPolicy(rows, scope, 'v1')).toMatchObject({ version: 'v1', strategy: 'value' });
});

test('a policy of before engine 2 goes on without what came with it', async () => {
  const parsed = parsePolicy(JSON.stringify(await storedPolicy([stored(old)], scope, 'v1')));
  // What weighs nothing is left out of a body.
  expect(parsed).toMatchObject({ ok: true, policy: { congestion: { perOpenShare: 3_000_000 } } });
  expect(parsed.ok && [parsed.policy.congestion.delay, parsed.policy.price]).toEqual([undefined, undefined]);
});

test.each([
  [
    'no decision was made by it',
    [stored(policyBody(defaultPolicy)), stored(old, 'policy', 'other')],
    /no decision/,
  ],
  [
    'two have the name',
    [stored(old), stored(policyBody({ ...defaultPolicy, version: 'v1' }))],
    /several policies/,
  ],
])('is refused where %s', async (_what, rows, message) => {
  await expect(storedPolicy(rows, scope, 'v1')).rejects.toMatchObject({
    code: 'LEADLINE_POLICY_UNKNOWN',
    message: expect.stringMatching(message),
  });
});
