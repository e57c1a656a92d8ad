import { ERRORS, isErrorCode } from '@leadline/contracts';
import { Relay } from '@leadline/stream';
import type { Logger } from 'pino';
import type { Environment } from './config.ts';
import { countBuffersAsHeap } from './heap.ts';
import { createLog } from './log.ts';
import type { HostedService, ServiceDefinition } from './service.ts';

/** What the process ends with. */
export const EXIT = { drained: 0, died: 1, refused: 2 } as const;

/** Starts services side by side; if one refuses, those already up are stopped and its error is thrown. */
export async function hostAll(
  services: readonly ServiceDefinition[],
  env: Environment,
): Promise<HostedService[]> {
  countBuffersAsHeap();
  const relay = new Relay();
  const started = await Promise.allSettled(services.map((service) => service.start(env, relay)));
  const hosted = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const refused = started.find((result) => result.status === 'rejected');
  if (refused === undefined) return hosted;
  await stopAll(hosted);
  throw refused.reason;
}

/** Longer than any drain takes, and shorter than the 30 s after which Kubernetes kills. */
const DRAIN_MS = 25_000;

/** Stops services side by side. False if some have not drained within 25 s: then the process should end all the same. */
export async function stopAll(hosted: readonly HostedService[], deadlineMs = DRAIN_MS): Promise<boolean> {
  const drained = Promise.allSettled(hosted.map((service) => service.stop())).then(() => true);
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), deadlineMs);
  const inTime = await Promise.race([drained, late]);
  clearTimeout(timer);
  return inTime;
}

/**
 * The whole of a `main.ts`: starts the service, drains it on SIGTERM or SIGINT, and ends the process with 0 (drained),
 * 1 (died; it should be started again) or 2 (refused to start; somebody must mend something).
 */
export async function bootstrap(service: ServiceDefinition, env: Environment = process.env): Promise<void> {
  countBuffersAsHeap();
  const log = createLog(service.name, env['LEADLINE_LOG'] ?? 'info');
  const stopSignal = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const hosted = await service.start(env).catch((error: unknown) => refuse(log, error));
  if (hosted === null) return exit(EXIT.refused);
  log.info({ url: hosted.url }, 'up');
  const code = await Promise.race([
    stopSignal.then((signal) => (log.info({ signal }, 'draining'), EXIT.drained)),
    hosted.died.catch((error: unknown) => (log.fatal({ err: error }, 'died'), EXIT.died)),
  ]);
  const drained = await stopAll([hosted]);
  if (!drained) log.error('not all that was in flight is finished: its records come again');
  exit(drained ? code : EXIT.died);
}

function refuse(log: Logger, error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const mend = isErrorCode(code) ? { code, mend: ERRORS[code].mend } : {};
  log.fatal({ err: error, ...mend }, 'does not start');
  return null;
}

/** Ends the process although a client library may still hold a socket or timer. */
function exit(code: number): void {
  process.exit(code);
}
