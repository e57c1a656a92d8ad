import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type ApiKey, keyDigest, keyIdOf, LeadlineError, type Scope } from '@leadline/contracts';

const TENANT = /^[\w.-]{1,100}$/;

/** Who sends a request. */
export interface Caller {
  readonly tenant: string;
  /** Id of the API key; null: none is needed. */
  readonly keyId: string | null;
}

/**
 * Says who sends a request, if they may do what has this scope. Throws LEADLINE_INTAKE_UNAUTHORIZED or _FORBIDDEN, or
 * LEADLINE_INTAKE_INVALID for a tenant that cannot be.
 */
export type Authorize = (headers: IncomingHttpHeaders, scope: Scope) => Caller;

/** Whoever reaches the port may do everything, and the header X-Leadline-Tenant names the tenant, else `default` is. */
export const withoutKeys: Authorize = (headers) => ({ tenant: tenantIn(headers), keyId: null });

export interface KeyParts {
  /** The keys as they are now, by id. */
  readonly keys: () => ReadonlyMap<string, ApiKey>;
  readonly pepper: string;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Told of each refusal, with the id of the key if it is a known one. */
  readonly refused: (code: Refused, keyId: string | null) => void;
}

/** Codes of refusals. */
export type Refused = 'LEADLINE_INTAKE_UNAUTHORIZED' | 'LEADLINE_INTAKE_FORBIDDEN';

/** The key says who it is, which tenant is meant, and what may be done. A key for any tenant leaves the tenant to the header. */
export function withKeys({ keys, pepper, now, refused }: KeyParts): Authorize {
  const refuse = (code: Refused, keyId: string | null, message: string): LeadlineError => {
    refused(code, keyId);
    return new LeadlineError(code, message, { where: 'Authorization' });
  };
  return (headers, scope) => {
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
    const known = keys().get(keyIdOf(given) ?? '');
    // The same work for a known id and an unknown one.
    const right = timingSafeEqual(keyDigest(given, pepper), known?.digest ?? NOBODY) && known !== undefined;
    if (!right)
      throw refuse('LEADLINE_INTAKE_UNAUTHORIZED', known?.id ?? null, 'The request has no valid API key.');
    if (known.expiresAt !== null && now() >= known.expiresAt)
      throw refuse('LEADLINE_INTAKE_UNAUTHORIZED', known.id, `Key ${known.id} has expired.`);
    if (!known.scopes.has(scope))
      throw refuse('LEADLINE_INTAKE_FORBIDDEN', known.id, `Key ${known.id} lacks the scope ${scope}.`);
    return { tenant: known.tenant ?? tenantIn(headers), keyId: known.id };
  };
}

/** No key has this digest. */
const NOBODY = Buffer.alloc(32);

function tenantIn(headers: IncomingHttpHeaders): string {
  const tenant = headers['x-leadline-tenant'] ?? 'default';
  if (typeof tenant === 'string' && TENANT.test(tenant)) return tenant;
  throw new LeadlineError(
    'LEADLINE_INTAKE_INVALID',
    'X-Leadline-Tenant takes letters, digits, dot, hyphen and underscore.',
    { where: 'X-Leadline-Tenant' },
  );
}

/** With keys, whoever commands says why. Throws LEADLINE_INTAKE_INVALID. */
export function checkReason({ keyId }: Caller, reason: unknown): void {
  if (keyId === null || (typeof reason === 'string' && reason.trim() !== '')) return;
  const message =
    'reason is missing: who changes how leads are routed says why. In the address, `?reason=…` says it for a whole request.';
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', message, { where: 'reason' });
}
