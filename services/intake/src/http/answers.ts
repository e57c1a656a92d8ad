import { type ErrorCode, ERRORS, LeadlineError } from '@leadline/contracts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  LEADLINE_INTAKE_INVALID: 400,
  LEADLINE_INTAKE_NOT_JSON: 400,
  LEADLINE_INTAKE_UNAUTHORIZED: 401,
  LEADLINE_INTAKE_FORBIDDEN: 403,
  LEADLINE_INTAKE_NOT_FOUND: 404,
  LEADLINE_LEAD_UNKNOWN: 404,
  LEADLINE_DECISION_UNKNOWN: 404,
  LEADLINE_INTAKE_KEY_CONFLICT: 409,
  LEADLINE_LEAD_BUSY: 409,
  LEADLINE_LEAD_CLOSED: 409,
  LEADLINE_LEAD_EXPIRED: 410,
  LEADLINE_LEAD_CHANGED: 412,
  LEADLINE_INTAKE_TOO_LARGE: 413,
  LEADLINE_INTAKE_OVERLOADED: 503,
  LEADLINE_REDIS_UNAVAILABLE: 503,
};

/** Seconds after which a refused sender should come again. */
export const RETRY_AFTER_SECONDS = 1;

/** HTTP status of an error. */
export function statusOf(error: LeadlineError): number {
  return STATUS[error.code] ?? 500;
}

/** What a sender gets to see of an error: what is wrong, where, and how to mend it. */
export function errorBody(error: LeadlineError): { error: object } {
  return { error: { code: error.code, message: error.message, where: error.where, mend: error.mend } };
}

/** Errors that are not ours tell the sender nothing but the code: their text may hold anything. */
export function asLeadlineError(error: unknown): LeadlineError {
  if (error instanceof LeadlineError) return error;
  return new LeadlineError('LEADLINE_UNEXPECTED', ERRORS.LEADLINE_UNEXPECTED.what, { cause: error });
}
