import { createRequire } from 'node:module';
import { connect as openSocket, isIP, type Socket } from 'node:net';
import { connect as openSecureSocket } from 'node:tls';
import type { Login, Tls } from '@leadline/contracts';
import {
  Kafka,
  type KafkaConfig,
  type LogEntry,
  logLevel,
  type RetryOptions,
  type SASLOptions,
} from 'kafkajs';
import type { StreamLog } from '../log.ts';
import { lookWhileRequestsWait, type RequestQueue } from './request-queue.ts';

lookWhileRequestsWait(
  createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { readonly prototype: RequestQueue },
);

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** How user and password are shown to Kafka (SASL). */
export type Mechanism = 'scram-sha-512' | 'scram-sha-256' | 'plain';

export interface KafkaOptions {
  /** Comma-separated list of host:port. */
  readonly brokers: string;
  readonly clientId: string;
  /** Absent: without TLS. */
  readonly tls?: Tls;
  /** Absent: without a login, or by the certificate in `tls`. */
  readonly login?: Login & { readonly mechanism: Mechanism };
  readonly log?: StreamLog;
  /** Where to connect instead of an advertised address: for port forwarding and for proxies. */
  readonly route?: (advertised: Address) => Address;
  /** Until a silent broker counts as gone, ms. Default 8000. */
  readonly requestTimeoutMs?: number;
}

/** The connections of one Kafka instance. */
export class Link {
  /** Connections lost so far: a request in flight on one of them may or may not have worked. */
  lost = 0;
  readonly #sockets = new Set<Socket>();
  #closed = false;

  add(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.lost += 1;
      this.#sockets.delete(socket);
    });
    if (this.#closed) socket.destroy(new Error('closed'));
    return socket;
  }

  /** Ends them all and lets no new one live: kafkajs forgets connections that it opens side by side, and retries later. */
  close(): void {
    this.#closed = true;
    // With an error, or kafkajs would go on believing in the connection and keep its timers.
    for (const socket of this.#sockets) socket.destroy(new Error('closed'));
  }
}

/** For everything that may wait a little. About 5 s in all when the broker refuses connections. */
export const PATIENT: RetryOptions = {
  initialRetryTime: 50,
  maxRetryTime: 1000,
  multiplier: 2,
  factor: 0.2,
  retries: 7,
};
/**
 * For transactions: kafkajs waits initialRetryTime whenever the broker still writes the markers of the transaction before,
 * which is a matter of 2 ms, not of its default 300.
 */
export const FAST: RetryOptions = {
  initialRetryTime: 3,
  maxRetryTime: 500,
  multiplier: 1.5,
  factor: 0.2,
  retries: 20,
};

function brokerList(brokers: string): string[] {
  return brokers.split(',').map((broker) => broker.trim());
}

/** A kafkajs instance of our ways, and its connections. */
export function openKafka(
  options: KafkaOptions,
  retry: RetryOptions,
): { kafka: Kafka; link: Link; config: KafkaConfig } {
  const link = new Link();
  const config: KafkaConfig = {
    clientId: options.clientId,
    brokers: brokerList(options.brokers),
    connectionTimeout: 3000,
    requestTimeout: options.requestTimeoutMs ?? 8000,
    retry,
    ...(options.login === undefined ? {} : { sasl: saslOf(options.login) }),
    logLevel: logLevel.WARN,
    logCreator: () => bridge(options.log),
    socketFactory: ({ host, port, onConnect }) => link.add(socketTo(options, { host, port }, onConnect)),
  };
  return { kafka: new Kafka(config), link, config };
}

/** A new object each time: kafkajs keeps its state of the authentication in it. */
function saslOf({ mechanism, user, password }: NonNullable<KafkaOptions['login']>): SASLOptions {
  return { mechanism, username: user, password };
}

function socketTo({ route, tls }: KafkaOptions, advertised: Address, onConnect: () => void): Socket {
  const { host, port } = route?.(advertised) ?? advertised;
  // The certificate is for the name that the broker goes by, wherever the way there leads. An address is no name.
  const servername = isIP(advertised.host) ? {} : { servername: advertised.host };
  const socket =
    tls === undefined
      ? openSocket({ host, port }, onConnect)
      : openSecureSocket({ host, port, ...servername, ...tls }, onConnect);
  socket.setKeepAlive(true, 60_000);
  socket.setNoDelay(true);
  return socket;
}

/** kafkajs calls much an error that it mends itself: nothing of it is louder than a warning here, retries are detail. */
function bridge(log: StreamLog | undefined) {
  return ({ level, log: entry }: LogEntry): void => {
    if (log === undefined) return;
    const { message } = entry;
    const { groupId, broker, retryCount, error } = entry as Record<string, unknown>;
    const isCrash = level === logLevel.ERROR && message.startsWith('Crash');
    log(isCrash ? 'warn' : 'debug', `kafkajs: ${message}`, { groupId, broker, retryCount, error });
  };
}
