import { tenants } from './tenants.ts';

test('without keys the header names the tenant', () => {
  const tenantOf = tenants(undefined);
  expect(tenantOf({})).toBe('default');
  expect(tenantOf({ 'x-leadline-tenant': 'acme' })).toBe('acme');
  expect(() => tenantOf({ 'x-leadline-tenant': 'a b' })).toThrow('X-Leadline-Tenant');
});

test('with keys the key names the tenant, whatever the header says', () => {
  const tenantOf = tenants('k1=acme,k2=rival');
  expect(tenantOf({ authorization: 'Bearer k2', 'x-leadline-tenant': 'acme' })).toBe('rival');
});

test.each([{}, { authorization: 'Bearer k3' }, { authorization: 'Basic k1' }, { authorization: 'Bearer ' }])(
  'with keys %j is refused',
  (headers) => {
    expect(() => tenants('k1=acme')(headers)).toThrow('API key');
  },
);
