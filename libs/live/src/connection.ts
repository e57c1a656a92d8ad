import { createClient, ErrorReply } from 'redis';

/** What every live method answers while Redis cannot be reached. Never an exception, never a hang. */
export const UNAVAILABLE = 'unavailable';
export type Unavailable = typeof UNAVAILABLE;

export interface LiveOptions {
  /** The longest that one call may take, ms. Default 500. */
  readonly timeoutMs?: number;
}

type Client = ReturnType<typeof connectionTo>;

/** One connection to Redis that reconnects by itself and never makes its caller wait longer than the timeout. */
export interface LiveConnection {
  /**
   * Runs commands. `unavailable` when Redis is down, loading, read-only or slower than the timeout; the commands may
   * still have had their effect then. Throws only for replies that mean a bug, such as WRONGTYPE.
   */
  run<T>(commands: (redis: Client) => Promise<T>): Promise<T | Unavailable>;
  readonly ready: boolean;
  close(): void;
}

/** Replies of a server that is there but cannot serve now. */
const NOT_NOW =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS|UNKILLABLE)\b/;

/**
 * Connects to `redis://host:port`. Waits for the first connection no longer than the timeout, and resolves in any case:
 * a Redis that comes up later is found by reconnecting.
 */
export async function connectLive(url: string, options: LiveOptions = {}): Promise<LiveConnection> {
  const timeoutMs = options.timeoutMs ?? 500;
  const client = connectionTo(url, timeoutMs);
  client.on('error', () => {}); // without a listener the process would die; callers see 'unavailable'
  await within(client.connect(), timeoutMs).catch(() => {});
  return {
    run: (commands) => answerOf(() => within(commands(client), timeoutMs)),
    get ready() {
      return client.isReady;
    },
    close: () => {
      if (client.isOpen) client.destroy();
    },
  };
}

function connectionTo(url: string, timeoutMs: number) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // The ping keeps an idle socket below its timeout; a hung server runs into it and the socket is made anew.
    pingInterval: 1_000,
    socket: {
      connectTimeout: Math.max(timeoutMs, 200),
      socketTimeout: 3_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1_000),
    },
  });
}

async function answerOf<T>(attempt: () => Promise<T>): Promise<T | Unavailable> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TypeError || (error instanceof ErrorReply && !NOT_NOW.test(error.message)))
      throw error;
    return UNAVAILABLE;
  }
}

/** Rejects after `ms`. Redis' own time limits end with the command's writing, not with its reply. */
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
