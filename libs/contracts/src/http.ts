import { type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import type { Login, Tls } from './transport.ts';

/** One request. */
export interface HttpRequest {
  readonly method?: 'GET' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How an HTTP server is spoken to. */
export interface HttpAccess {
  readonly tls?: Tls;
  readonly login?: Login;
  /** Longest wait for an answer, ms. */
  readonly timeoutMs: number;
}

/** Keeps connections of one server open, with its certificates; null: without TLS. */
export const agentFor = (tls: Tls | undefined): Agent | null =>
  tls === undefined ? null : new Agent({ ...tls, keepAlive: true });

/** Node's own `fetch` takes no certificates: this does. Rejects when no whole answer comes in time. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body }: HttpRequest,
  { login, timeoutMs }: HttpAccess,
  agent: Agent | null,
): Promise<Response> {
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  const auth = login === undefined ? {} : { auth: `${login.user}:${login.password}` };
  const options = { method, headers, signal: AbortSignal.timeout(timeoutMs), ...auth };
  return new Promise((resolve, reject) => {
    const request = send(url, agent === null ? options : { ...options, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(answerOf(response, Buffer.concat(chunks))));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** As `fetch` would answer. */
function answerOf({ statusCode = 500, headers }: IncomingMessage, body: Buffer<ArrayBuffer>): Response {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  );
  return new Response(body.length === 0 ? null : body, { status: statusCode, headers: lines });
}
