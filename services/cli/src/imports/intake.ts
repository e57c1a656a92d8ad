import { LeadlineError } from '@leadline/contracts';
import type { Body } from '../mapping/bodies.ts';

/** What intake said to one body. */
export type Answer = { readonly leadId: string | null } | { readonly code: string; readonly message: string };

export interface IntakeOptions {
  /** Base address, such as http://127.0.0.1:8080 */
  readonly url: string;
  readonly tenant: string;
  readonly apiKey: string | null;
  /** How long an intake that does not answer is asked again, ms. Default 60000. */
  readonly patienceMs?: number;
}

/** The part of intake's public API that the command line uses. */
export interface Intake {
  /**
   * Sends bodies as NDJSON; one answer per body, in order. A busy or missing intake is asked again: idempotency keys make
   * that harmless. Throws LEADLINE_INTAKE_UNAVAILABLE, LEADLINE_INTAKE_REFUSED.
   */
  post(path: string, bodies: readonly Body[]): Promise<readonly Answer[]>;
}

/** Bodies per request. */
const BULK = 500;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** Codes of single lines that pass by themselves. */
const PASSING = /(_UNAVAILABLE|_OVERLOADED)$/;

export function createIntake(options: IntakeOptions): Intake {
  return {
    async post(path, bodies) {
      const answers: Answer[] = [];
      for (let start = 0; start < bodies.length; start += BULK)
        answers.push(...(await patiently(options, path, bodies.slice(start, start + BULK))));
      return answers;
    },
  };
}

async function patiently(
  options: IntakeOptions,
  path: string,
  bodies: readonly Body[],
): Promise<readonly Answer[]> {
  const deadline = Date.now() + (options.patienceMs ?? 60_000);
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const answers = await once(options, path, bodies);
    if (answers && !answers.some((answer) => 'code' in answer && PASSING.test(answer.code))) return answers;
    if (Date.now() > deadline)
      throw new LeadlineError(
        'LEADLINE_INTAKE_UNAVAILABLE',
        `Intake at ${options.url} has not answered for a minute.`,
      );
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Null: not now. */
async function once(
  options: IntakeOptions,
  path: string,
  bodies: readonly Body[],
): Promise<readonly Answer[] | null> {
  const response = await request(options, path, bodies);
  if (response === null || response.status === 503 || response.status === 429) return null;
  const text = await response.text();
  if (!response.ok)
    throw new LeadlineError(
      'LEADLINE_INTAKE_REFUSED',
      `POST ${path}: ${response.status} ${messageIn(text)}`,
      { where: path },
    );
  const answers = text
    .split('\n')
    .filter((line) => line !== '')
    .map(answerIn);
  // A cut answer leaves open what was accepted: the same lines again settle it.
  return answers.length === bodies.length ? answers : null;
}

async function request(
  options: IntakeOptions,
  path: string,
  bodies: readonly Body[],
): Promise<Response | null> {
  try {
    return await fetch(new URL(path, options.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-ndjson',
        'x-leadline-tenant': options.tenant,
        ...(options.apiKey === null ? {} : { authorization: `Bearer ${options.apiKey}` }),
      },
      body: bodies.map((body) => JSON.stringify(body)).join('\n'),
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    return null;
  }
}

interface Line {
  readonly leadId?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

function answerIn(line: string): Answer {
  const { leadId, error } = JSON.parse(line) as Line;
  return error ? { code: error.code, message: error.message } : { leadId: leadId ?? null };
}

function messageIn(text: string): string {
  try {
    return (JSON.parse(text) as Line).error?.message ?? text;
  } catch {
    return text.slice(0, 200);
  }
}
