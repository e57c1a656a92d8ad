import type { IncomingMessage, ServerResponse } from 'node:http';
import { traceparentOf } from '@leadline/contracts';
import type { Amendments } from '../amendments.ts';
import { amendQuery, etagOf, patchOf, versionIn } from './amend-body.ts';
import { asLeadlineError } from './answers.ts';
import { readJson } from './body.ts';
import { check } from './check.ts';
import type { Count } from './entrance.ts';
import { headerOf } from './headers.ts';
import type { TenantOf } from './tenants.ts';

/** Takes changes of leads in. */
export class AmendEntrance {
  readonly #amendments: Pick<Amendments, 'amend'>;
  readonly #tenantOf: TenantOf;
  readonly #count: Count;

  constructor(amendments: Pick<Amendments, 'amend'>, tenantOf: TenantOf, count: Count) {
    this.#amendments = amendments;
    this.#tenantOf = tenantOf;
    this.#count = count;
  }

  async amend(
    leadId: string,
    query: unknown,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const attempt = await this.#taken(leadId, query, request).catch((error: unknown) => {
      this.#count('amendments', asLeadlineError(error).code);
      throw error;
    });
    this.#count('amendments', null);
    response.statusCode = 202;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('etag', etagOf(attempt));
    response.setHeader('location', `/v1/leads/${leadId}`);
    response.end(JSON.stringify({ accepted: true, leadId, attempt }));
  }

  async #taken(leadId: string, query: unknown, request: IncomingMessage): Promise<number> {
    const tenant = this.#tenantOf(request.headers);
    return this.#amendments.amend({
      tenant,
      leadId,
      ...check(amendQuery, query),
      patch: patchOf(await readJson(request)),
      key: headerOf(request, 'idempotency-key'),
      version: versionIn(request.headers['if-match']),
      traceparent: traceparentOf(headerOf(request, 'traceparent')),
    });
  }
}
