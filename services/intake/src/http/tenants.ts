import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { LeadlineError } from '@leadline/contracts';

const TENANT = /^[\w.-]{1,100}$/;

/** Finds the tenant of a request. */
export type TenantOf = (headers: IncomingHttpHeaders) => string;

/**
 * With keys (`key=tenant,…`) the Bearer token names the tenant; without, the header X-Leadline-Tenant does, else `default`.
 * The function throws LEADLINE_INTAKE_UNAUTHORIZED, or LEADLINE_INTAKE_INVALID for a tenant that cannot be.
 */
export function tenants(keys: string | undefined): TenantOf {
  if (keys === undefined) return tenantInHeader;
  const known = keys.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return { digest: digestOf(pair.slice(0, at)), tenant: pair.slice(at + 1) };
  });
  return (headers) => {
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const given = digestOf(token ?? '');
    const found = known.find(({ digest }) => timingSafeEqual(digest, given));
    if (token === undefined || found === undefined)
      throw new LeadlineError('LEADLINE_INTAKE_UNAUTHORIZED', 'The request has no valid API key.');
    return found.tenant;
  };
}

function tenantInHeader(headers: IncomingHttpHeaders): string {
  const tenant = headers['x-leadline-tenant'] ?? 'default';
  if (typeof tenant === 'string' && TENANT.test(tenant)) return tenant;
  throw new LeadlineError(
    'LEADLINE_INTAKE_INVALID',
    'X-Leadline-Tenant takes letters, digits, dot, hyphen and underscore.',
    {
      where: 'X-Leadline-Tenant',
    },
  );
}

const digestOf = (key: string): Buffer => hash('sha256', key, 'buffer');
