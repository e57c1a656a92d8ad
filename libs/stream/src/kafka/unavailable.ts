import { refusalOf } from '@leadline/contracts';
import { messageOf, StreamUnavailable } from '../errors.ts';
import type { KafkaOptions } from './connection.ts';

type Access = Pick<KafkaOptions, 'brokers' | 'tls' | 'login'>;

/** Why a question has no answer, with the settings that may be wrong. */
export function unavailable({ brokers, tls, login }: Access, cause: unknown): StreamUnavailable {
  const why = messageOf(cause);
  const refusal = refusalOf(cause);
  if (refusal?.code === 'LEADLINE_LOGIN_REFUSED') {
    const who = login === undefined ? 'a client without a user' : `user ${login.user}`;
    return new StreamUnavailable(`Kafka at ${brokers} refuses ${who}: ${why}`, { cause });
  }
  if (refusal !== null)
    return new StreamUnavailable(`No connection to Kafka at ${brokers} comes about: ${why}`, { cause });
  const missing = [
    ...(tls === undefined ? ['TLS (LEADLINE_KAFKA_TLS)'] : []),
    ...(login === undefined ? ['a login (LEADLINE_KAFKA_USER)'] : []),
  ];
  // It hangs up without a word on whoever lacks what it asks for.
  if (!/closed connection|ECONNRESET|socket hang up/i.test(why) || missing.length === 0)
    return new StreamUnavailable(`Kafka at ${brokers} does not answer: ${why}`, { cause });
  return new StreamUnavailable(
    `Kafka at ${brokers} closes the connection: perhaps it wants ${missing.join(' or ')}.`,
    { cause },
    tls === undefined ? 'LEADLINE_TLS_FAILED' : 'LEADLINE_LOGIN_REFUSED',
  );
}
