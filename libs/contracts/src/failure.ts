import { type ErrorCode, LeadlineError } from './errors.ts';

/**
 * Why a record could not be encoded or decoded. `transient`: try again, the registry is the reason. `poison`: these bytes
 * can never be read. `bug`: our own value does not fit its schema.
 */
export class CodecFailure extends LeadlineError {
  readonly failure: 'transient' | 'poison' | 'bug';

  constructor(
    failure: CodecFailure['failure'],
    code: ErrorCode,
    message: string,
    options: { where?: string; cause?: unknown } = {},
  ) {
    super(code, message, options);
    this.name = 'CodecFailure';
    this.failure = failure;
  }
}
