/** What intake said to one line of a bulk request. */
export interface LineAnswer {
  readonly line: number;
  readonly leadId?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The part of intake's public API that a company uses. */
export interface IntakeClient {
  /** Sends bodies as one NDJSON request, in order. Throws when the request or any line is refused. */
  post(path: string, bodies: readonly object[]): Promise<readonly LineAnswer[]>;
}

/** Lines per request: bounds what both sides hold. */
const BULK = 500;
const TRIES = 60;

/** `apiKey`: null where intake asks for none. */
export function createIntakeClient(url: string, apiKey: string | null = null): IntakeClient {
  const authorization = apiKey === null ? {} : { authorization: `Bearer ${apiKey}` };
  return {
    async post(path, bodies) {
      const answers: LineAnswer[] = [];
      for (let start = 0; start < bodies.length; start += BULK)
        answers.push(...(await postOnce(`${url}${path}`, bodies.slice(start, start + BULK), authorization)));
      return answers;
    },
  };
}

/** A sender that intake asks to wait, or that cannot reach it, sends the same lines again: the keys make that harmless. */
async function postOnce(
  url: string,
  bodies: readonly object[],
  authorization: Headers,
): Promise<readonly LineAnswer[]> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await request(url, bodies, authorization);
    if (response?.ok) {
      const answers = parseLines(await response.text());
      const refused = answers.find((answer) => answer.error);
      if (!refused && answers.length === bodies.length) return answers;
      if (!retryable(refused?.error?.code) || attempt >= TRIES)
        throw new Error(`${url}: ${JSON.stringify(refused ?? answers)}`);
    } else if (attempt >= TRIES || (response && response.status < 500)) {
      throw new Error(`${url}: ${response ? await response.text() : 'no answer'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const retryable = (code: string | undefined): boolean =>
  code === undefined || code.endsWith('UNAVAILABLE') || code.endsWith('OVERLOADED');

type Headers = Readonly<Record<string, string>>;

async function request(
  url: string,
  bodies: readonly object[],
  authorization: Headers,
): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...authorization },
      body: bodies.map((body) => JSON.stringify(body)).join('\n'),
    });
  } catch {
    return null;
  }
}

function parseLines(text: string): readonly LineAnswer[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LineAnswer);
}
