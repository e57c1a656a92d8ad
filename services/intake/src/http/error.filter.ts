import type { ServerResponse } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import type { Logger } from '@leadline/service-kit';
import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import { asLeadlineError, errorBody, RETRY_AFTER_SECONDS, statusOf } from './answers.ts';

/** Turns whatever a handler has thrown into `{error: {code, message, where, mend}}`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  readonly #log: Logger;
  constructor(log: Logger) {
    this.#log = log;
  }

  catch(thrown: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    const error = asLeadlineError(
      thrown instanceof NotFoundException
        ? new LeadlineError('LEADLINE_INTAKE_NOT_FOUND', 'There is nothing at this address.')
        : thrown,
    );
    const status = statusOf(error);
    if (status === 500) this.#log.error({ err: thrown }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.statusCode = status;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (status === 503) response.setHeader('retry-after', String(RETRY_AFTER_SECONDS));
    response.end(JSON.stringify(errorBody(error)));
  }
}
