import { ERRORS, TOPICS } from '@leadline/contracts';

const OTHER = 'other';

/** A label value out of the error list; anything else, such as a client library's code, is `other`. */
export function codeLabel(code: unknown): string {
  return typeof code === 'string' && code in ERRORS ? code : OTHER;
}

/** A label value out of the topic table. */
export function topicLabel(topic: string): string {
  return topic in TOPICS ? topic : OTHER;
}

/** Reasons are constants of our code; what does not look like one never becomes a label. */
export function reasonLabel(reason: string | null): string {
  if (reason === null) return 'none';
  return /^[A-Z][A-Z0-9_]{1,39}$/.test(reason) ? reason : OTHER;
}

/** Code of an error as a label. */
export function codeOfError(error: unknown): string {
  return codeLabel(error instanceof Error && 'code' in error ? error.code : undefined);
}
