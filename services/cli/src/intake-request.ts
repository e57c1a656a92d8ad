import { LeadlineError } from '@leadline/contracts';

export interface IntakeOptions {
  /** Base address, such as http://127.0.0.1:8080 */
  readonly url: string;
  readonly tenant: string;
  readonly apiKey: string | null;
  /** How long an intake that does not answer is asked again, ms. Default 60000. */
  readonly patienceMs?: number;
}

export interface IntakeRequest {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const PATIENCE_MS = 60_000;
const ANSWER_MS = 30_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** One request to intake's public API; null: no answer. */
export async function requestIntake(
  { url, tenant, apiKey }: IntakeOptions,
  path: string,
  { headers, ...init }: IntakeRequest,
): Promise<Response | null> {
  try {
    return await fetch(new URL(path, url), {
      ...init,
      headers: {
        ...headers,
        'x-leadline-tenant': tenant,
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch {
    return null;
  }
}

/** An answer that settles the matter; or that it is to be asked again, and why if intake has said so. */
export type Asked<Answer> = { readonly answer: Answer } | { readonly again: string | null };

/**
 * Asks again, less and less often, while intake is busy or missing: keys make that harmless.
 * Throws LEADLINE_INTAKE_UNAVAILABLE when patience is over.
 */
export async function patiently<Answer>(
  { url, patienceMs = PATIENCE_MS }: IntakeOptions,
  ask: () => Promise<Asked<Answer>>,
): Promise<Answer> {
  const deadline = Date.now() + patienceMs;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const asked = await ask();
    if ('answer' in asked) return asked.answer;
    if (Date.now() > deadline) {
      const why = asked.again === null ? '' : ` It says: ${asked.again}`;
      const message = `Intake at ${url} has not carried the request out for ${Math.round(patienceMs / 1000)} s.${why}`;
      throw new LeadlineError('LEADLINE_INTAKE_UNAVAILABLE', message);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
