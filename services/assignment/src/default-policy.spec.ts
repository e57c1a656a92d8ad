import { readFileSync } from 'node:fs';
import { defaultPolicy, parsePolicy } from '@leadline/domain';
import { parse } from 'yaml';

test('policies/default.yaml says what holds by default', () => {
  const file = readFileSync(new URL('../policies/default.yaml', import.meta.url), 'utf8');
  expect(parsePolicy(JSON.stringify(parse(file)))).toEqual({ ok: true, policy: defaultPolicy });
  // These have defaults that are left out of the policy's bytes.
  expect(Object.keys(parse(file) as object).toSorted()).toEqual(
    [...Object.keys(defaultPolicy), 'work', 'amend'].toSorted(),
  );
});
