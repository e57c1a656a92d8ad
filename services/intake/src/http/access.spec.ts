import { keyIdOf, keyLine, newApiKey, parseApiKeys } from '@leadline/contracts';
import { checkReason, type KeyParts, withKeys, withoutKeys } from './access.ts';

const PEPPER = 'a pepper of more than sixteen';
const DAY = Date.parse('2026-11-26');
const [mine, theirs, any, old] = [newApiKey(), newApiKey(), newApiKey(), newApiKey()];
const none = { roles: [], scopes: [], expires: null } as const;
const lines = [
  keyLine(mine, PEPPER, { ...none, tenant: 'acme', roles: ['upstream'] }),
  keyLine(theirs, PEPPER, { ...none, tenant: 'rival', roles: ['rep'] }),
  keyLine(any, PEPPER, { ...none, tenant: null, roles: ['admin'] }),
  keyLine(old, PEPPER, { ...none, tenant: 'acme', roles: ['upstream'], expires: '2026-11-26' }),
];

function keyed(change: Partial<KeyParts> = {}) {
  const refused: unknown[] = [];
  const parts: KeyParts = {
    keys: () => parseApiKeys(lines.join('\n')),
    pepper: PEPPER,
    now: () => DAY - 1,
    refused: (...told) => refused.push(told),
    ...change,
  };
  return { authorize: withKeys(parts), refused };
}
const bearer = (key: string, more: object = {}) => ({ authorization: `Bearer ${key}`, ...more });

test('without keys the header names the tenant', () => {
  expect(withoutKeys({}, 'leads:write')).toEqual({ tenant: 'default', keyId: null });
  expect(withoutKeys({ 'x-leadline-tenant': 'acme' }, 'commands:write').tenant).toBe('acme');
  expect(() => withoutKeys({ 'x-leadline-tenant': 'a b' }, 'leads:write')).toThrow('X-Leadline-Tenant');
});

test('the key names the tenant, whatever the header says', () => {
  const { authorize } = keyed();
  const headers = bearer(mine, { 'x-leadline-tenant': 'rival' });
  expect(authorize(headers, 'leads:write')).toEqual({ tenant: 'acme', keyId: keyIdOf(mine) });
});

test('a key for any tenant leaves it to the header', () => {
  const { authorize } = keyed();
  expect(authorize(bearer(any, { 'x-leadline-tenant': 'rival' }), 'workspaces:write').tenant).toBe('rival');
  expect(authorize(bearer(any), 'workspaces:write').tenant).toBe('default');
});

const secretOf = (key: string) => key.slice(key.lastIndexOf(keyIdOf(key)!) + 13);
test.each([
  ['none', {}],
  ['another one', bearer(newApiKey())],
  ['the id of one with the secret of another', bearer(`ll_${keyIdOf(mine)}_${secretOf(theirs)}`)],
  ['another scheme', { authorization: `Basic ${mine}` }],
  ['no key at all', bearer('hunter2')],
  ['an empty one', { authorization: 'Bearer ' }],
])('%s is refused, and told of without the key', (_, headers) => {
  const { authorize, refused } = keyed();
  expect(() => authorize(headers, 'leads:write')).toThrow(
    expect.objectContaining({ code: 'LEADLINE_INTAKE_UNAUTHORIZED' }),
  );
  expect(refused).toHaveLength(1);
  expect(JSON.stringify(refused)).not.toContain(secretOf(theirs));
});

test('a key is good until its day', () => {
  const { authorize } = keyed();
  expect(authorize(bearer(old), 'leads:write').keyId).toBe(keyIdOf(old));
  const late = keyed({ now: () => DAY });
  expect(() => late.authorize(bearer(old), 'leads:write')).toThrow(/has expired/);
});

test('another pepper knows no key', () => {
  const { authorize } = keyed({ pepper: 'another pepper, as long' });
  expect(() => authorize(bearer(mine), 'leads:write')).toThrow('no valid API key');
});

test('what a key is not good for is forbidden, and names the scope', () => {
  const { authorize, refused } = keyed();
  expect(() => authorize(bearer(theirs), 'leads:write')).toThrow(
    expect.objectContaining({
      code: 'LEADLINE_INTAKE_FORBIDDEN',
      message: expect.stringContaining('leads:write') as string,
    }),
  );
  expect(refused).toEqual([['LEADLINE_INTAKE_FORBIDDEN', keyIdOf(theirs)]]);
});

test('old and new key of a rotation are both good, until the old line goes', () => {
  let text = lines.join('\n');
  const { authorize } = keyed({ keys: () => parseApiKeys(text) });
  const next = newApiKey();
  text += `\n${keyLine(next, PEPPER, { ...none, tenant: 'acme', roles: ['upstream'] })}`;
  expect([mine, next].map((key) => authorize(bearer(key), 'leads:write').tenant)).toEqual(['acme', 'acme']);
  text = text.split('\n').slice(1).join('\n');
  expect(() => authorize(bearer(mine), 'leads:write')).toThrow('no valid API key');
});

test('with a key a command needs a reason', () => {
  const caller = { tenant: 'acme', keyId: 'abc' };
  expect(() => checkReason(caller, ' ')).toThrow('reason is missing');
  expect(() => checkReason(caller, null)).toThrow('reason is missing');
  expect(() => checkReason(caller, 'on leave')).not.toThrow();
  expect(() => checkReason({ ...caller, keyId: null }, null)).not.toThrow();
});
