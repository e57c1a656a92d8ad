import { registryUnavailable } from './registry-unavailable.ts';

const HANGUP = new Error('Confluent_Schema_Registry - Error, status 400: socket hang up');
const SECURE = 'https://registry:8443';

test.each([
  ['plaintext', { url: 'http://registry:8081', tls: undefined }, 'perhaps it wants https'],
  ['a certificate', { url: SECURE, tls: { cert: 'PEM', key: 'PEM' } }, 'LEADLINE_REGISTRY_CERT'],
])('a registry that hangs up on %s may not take it', (_, asked, told) => {
  const { code, message } = registryUnavailable(asked, HANGUP);
  expect(code).toBe('LEADLINE_TLS_FAILED');
  expect(message).toContain(told);
});

test('one that hangs up on whoever shows it nothing goes down', () => {
  const { code, failure } = registryUnavailable({ url: SECURE, tls: {} }, HANGUP);
  expect([code, failure]).toEqual(['LEADLINE_REGISTRY_UNAVAILABLE', 'transient']);
});
