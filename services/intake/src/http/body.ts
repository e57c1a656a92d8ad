import { LeadlineError } from '@leadline/contracts';

const MAX_BODY_BYTES = 1024 * 1024;
export const MAX_LINE_BYTES = 256 * 1024;

/** One line of NDJSON: its number, from 1, and its value or why it has none. */
export interface Line {
  readonly line: number;
  readonly value: unknown;
  readonly error: LeadlineError | null;
}

/** The whole body as JSON. @throws LeadlineError LEADLINE_INTAKE_TOO_LARGE, LEADLINE_INTAKE_NOT_JSON */
export async function readJson(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new LeadlineError('LEADLINE_INTAKE_TOO_LARGE', `The body is larger than 1 MiB.`);
    chunks.push(chunk);
  }
  return parse(Buffer.concat(chunks));
}

/** Reads NDJSON as it comes; holds one line and one chunk of the network at most. Empty lines are passed over. */
export async function* readLines(body: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let rest: Buffer[] = [];
  let size = 0;
  const take = (end: Buffer): Line => {
    const bytes = size + end.length > MAX_LINE_BYTES ? null : Buffer.concat([...rest, end]);
    rest = [];
    size = 0;
    number += 1;
    return lineOf(number, bytes);
  };
  for await (const chunk of body) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const line = take(chunk.subarray(from, at));
      from = at + 1;
      if (line.error !== null || line.value !== undefined) yield line;
    }
    size += chunk.length - from;
    // Of a line that is too long only the length is kept.
    rest = size > MAX_LINE_BYTES ? [] : [...rest, Buffer.from(chunk.subarray(from))];
  }
  const last = take(Buffer.alloc(0));
  if (last.error !== null || last.value !== undefined) yield last;
}

function lineOf(line: number, bytes: Buffer | null): Line {
  if (bytes === null) {
    return {
      line,
      value: undefined,
      error: new LeadlineError('LEADLINE_INTAKE_TOO_LARGE', 'The line exceeds 256 KiB.'),
    };
  }
  if (bytes.toString('utf8').trim() === '') return { line, value: undefined, error: null };
  try {
    return { line, value: parse(bytes), error: null };
  } catch (error) {
    return { line, value: undefined, error: error as LeadlineError };
  }
}

/** The parser's own message is not passed on: it quotes the text, which may hold personal data. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw new LeadlineError('LEADLINE_INTAKE_NOT_JSON', `These ${bytes.length} bytes are not a JSON value.`);
  }
}
