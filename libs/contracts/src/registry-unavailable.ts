import { CodecFailure } from './failure.ts';
import { refusalOf, type Tls } from './transport.ts';

interface Asked {
  readonly url: string;
  readonly tls: Tls | undefined;
}

/** It hangs up without a word, on whoever lacks what it asks for, or because it goes down. */
const HANGS_UP = /socket hang up|ECONNRESET|EPIPE/;

/**
 * Why a question to the registry has no answer, with the settings that may be wrong. Transient in any case: a password that is
 * being changed is right again in a moment.
 */
export function registryUnavailable({ url, tls }: Asked, cause: unknown): CodecFailure {
  const why = cause instanceof Error ? cause.message : String(cause);
  const status = cause instanceof Error && 'status' in cause ? cause.status : null;
  if (status === 401 || status === 403)
    return new CodecFailure(
      'transient',
      'LEADLINE_LOGIN_REFUSED',
      `The registry at ${url} refuses user or password (LEADLINE_REGISTRY_USER, LEADLINE_REGISTRY_PASSWORD): status ${status}.`,
      { where: 'LEADLINE_REGISTRY_USER', cause },
    );
  const refusal = refusalOf(cause);
  const missing = missingIn({ url, tls });
  if (refusal === null && missing !== null && HANGS_UP.test(why))
    return new CodecFailure(
      'transient',
      'LEADLINE_TLS_FAILED',
      `The registry at ${url} closes the connection: ${missing}.`,
      { where: 'LEADLINE_REGISTRY', cause },
    );
  return new CodecFailure(
    'transient',
    refusal?.code ?? 'LEADLINE_REGISTRY_UNAVAILABLE',
    refusal === null
      ? `The registry at ${url} does not answer: ${why}`
      : `No connection to the registry at ${url} comes about: ${why}`,
    { where: 'LEADLINE_REGISTRY', cause },
  );
}

/** What may be amiss where it hangs up; null: nothing that settings could mend. */
function missingIn({ url, tls }: Asked): string | null {
  if (url.startsWith('http:')) return 'perhaps it wants https';
  return tls?.cert === undefined
    ? null
    : 'perhaps it does not take the certificate of LEADLINE_REGISTRY_CERT';
}
