import { defaultPolicy, parsePolicy, parseReleasedPolicy, policyBody, spelledOut } from './policy.ts';
import { released, rep, scored, world } from '../../test/scenario.ts';

test('what a policy leaves out is as in the default one', () => {
  const parsed = parsePolicy('{"strategy":"round-robin","owner":{"overflow":2}}', 'v2');
  expect(parsed).toEqual({
    ok: true,
    policy: {
      ...defaultPolicy,
      version: 'v2',
      strategy: 'round-robin',
      owner: { overflow: 2, respectHours: true },
    },
  });
});

test('a policy is what its body says', () => {
  expect(parsePolicy(policyBody(defaultPolicy))).toEqual({ ok: true, policy: defaultPolicy });
});

test.each([
  ['nonsense', 'the policy is not JSON'],
  ['[]', 'the policy must be a JSON object'],
  ['{"strategy":"best"}', 'strategy: must be one of value, round-robin'],
  ['{"owner":{"respectHours":"yes"}}', 'owner.respectHours: must be true or false'],
  ['{"owner":true}', 'owner: must be an object'],
  ['{"waiting":{"deadlineMinutes":0}}', 'waiting.deadlineMinutes: must be a number from 1 to 525600'],
  ['{"wating":{}}', /^wating: not a setting; known are version, strategy/],
  ['{"toString":1}', /^toString: not a setting/],
  ['{"version":""}', 'version: must be a text that is not empty'],
])('%s is refused', (body, error) => {
  const parsed = parsePolicy(body);
  expect(parsed).toEqual({ ok: false, errors: [expect.stringMatching(error)] });
});

function bodyOf(amend: string) {
  const parsed = parsePolicy(JSON.stringify({ amend }));
  return parsed.ok ? policyBody(parsed.policy) : parsed.errors;
}

test('to keep amended leads is the default and leaves no trace in the bytes; to decide them again does', () => {
  expect(bodyOf('keep')).toBe(policyBody(defaultPolicy));
  expect(bodyOf('redecide')).toContain('"amend":"redecide"');
  expect(bodyOf('ask')).toEqual(['amend: must be one of keep, redecide']);
});

describe('a policy from before engine 2', () => {
  /** As engine 1 wrote it: whole, by its own default. */
  const before =
    '{"congestion":{"perOpenShare":3000000},"hours":"required","objective":"value","owner":{"overflow":1,"respectHours":true},"strategy":"value","version":"ours","waiting":{"deadlineMinutes":1440,"floor":1}}';

  test('means on the log what it meant: nothing of a later default is added', () => {
    const { send, state, ledger } = world();
    send(rep('anna'), released(before, 'ours'), scored('l1'));
    expect(policyBody(state.policy.policy)).toBe(before);
    // Half an hour of work waits: by the default it would cost something.
    expect(send(scored('l2')).assigned[0]?.reason).not.toContain('for the time');
    expect(ledger().map(({ reason }) => reason)).not.toContain('POLICY_INVALID');
  });

  test('is written as then by who wants to keep the weight of open leads alone', () => {
    const kept = {
      version: 'ours',
      congestion: { perOpenShare: 3_000_000, delay: 0 },
      price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
    };
    const parsed = parsePolicy(JSON.stringify(kept));
    expect(parsed.ok && policyBody(parsed.policy)).toBe(before);
  });

  test('a release is filled in once: what holds is what intake answered for', () => {
    const parsed = parsePolicy('{"version":"new","price":{"perFullDay":0}}');
    const body = parsed.ok ? policyBody(parsed.policy) : '';
    expect(parseReleasedPolicy(body)).toEqual(parsed);
    expect(parseReleasedPolicy('{"version":"v","price":{"perFullDay":1}}')).toMatchObject({
      policy: { price: { perBacklogHour: 0, perFullDay: 1, perFullCapacity: 0 } },
    });
  });

  test.each([
    ['before', before],
    ['by default', policyBody(defaultPolicy)],
  ])('spelled out, it is released again as it was (%s)', (_which, body) => {
    const parsed = parseReleasedPolicy(body);
    if (!parsed.ok) throw new Error(parsed.errors.join());
    expect(parsePolicy(JSON.stringify(spelledOut(parsed.policy)))).toEqual(parsed);
  });
});
