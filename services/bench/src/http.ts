import { Agent, request } from 'node:http';
import { now } from './arrivals.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
/** Lines per bulk request, and requests at a time. */
const BULK = 500;
const LANES = 4;
const TRIES = 200;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One POST; a kept connection that the server has just closed is no answer, and the keys make a repeat harmless. */
export async function post(url: string, type: string, body: string): Promise<Answer> {
  try {
    return await postOnce(url, type, body);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    return postOnce(url, type, body);
  }
}

function postOnce(url: string, type: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('error', reject).end(body);
  });
}

/** Sends bodies as NDJSON, a few requests at a time, as fast as they are taken. Epoch ms of the first byte. */
export async function postAll(url: string, bodies: readonly object[]): Promise<number> {
  const start = now();
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < bodies.length) {
      const lines = bodies.slice(next, (next += BULK));
      await postBulk(url, lines.map((body) => JSON.stringify(body)).join('\n'));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return start;
}

/** The same lines again while the sender is told to wait: their keys make that harmless. */
async function postBulk(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, text } = await post(url, 'application/x-ndjson', body);
    const taken = status >= 200 && status < 300;
    const refused = taken ? text.split('\n').find((line) => line.includes('"error"')) : text;
    if (refused === undefined) return;
    const wait = refused.includes('OVERLOADED') || refused.includes('UNAVAILABLE');
    if (!wait || attempt === TRIES) throw new Error(`${url} answers ${status}: ${refused}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
