import { isNativeError } from 'node:util/types';
import type { ErrorCode } from './errors.ts';

/** What a client trusts, and what it shows, when it speaks TLS: texts in PEM. */
export interface Tls {
  /** Certificates of authorities that may have signed the server's. Absent: those that Node trusts. */
  readonly ca?: string;
  /** The client's own certificate, with those between it and its authority, where the server asks for one. */
  readonly cert?: string;
  /** Private key of `cert`. */
  readonly key?: string;
}

/** User and password of a client. Never told in a message or a log. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Why a server and a client do not come together, although the network carries. */
export interface Refusal {
  readonly code: Extract<
    ErrorCode,
    'LEADLINE_TLS_UNTRUSTED' | 'LEADLINE_TLS_FAILED' | 'LEADLINE_LOGIN_REFUSED'
  >;
  /** What the client library or the server says. */
  readonly why: string;
}

/** Some libraries keep the message of an error and lose its code. */
const KINDS: readonly { readonly code: Refusal['code']; readonly says: RegExp }[] = [
  {
    code: 'LEADLINE_TLS_FAILED',
    // The last is nginx', whose answer to a wrong or missing certificate is a page.
    says: /alert|certificate required|bad certificate|SSL certificate (error|was sent)/i,
  },
  { code: 'LEADLINE_TLS_UNTRUSTED', says: /\bcert(ificate)?\b|altname/i },
  {
    code: 'LEADLINE_TLS_FAILED',
    says: /\b(SSL|TLS|EPROTO|wrong version number|secure TLS connection)\b|ERR_SSL/i,
  },
  {
    code: 'LEADLINE_LOGIN_REFUSED',
    says: /SASL|SCRAM|authenticat|NOAUTH|WRONGPASS|NOPERM|AUTHORIZATION_FAILED|not authorized|unauthorized/i,
  },
];

/** How deep causes are looked at. */
const MAX_CAUSES = 5;

/** Null: it has another reason, such as a server that does not answer. */
export function refusalOf(error: unknown, depth = 0): Refusal | null {
  // Not `instanceof`: an error of Node's TLS is of another realm where the code runs in a context of its own.
  if (!isNativeError(error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  const type = 'type' in error ? String(error.type) : '';
  const told = `${error.name} ${code} ${type} ${error.message}`;
  const kind = KINDS.find(({ says }) => says.test(told.replaceAll('_', ' ')) || says.test(told));
  if (kind !== undefined) return { code: kind.code, why: error.message };
  return depth < MAX_CAUSES ? refusalOf(error.cause, depth + 1) : null;
}
