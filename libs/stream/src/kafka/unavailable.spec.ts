import { unavailable } from './unavailable.ts';

const brokers = 'kafka:9093';
const login = { user: 'leadline', password: 'hunter2', mechanism: 'plain' } as const;
const closed = new Error('Closed connection');

test('whoever speaks without TLS and is hung up on hears of TLS', () => {
  const { code, message } = unavailable({ brokers }, closed);
  expect(code).toBe('LEADLINE_TLS_FAILED');
  expect(message).toContain('LEADLINE_KAFKA_TLS');
});

test('whoever has no user and is hung up on hears of users', () => {
  const { code, message } = unavailable({ brokers, tls: {} }, closed);
  expect(code).toBe('LEADLINE_LOGIN_REFUSED');
  expect(message).toContain('LEADLINE_KAFKA_USER');
  expect(message).not.toContain('LEADLINE_KAFKA_TLS');
});

test('a refused user is named, its password never', () => {
  const cause = new Error('SCRAM-SHA-512 authentication failed');
  const { code, message } = unavailable({ brokers, tls: {}, login }, cause);
  expect(code).toBe('LEADLINE_LOGIN_REFUSED');
  expect(message).toContain('user leadline');
  expect(message).not.toContain('hunter2');
});

test('a certificate that is not trusted is told as such', () => {
  const cause = new Error('Connection error: self-signed certificate in certificate chain');
  expect(unavailable({ brokers, tls: {}, login }, cause)).toMatchObject({ code: 'LEADLINE_TLS_UNTRUSTED' });
});

test('a broker that is away stays one that does not answer', () => {
  for (const cause of [new Error('connect ECONNREFUSED'), closed])
    expect(unavailable({ brokers, tls: {}, login }, cause)).toMatchObject({
      code: 'LEADLINE_KAFKA_UNAVAILABLE',
    });
});
