import { createHash, createHmac, hash } from 'node:crypto';

/** Namespace of every id that Leadline derives. Fixed for ever: another value would make every lead a new one. */
const NAMESPACE = Buffer.from('6f0b1c5a3d2e4b8f9a7761d0c4e85b21', 'hex');

/** UUIDv5 of the parts. Lengths stand before the parts, so that no two lists of parts give the same name. */
function uuidOf(parts: readonly string[]): string {
  const name = parts.map((part) => `${part.length}:${part}`).join('');
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** SHA-256 of the text as UTF-8, in hex: the hash that the domain's functions ask for. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** Hexadecimal digits of a keyed hash: 128 bits, so that no two of any number of people have the same. */
const KEYED_HASH_LENGTH = 32;

/** HMAC-SHA256 under the secret, its first 128 bits in hex: the keyed hash that the domain's functions ask for. */
export function keyedHash(secret: string): (text: string) => string {
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, KEYED_HASH_LENGTH);
}

/** Id of a lead: the same tenant, source and idempotency key are the same lead, for ever. */
export function leadIdOf(tenant: string, source: string, key: string): string {
  return uuidOf(['lead', tenant, source, key]);
}

/** Id of an event that its sender did not name: the same parts are the same event. */
export function eventIdOf(tenant: string, ...parts: readonly string[]): string {
  return uuidOf(['event', tenant, ...parts]);
}

/** Partition of a workspace's log. `partitions` must not change while the log lives. */
export function workspacePartition(tenant: string, workspace: string, partitions: number): number {
  return (
    createHash('sha1').update(`${tenant.length}:${tenant}${workspace}`).digest().readUInt32BE() % partitions
  );
}
