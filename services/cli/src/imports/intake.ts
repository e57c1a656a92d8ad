import { LeadlineError } from '@leadline/contracts';
import { type Asked, type IntakeOptions, patiently, requestIntake } from '../intake-request.ts';
import type { Body } from '../mapping/bodies.ts';

/** What intake said to one body. */
export type Answer = { readonly leadId: string | null } | { readonly code: string; readonly message: string };

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
/** Codes of single lines that pass by themselves. */
const PASSING = /(_UNAVAILABLE|_OVERLOADED)$/;

export function createIntake(options: IntakeOptions): Intake {
  return {
    async post(path, bodies) {
      const answers: Answer[] = [];
      for (let start = 0; start < bodies.length; start += BULK) {
        const lines = bodies.slice(start, start + BULK);
        answers.push(...(await patiently(options, () => once(options, path, lines))));
      }
      return answers;
    },
  };
}

async function once(
  options: IntakeOptions,
  path: string,
  bodies: readonly Body[],
): Promise<Asked<readonly Answer[]>> {
  const response = await requestIntake(options, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: bodies.map((body) => JSON.stringify(body)).join('\n'),
  });
  if (response === null) return { again: null };
  const text = await response.text();
  if (response.status === 503 || response.status === 429) return { again: messageIn(text) };
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
  const passing = answers.find((answer) => 'code' in answer && PASSING.test(answer.code));
  if (passing !== undefined && 'code' in passing) return { again: passing.message };
  // A cut answer leaves open what was accepted: the same lines again settle it.
  return answers.length === bodies.length ? { answer: answers } : { again: null };
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
