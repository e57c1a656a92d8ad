import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { now } from './arrivals.ts';
import { post } from './http.ts';
import { openLoop, pause } from './open-loop.ts';

/** What one request costs a server that does nothing but answer it with its own body. */
export interface Yardstick {
  /** Requests a second; null: one after the other, as fast as they are answered. */
  readonly perSecond: number | null;
  /** Processor time of client and server together, ms. */
  readonly cpuMsPerRequest: number;
}

/** About a lead as it is posted. */
const BODY = JSON.stringify({ body: 'x'.repeat(500) });

/**
 * What waking up costs on this machine: the same request again and again, so many at each rate. Processor time of a lead at an
 * ordinary rate is to be read beside it, as services that wait for each other wake up for each lead.
 */
export async function measureYardstick(
  rates: readonly (number | null)[],
  count: number,
): Promise<Yardstick[]> {
  const server = createServer((request, response) => void request.pipe(response));
  const url = await listening(server);
  try {
    await inTurn(url, count); // compiles what is called
    const measured: Yardstick[] = [];
    for (const perSecond of rates) measured.push(await yardstick(url, perSecond, count));
    return measured;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Requests a second at which {@link wakingMs} asks: the lower of the bench's rates. */
export const WAKING_RATE = 100;

/** The state that the machine is in now: processor time of a request at {@link WAKING_RATE}, ms. */
export async function wakingMs(count: number): Promise<number> {
  const [measured] = await measureYardstick([WAKING_RATE], count);
  return measured!.cpuMsPerRequest;
}

async function yardstick(url: string, perSecond: number | null, count: number): Promise<Yardstick> {
  const before = process.cpuUsage();
  await (perSecond === null ? inTurn(url, count) : atRate(url, perSecond, count));
  const { user, system } = process.cpuUsage(before);
  return { perSecond, cpuMsPerRequest: (user + system) / 1000 / count };
}

async function inTurn(url: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await post(url, 'application/json', BODY);
}

async function atRate(url: string, perSecond: number, count: number): Promise<void> {
  const answers: Promise<unknown>[] = [];
  const send = (): void => void answers.push(post(url, 'application/json', BODY));
  await openLoop({ perSecond, count, now, pause, send });
  await Promise.all(answers);
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
