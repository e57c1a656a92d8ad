import { type ErrorCode, ERRORS, LeadlineError } from '@leadline/contracts';

/** Something that is not as it should be. */
export interface Finding {
  readonly code: ErrorCode;
  /** Topic, record, group, server: what has to be mended. */
  readonly where: string;
  readonly what: string;
  readonly mend: string;
}

/** What one look at the install has found. */
export interface Check {
  readonly name: string;
  /** What was looked at, in a few words. */
  readonly seen: string;
  readonly findings: readonly Finding[];
  /** Why it could not be looked at; null: it could. */
  readonly unchecked: string | null;
}

/** A look; throws if what it looks at does not answer. */
export type Look = () => Promise<Pick<Check, 'seen' | 'findings'>>;

/** `mend`: where more can be said than the code's own text does. */
export const finding = (code: ErrorCode, where: string, what: string, mend?: string): Finding => ({
  code,
  where,
  what,
  mend: mend ?? ERRORS[code].mend,
});

/** Takes a look. What cannot be looked at is no reason not to look at the rest. */
export async function checked(name: string, look: Look): Promise<Check> {
  try {
    return { name, ...(await look()), unchecked: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unchecked = error instanceof LeadlineError ? `${error.code}: ${message} ${error.mend}` : message;
    return { name, seen: '', findings: [], unchecked };
  }
}
