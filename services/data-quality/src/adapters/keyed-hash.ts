import { createHmac } from 'node:crypto';
import type { KeyedHash } from '@leadline/domain';

const HEX_LENGTH = 32;

/** HMAC-SHA256 under the secret, the first 128 bits as hexadecimal text: no collision in any number of people. */
export function keyedHash(secret: string): KeyedHash {
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, HEX_LENGTH);
}
