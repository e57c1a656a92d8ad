import { randomUUID } from 'node:crypto';

interface Body {
  readonly leadId: string;
  readonly state?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly mend: string };
  readonly [field: string]: unknown;
}
interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly etag: string | null;
  readonly retryAfter: string | null;
  readonly body: Body;
}
interface Row extends Partial<Body> {
  readonly line: number;
  readonly status: number;
}

/** The intake API as a sender uses it. */
export interface IntakeApi {
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  bulk(path: string, lines: string): Promise<readonly Row[]>;
}

export function intakeApi(url: string): IntakeApi {
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, init);
    const { headers, status } = response;
    const body = (await response.json()) as Body;
    return {
      status,
      location: headers.get('location'),
      etag: headers.get('etag'),
      retryAfter: headers.get('retry-after'),
      body,
    };
  };
  return {
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    patch: (path, body, headers = {}) =>
      ask(path, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json', ...headers },
        body: JSON.stringify(body),
      }),
    get: (path, headers = {}) => ask(path, { headers }),
    async bulk(path, lines) {
      const headers = { 'content-type': 'application/x-ndjson' };
      const response = await fetch(url + path, { method: 'POST', headers, body: lines });
      const text = await response.text();
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Row);
    },
  };
}

/** A lead under a key of its own. */
export function leadNamed(change: object = {}) {
  return { source: 'web', idempotencyKey: randomUUID(), email: 'ada@analytical.io', ...change };
}

const PATIENCE_MS = 60_000;

/** Asks until the answer satisfies. Throws with the last answer when it never does. */
export async function until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(answer)}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
