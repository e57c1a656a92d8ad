import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import { asLeadlineError, errorBody, statusOf } from './answers.ts';
import { type Line, readLines } from './body.ts';

/** Lines that are taken in together: one trip to Redis, one to the broker. */
const CHUNK = 500;

/** Takes in the values of one chunk; one answer per value, in order, an error where one is refused. */
export type TakeIn = (values: readonly unknown[]) => Promise<readonly (object | LeadlineError)[]>;

/** Whether the request sends NDJSON. */
export function isBulk(request: IncomingMessage): boolean {
  return /^application\/(x-ndjson|ndjson|jsonl)\b/i.test(request.headers['content-type'] ?? '');
}

/**
 * Answers NDJSON line by line: `{line, status: 202, …}` or `{line, status, error}`. Holds one chunk at a time and waits for
 * a slow reader; ends when the sender has gone. A bad line stops no other. When the broker stops taking records, that
 * chunk and all lines after it are answered 503: they were not accepted.
 */
export async function answerBulk(
  request: IncomingMessage,
  response: ServerResponse,
  takeIn: TakeIn,
): Promise<void> {
  response.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
  let refused: LeadlineError | null = null;
  for await (const chunk of chunksOf(readLines(request))) {
    const answers: readonly (object | LeadlineError)[] = refused === null ? await takenIn(chunk, takeIn) : [];
    refused ??= answers.find(isOverload) ?? null;
    const rows = chunk.map(({ line, error }, index) => rowOf(line, answers[index] ?? error ?? refused));
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (!response.write(text)) await drained(response);
    if (response.destroyed) return;
  }
  response.end();
}

/** A reader that has gone never drains: closing ends the wait, too. */
async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    waiting.abort();
  }
}

const isOverload = (answer: object | LeadlineError): answer is LeadlineError =>
  answer instanceof LeadlineError && answer.code === 'LEADLINE_INTAKE_OVERLOADED';

async function takenIn(chunk: readonly Line[], takeIn: TakeIn): Promise<(object | LeadlineError)[]> {
  const good = chunk.filter(({ error }) => error === null);
  const answers = await takeIn(good.map(({ value }) => value)).catch((thrown: unknown) => {
    const error = asLeadlineError(thrown);
    return good.map(() => error);
  });
  const byLine = new Map(good.map(({ line }, index) => [line, answers[index]]));
  return chunk.map(({ line, error }) => error ?? byLine.get(line) ?? asLeadlineError(null));
}

function rowOf(line: number, answer: object | LeadlineError | null): object {
  if (answer instanceof LeadlineError) return { line, status: statusOf(answer), ...errorBody(answer) };
  return { line, status: 202, ...answer };
}

async function* chunksOf(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let chunk: Line[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
