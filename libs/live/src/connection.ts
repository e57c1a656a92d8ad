import { type Login, refusalOf, type Refusal, type Tls } from '@leadline/contracts';
import { createClient, ErrorReply } from 'redis';

/** What every live method answers while Redis cannot be reached. Never an exception, never a hang. */
export const UNAVAILABLE = 'unavailable';
export type Unavailable = typeof UNAVAILABLE;

export interface LiveOptions {
  /** The longest that one call may take, ms. Default 500. */
  readonly timeoutMs?: number;
  /** Certificates, for an address with `rediss`. */
  readonly tls?: Tls;
  /** User of Redis' access list; else that in the address. */
  readonly login?: Login;
  /** Told once when Redis begins to refuse this client, with a code and what it says; null: it no longer does. */
  readonly onTrouble?: (trouble: Trouble | null) => void;
}

/** Why Redis has nothing to do with this client, although it answers. */
export type Trouble = Refusal;

type Client = ReturnType<typeof connectionTo>;

/** One connection to Redis that reconnects by itself and never makes its caller wait longer than the timeout. */
export interface LiveConnection {
  /**
   * Runs commands. `unavailable` when Redis is down, loading, read-only or slower than the timeout; the commands may
   * still have had their effect then. Throws only for replies that mean a bug, such as WRONGTYPE.
   */
  run<T>(commands: (redis: Client) => Promise<T>): Promise<T | Unavailable>;
  readonly ready: boolean;
  /** Null: Redis answers, or nobody knows why it does not. */
  readonly trouble: Trouble | null;
  close(): void;
}

/** Replies of a server that is there but cannot serve now, or does not serve this client. */
const NOT_NOW =
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|OOM|MISCONF|NOREPLICAS|UNKILLABLE|NOAUTH|WRONGPASS|NOPERM)\b/;

/**
 * Connects to `redis://host:port` or `rediss://host:port`. Waits for the first connection no longer than the timeout, and resolves in any case:
 * a Redis that comes up later is found by reconnecting.
 */
export async function connectLive(url: string, options: LiveOptions = {}): Promise<LiveConnection> {
  const timeoutMs = options.timeoutMs ?? 500;
  const client = connectionTo(url, timeoutMs, options);
  let trouble: Trouble | null = null;
  const note = (next: Trouble | null): void => {
    if (next?.why !== trouble?.why) options.onTrouble?.(next);
    trouble = next;
  };
  let met = false;
  client.on('ready', () => (met = true));
  // Without a listener the process would die; callers see 'unavailable'.
  client.on('error', (error: unknown) =>
    note(refusalOf(error) ?? (met ? null : hungUp(error, url, options.tls))),
  );
  await within(client.connect(), timeoutMs).catch(() => {});
  return {
    async run(commands) {
      const answer = await answerOf(() => within(commands(client), timeoutMs), note);
      if (answer !== UNAVAILABLE) note(null);
      return answer;
    },
    get ready() {
      return client.isReady;
    },
    get trouble() {
      return trouble;
    },
    close: () => {
      if (client.isOpen) client.destroy();
    },
  };
}

/** A server that speaks TLS alone, or does not take a certificate, may close the connection without a word. */
function hungUp(error: unknown, url: string, tls: Tls | undefined): Trouble | null {
  if (!(error instanceof Error && /closed unexpectedly|ECONNRESET|EPIPE/.test(error.message))) return null;
  const perhaps = url.startsWith('redis:')
    ? 'it wants TLS (rediss://)'
    : tls?.cert && 'it does not take the certificate of LEADLINE_REDIS_CERT';
  return perhaps
    ? { code: 'LEADLINE_TLS_FAILED', why: `It closes the connection: perhaps ${perhaps}.` }
    : null;
}

function connectionTo(url: string, timeoutMs: number, { tls = {}, login }: LiveOptions) {
  const certificates = url.startsWith('rediss:') ? { tls: true as const, ...tls } : {};
  return createClient({
    url,
    ...(login === undefined ? {} : { username: login.user, password: login.password }),
    disableOfflineQueue: true,
    // Redis before 7.2 has no CLIENT SETINFO, and no access list that allows it.
    disableClientInfo: true,
    commandsQueueMaxLength: 10_000,
    // The ping keeps an idle socket below its timeout; a hung server runs into it and the socket is made anew.
    pingInterval: 1_000,
    socket: {
      connectTimeout: Math.max(timeoutMs, 200),
      socketTimeout: 3_000,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 5), 1_000),
      ...certificates,
    },
  });
}

async function answerOf<T>(
  attempt: () => Promise<T>,
  note: (trouble: Trouble) => void,
): Promise<T | Unavailable> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof TypeError || (error instanceof ErrorReply && !NOT_NOW.test(error.message)))
      throw error;
    const trouble = error instanceof ErrorReply ? refusalOf(error) : null;
    if (trouble !== null) note(trouble);
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
