import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  keyDigest,
  keyIdOf,
  keyLine,
  newApiKey,
  parseApiKeys,
  ROLES,
  type Role,
  SCOPES,
} from './api-keys.ts';

const PEPPER = 'a pepper of more than sixteen';
const grant = { tenant: 'acme', roles: ['upstream'], scopes: [], expires: null } as const;

test('keys differ, and each carries its id', () => {
  const keys = Array.from({ length: 100 }, newApiKey);
  expect(new Set(keys).size).toBe(100);
  expect(new Set(keys.map(keyIdOf)).size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^ll_[a-z0-9]{12}_[\w-]{43}$/);
});

test('a line makes its key known, and does not hold it', () => {
  const key = newApiKey();
  const line = keyLine(key, PEPPER, grant);
  const [known] = parseApiKeys(line).values();
  expect(known).toEqual({
    id: keyIdOf(key),
    digest: keyDigest(key, PEPPER),
    tenant: 'acme',
    scopes: new Set(ROLES.upstream),
    expiresAt: null,
  });
  expect(line).not.toContain(key.slice(16));
});

test('another pepper makes another hash', () => {
  const key = newApiKey();
  expect(keyDigest(key, PEPPER)).not.toEqual(keyDigest(key, `${PEPPER}!`));
});

test('whatever is granted is read again', () => {
  const roles = fc.subarray(Object.keys(ROLES) as Role[]);
  const scopes = fc.subarray([...SCOPES], { minLength: 1 });
  const tenant = fc.option(fc.stringMatching(/^[\w.-]{1,20}$/));
  const expires = fc.option(fc.constantFrom('2026-12-31', '2027-02-28'));
  fc.assert(
    fc.property(fc.record({ tenant, roles, scopes, expires }), (given) => {
      const [known] = parseApiKeys(keyLine(newApiKey(), PEPPER, given)).values();
      expect(known?.tenant).toBe(given.tenant);
      expect(known?.scopes).toEqual(
        new Set([...given.roles.flatMap((role) => ROLES[role]), ...given.scopes]),
      );
      expect(known?.expiresAt).toBe(given.expires === null ? null : Date.parse(given.expires));
    }),
  );
});

test('many keys: lines or semicolons, with remarks', () => {
  const [one, two] = [newApiKey(), newApiKey()];
  const [first, second] = [keyLine(one, PEPPER, grant), keyLine(two, PEPPER, grant)];
  for (const text of [`# old and new\n${first}\n\n${second}\n`, `${first};${second}`])
    expect([...parseApiKeys(text).keys()]).toEqual([keyIdOf(one), keyIdOf(two)]);
});

describe('a line that cannot be is named with what is wrong, its hash never', () => {
  const line = keyLine(newApiKey(), PEPPER, grant);
  const [id, hash] = line.split(' ') as [string, string];
  test.each([
    ['begins with the id and the hash', `acme ${hash} tenant=acme role=rep`],
    ['begins with the id and the hash', `${id} short tenant=acme role=rep`],
    ['tenant is missing', `${id} ${hash} role=rep`],
    ['tenant is missing or cannot be', `${id} ${hash} tenant=a/b role=rep`],
    ['good for nothing', `${id} ${hash} tenant=acme`],
    ['no role "root": say upstream, rep, revops, admin', `${id} ${hash} tenant=acme role=root`],
    ['no scope "leads:eat"', `${id} ${hash} tenant=acme scopes=leads:eat`],
    ['expires is no day', `${id} ${hash} tenant=acme role=rep expires=soon`],
    ['colour is not known', `${id} ${hash} tenant=acme role=rep colour=red`],
    ['words such as tenant=acme', `${id} ${hash} acme`],
    ['stands there twice', `${line}\n${line}`],
  ])('%s', (told, text) => {
    expect(() => parseApiKeys(text)).toThrow(told);
    expect(() => parseApiKeys(text)).not.toThrow(hash);
  });
});

const holders = (scope: (typeof SCOPES)[number]) =>
  Object.entries(ROLES).flatMap(([role, scopes]) => (scopes.some((one) => one === scope) ? [role] : []));

test('the table of docs/security.md says what each role is good for, and leaves out no scope', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/security.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+:\w+)` +\|[^|]*\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
  const told = rows.map(([, scope, ...marks]) => [scope, marks.map((mark) => mark.includes('✓'))] as const);
  const known = Object.values(ROLES).map((scopes) => new Set<string>(scopes));
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(SCOPES.map((scope) => [scope, known.map((scopes) => scopes.has(scope))])),
  );
});

test('only an admin sets up workspaces, and no upstream commands', () => {
  expect(holders('workspaces:write')).toEqual(['admin']);
  expect(holders('commands:write')).toEqual(['revops', 'admin']);
  expect(holders('decisions:read')).toEqual(['revops', 'admin']);
  expect(holders('leads:write')).toEqual(['upstream', 'revops', 'admin']);
});
