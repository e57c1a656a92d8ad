import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How long one question may take, ms. */
const PATIENCE_MS = 2000;
const POLL_MS = 50;

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
function exchange({ host, port }: Endpoint, request: Buffer | null, enough: (answer: Buffer) => boolean) {
  return new Promise<boolean>((resolve) => {
    let answer: Buffer = Buffer.alloc(0);
    const socket = connect(port, host);
    const finish = (ok: boolean): void => {
      socket.destroy();
      resolve(ok);
    };
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.on('connect', () => request && socket.write(request));
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
export function kafkaAnswers(bootstrap: string): Promise<boolean> {
  const first = endpointOf(bootstrap.split(',')[0] ?? bootstrap);
  return exchange(first, METADATA, (answer) => answer.length >= 12 && answer.readInt32BE(8) > 0);
}

export function redisAnswers(address: string): Promise<boolean> {
  return exchange(endpointOf(address), Buffer.from('PING\r\n'), (answer) => answer.includes('PONG'));
}

export function smtpAnswers(address: string): Promise<boolean> {
  return exchange(endpointOf(address), null, (answer) => answer.toString('latin1').startsWith('220'));
}

export async function httpAnswers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
