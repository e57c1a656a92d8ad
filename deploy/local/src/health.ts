import { get as plainGet } from 'node:http';
import { get as secureGet } from 'node:https';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';

/** How long one question may take, ms. */
const PATIENCE_MS = 2000;
const POLL_MS = 50;

/** What a secured server has to be shown, and whom to trust: PEM. */
export interface Access {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly user?: string;
  readonly password?: string;
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Splits `host:port`, also with a scheme before and a path behind it. */
export function endpointOf(address: string): Endpoint {
  const url = new URL(address.includes('://') ? address : `tcp://${address}`);
  return { host: url.hostname, port: Number(url.port) };
}

/** Asks until the answer is yes. Answers false when the time is over or `gaveUp` says that it is pointless. */
export async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
  gaveUp: () => boolean = () => false,
): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await condition()) return true;
    if (gaveUp()) return false;
    await pause(POLL_MS);
  }
  return false;
}

/** Sends bytes and reads until `enough` is content with the answer. */
function exchange(
  { host, port }: Endpoint,
  request: Buffer | null,
  enough: (answer: Buffer) => boolean,
  access?: Access,
) {
  return new Promise<boolean>((resolve) => {
    let answer: Buffer = Buffer.alloc(0);
    const { ca, cert, key } = access ?? {};
    const socket = ca === undefined ? connect(port, host) : connectSecurely({ host, port, ca, cert, key });
    const finish = (ok: boolean): void => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.on(ca === undefined ? 'connect' : 'secureConnect', () => request && socket.write(request));
    socket.on('data', (data) => {
      answer = Buffer.concat([answer, data]);
      if (enough(answer)) finish(true);
    });
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
  });
}

/** A Metadata request, version 1, for no topic: 4 bytes length, key 3, version 1, correlation id, no client id, 0 topics. */
const METADATA = Buffer.from('0000000e0003000100000001ffff00000000', 'hex');

/** Kafka answers and lists a broker: one that is still fenced lists none. */
export function kafkaAnswers(bootstrap: string, access?: Access): Promise<boolean> {
  const first = endpointOf(bootstrap.split(',')[0] ?? bootstrap);
  return exchange(first, METADATA, (answer) => answer.length >= 12 && answer.readInt32BE(8) > 0, access);
}

export function redisAnswers(address: string, access?: Access): Promise<boolean> {
  const { user, password } = access ?? {};
  const login = user === undefined ? '' : `AUTH ${user} ${password}\r\n`;
  const question = Buffer.from(`${login}PING\r\n`);
  return exchange(endpointOf(address), question, (answer) => answer.includes('PONG'), access);
}

/** Something listens there. */
export function portAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { host, port } = endpointOf(address.split(',')[0] ?? address);
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve(true);
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(false));
  });
}

export function smtpAnswers(address: string): Promise<boolean> {
  return exchange(endpointOf(address), null, (answer) => answer.toString('latin1').startsWith('220'));
}

export function httpAnswers(url: string, access: Access = {}): Promise<boolean> {
  const { ca, user, password } = access;
  const auth = user === undefined ? {} : { auth: `${user}:${password}` };
  const options = { ...auth, ...(ca === undefined ? {} : { ca }), signal: AbortSignal.timeout(PATIENCE_MS) };
  return new Promise((resolve) => {
    const get = url.startsWith('https:') ? secureGet : plainGet;
    const asked = get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
  });
}
