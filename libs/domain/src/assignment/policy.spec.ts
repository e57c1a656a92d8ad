import { defaultPolicy, parsePolicy, policyBody } from './policy.ts';

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
