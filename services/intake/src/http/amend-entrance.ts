import type { IncomingMessage, ServerResponse } from 'node:http';
import { traceparentOf } from '@leadline/contracts';
import type { Amendments } from '../amendments.ts';
import { type Authorize, checkReason } from './access.ts';
import { amendQuery, etagOf, patchOf, versionIn } from './amend-body.ts';
import { asLeadlineError } from './answers.ts';
import { readJson } from './body.ts';
import { check } from './check.ts';
import type { Count } from './entrance.ts';
import { headerOf } from './headers.ts';

/** Takes changes of leads in. */
export class AmendEntrance {
  readonly #amendments: Pick<Amendments, 'amend'>;
  readonly #authorize: Authorize;
  readonly #count: Count;

  constructor(amendments: Pick<Amendments, 'amend'>, authorize: Authorize, count: Count) {
    this.#amendments = amendments;
    this.#authorize = authorize;
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
    const caller = this.#authorize(request.headers, 'leads:amend');
    const said = check(amendQuery, query);
    checkReason(caller, said.reason);
    return this.#amendments.amend({
      tenant: caller.tenant,
      leadId,
      ...said,
      patch: patchOf(await readJson(request)),
      key: headerOf(request, 'idempotency-key'),
      version: versionIn(request.headers['if-match']),
      traceparent: traceparentOf(headerOf(request, 'traceparent')),
      actor: caller.keyId,
    });
  }
}
