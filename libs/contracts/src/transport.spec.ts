import { refusalOf } from './transport.ts';

const error = (message: string, more: object = {}) => Object.assign(new Error(message), more);

test.each([
  [error('self-signed certificate in certificate chain', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'UNTRUSTED'],
  [error('x', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'UNTRUSTED'],
  [
    error("Hostname/IP does not match certificate's altnames", { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    'UNTRUSTED',
  ],
  [error('Connection error: unable to verify the first certificate'), 'UNTRUSTED'],
  [error('x', { code: 'CERT_HAS_EXPIRED' }), 'UNTRUSTED'],
])('%s: the certificate is not trusted', (cause, kind) => {
  expect(refusalOf(cause)?.code).toBe(`LEADLINE_TLS_${kind}`);
});

test.each([
  [error('write EPROTO 139:error:0A00010B:SSL routines:ssl3_get_record:wrong version number')],
  [error('Client network socket disconnected before secure TLS connection was established')],
  [error('ssl/tls alert certificate required', { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' })],
  [error('status 400: <html>\r\n<head><title>400 No required SSL certificate was sent</title></head>')],
  [error('status 400: <html>\r\n<head><title>400 The SSL certificate error</title></head>')],
])('%s: no TLS comes about', (cause) => {
  expect(refusalOf(cause)?.code).toBe('LEADLINE_TLS_FAILED');
});

test.each([
  [error('SCRAM-SHA-512 authentication failed')],
  [error('x', { name: 'KafkaJSSASLAuthenticationError' })],
  [error('x', { type: 'TOPIC_AUTHORIZATION_FAILED' })],
  [error('WRONGPASS invalid username-password pair or user is disabled.')],
  [error('NOAUTH Authentication required.')],
])('%s: the login is refused', (cause) => {
  expect(refusalOf(cause)?.code).toBe('LEADLINE_LOGIN_REFUSED');
});

test('the reason may lie below', () => {
  const cause = error('unable to get local issuer certificate');
  expect(refusalOf(new Error('no answer', { cause }))).toEqual({
    code: 'LEADLINE_TLS_UNTRUSTED',
    why: 'unable to get local issuer certificate',
  });
});

test.each([error('connect ECONNREFUSED 127.0.0.1:9092'), error('Connection timeout'), 'text', null])(
  '%s has another reason',
  (cause) => {
    expect(refusalOf(cause)).toBeNull();
  },
);
