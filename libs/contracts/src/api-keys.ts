import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { LeadlineError } from './errors.ts';

/** What a key may be good for at the intake API. */
export const SCOPES = [
  'leads:write',
  'leads:read',
  'leads:amend',
  'decisions:read',
  'engagements:write',
  'outcomes:write',
  'roster:write',
  'commands:write',
  'policies:write',
  'workspaces:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who holds a key, and what that makes it good for. */
export const ROLES = {
  /** A source of leads: a form, a campaign, a partner. */
  upstream: ['leads:write', 'leads:read', 'engagements:write'],
  /** A rep's CRM: what became of leads. */
  rep: ['leads:read', 'outcomes:write'],
  /** Revenue operations: all that routes leads and mends them. */
  revops: SCOPES.filter((scope) => scope !== 'workspaces:write'),
  admin: SCOPES,
} as const satisfies Readonly<Record<string, readonly Scope[]>>;
export type Role = keyof typeof ROLES;

/** A key as a server knows it: enough to recognize it, not enough to use it. */
export interface ApiKey {
  /** Public name of the key: it stands in logs and records as who has sent something. */
  readonly id: string;
  /** HMAC-SHA-256 of the whole key under the pepper. */
  readonly digest: Buffer;
  /** Null: any; the sender names it. */
  readonly tenant: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** Epoch ms from which on it is no longer good; null: never. */
  readonly expiresAt: number | null;
}

/** What a line says of a key beside its hash. */
export interface KeyGrant {
  readonly tenant: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  /** Day (YYYY-MM-DD) from which on it is no longer good, UTC; null: never. */
  readonly expires: string | null;
}

const ID_LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 12;
const SECRET_BYTES = 32;
const KEY = /^ll_([a-z0-9]{12})_[A-Za-z0-9_-]{43}$/;

/** A new key, `ll_<id>_<256 random bits>`: so long that a fast hash keeps it. */
export function newApiKey(): string {
  const id = Array.from({ length: ID_LENGTH }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('');
  return `ll_${id}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The id in a key; null: that is no key. */
export const keyIdOf = (key: string): string | null => KEY.exec(key)?.[1] ?? null;

/** What is kept of a key. The pepper, which is kept elsewhere, makes a stolen list of hashes worthless. */
export const keyDigest = (key: string, pepper: string): Buffer =>
  createHmac('sha256', pepper).update(key).digest();

/** The line that makes a server know a key. Throws LEADLINE_API_KEYS_INVALID for a text that is no key. */
export function keyLine(key: string, pepper: string, { tenant, roles, scopes, expires }: KeyGrant): string {
  const id = keyIdOf(key);
  if (id === null) throw invalid('That is no key of Leadline: `leadline keys create` makes one.', null);
  const words = [
    `tenant=${tenant ?? '*'}`,
    ...(roles.length > 0 ? [`role=${roles.join(',')}`] : []),
    ...(scopes.length > 0 ? [`scopes=${scopes.join(',')}`] : []),
    ...(expires === null ? [] : [`expires=${expires}`]),
  ];
  return `${id} ${keyDigest(key, pepper).toString('base64url')} ${words.join(' ')}`;
}

/**
 * Reads lines `<id> <hash> tenant=<tenant|*> role=<role,…> [scopes=<scope,…>] [expires=<YYYY-MM-DD>]`; a semicolon ends a
 * line, too. Empty lines and those that begin with # say nothing.
 * @throws LeadlineError LEADLINE_API_KEYS_INVALID that names the line, never its hash
 */
export function parseApiKeys(text: string): ReadonlyMap<string, ApiKey> {
  const keys = new Map<string, ApiKey>();
  for (const [index, line] of text.split(/[\n;]/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const key = parseLine(trimmed, `line ${index + 1}`);
    if (keys.has(key.id)) throw invalid(`Key ${key.id} stands there twice.`, `line ${index + 1}`);
    keys.set(key.id, key);
  }
  return keys;
}

const TENANT = /^(\*|[\w.-]{1,100})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function parseLine(line: string, where: string): ApiKey {
  const [id = '', hash = '', ...words] = line.split(/\s+/);
  if (!/^[a-z0-9]{12}$/.test(id) || !/^[A-Za-z0-9_-]{43}$/.test(hash))
    throw invalid(
      'A line begins with the id and the hash of a key, as `leadline keys create` prints them.',
      where,
    );
  const said = new Map(words.map((word) => pairOf(word, where)));
  const { tenant, role = '', scopes = '', expires, ...others } = Object.fromEntries(said);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw invalid(`${other} is not known: say tenant, role, scopes and expires.`, where);
  if (tenant === undefined || !TENANT.test(tenant))
    throw invalid('tenant is missing or cannot be: say tenant=<name>, or tenant=* for any.', where);
  const granted = [
    ...listed(role, Object.keys(ROLES) as Role[], 'role', where).flatMap((name) => ROLES[name]),
    ...listed(scopes, SCOPES, 'scope', where),
  ];
  if (granted.length === 0) throw invalid('The key is good for nothing: give it a role or scopes.', where);
  return {
    id,
    digest: Buffer.from(hash, 'base64url'),
    tenant: tenant === '*' ? null : tenant,
    scopes: new Set(granted),
    expiresAt: expires === undefined ? null : dayOf(expires, where),
  };
}

function pairOf(word: string, where: string): readonly [string, string] {
  const at = word.indexOf('=');
  if (at < 1) throw invalid('Behind the hash stand words such as tenant=acme and role=upstream.', where);
  return [word.slice(0, at), word.slice(at + 1)];
}

function listed<T extends string>(
  text: string,
  known: readonly T[],
  what: string,
  where: string,
): readonly T[] {
  const names = text === '' ? [] : text.split(',');
  return names.map((name) => {
    const found = known.find((one) => one === name);
    if (found !== undefined) return found;
    throw invalid(`There is no ${what} "${name}": say ${known.join(', ')}.`, where);
  });
}

function dayOf(text: string, where: string): number {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw invalid('expires is no day: say expires=YYYY-MM-DD.', where);
}

function invalid(message: string, where: string | null): LeadlineError {
  if (where === null) return new LeadlineError('LEADLINE_API_KEYS_INVALID', message);
  return new LeadlineError('LEADLINE_API_KEYS_INVALID', `${where}: ${message}`, { where });
}
