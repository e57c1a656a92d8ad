import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The services of the pipeline, in the order of the flow. */
export const SERVICES = [
  'intake',
  'enrichment',
  'data-quality',
  'scoring',
  'assignment',
  'outreach',
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** One service as a process of its own, as it would run in a pod. */
export interface ServiceProcess {
  readonly name: ServiceName;
  /** HTTP address; the same after a restart. */
  readonly url: string;
  /** SIGTERM, and resolves when it has drained and ended. */
  stop(): Promise<void>;
  /** SIGKILL: no drain, no goodbye. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port. */
  restart(): Promise<void>;
}

interface UpLine {
  readonly msg?: string;
  readonly url?: string;
  readonly mend?: string;
  readonly err?: { readonly message?: string };
}

/** How long a service may take to come up, ms. */
const START_MS = 60_000;

/** Where services run: a folder for their logs, and a guard that ends them when the owner of the stack ends in any way. */
export interface Ground {
  readonly folder: string;
  readonly guard: (child: ChildProcess) => void;
}

/** Starts a service and resolves when it is up. Its log goes to `<folder>/<name>.log`. */
export async function startService(
  name: ServiceName,
  env: Readonly<Record<string, string>>,
  stack: Ground,
): Promise<ServiceProcess> {
  const port = `LEADLINE_${name.toUpperCase().replace('-', '_')}_PORT`;
  let running = await launch(name, { ...env, [port]: '0' }, stack);
  const { url } = running;
  const again = { ...env, [port]: new URL(url).port };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    running.child.kill(signal);
    await running.gone;
  };
  return {
    name,
    url,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    async restart() {
      running = await launch(name, again, stack);
    },
  };
}

interface Launched {
  readonly child: ChildProcess;
  readonly url: string;
  readonly gone: Promise<void>;
}

function launch(
  name: ServiceName,
  env: Readonly<Record<string, string>>,
  { folder, guard }: Ground,
): Promise<Launched> {
  const child = spawn(process.execPath, ['--max-old-space-size=768', mainOf(name)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C reaches the owner alone, who then drains the services in order.
    detached: true,
  });
  guard(child);
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    let why = 'it said nothing';
    const timer = setTimeout(
      () => reject(new Error(`${name} is not up after ${START_MS} ms; see ${log.path.toString()}.`)),
      START_MS,
    );
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${name} ended with ${code}: ${why}. Its log: ${log.path.toString()}.`));
    });
    createInterface(child.stderr).on('line', (line) => {
      log.write(`${line}\n`);
      const entry = parse(line);
      if (entry === null && line.includes('Error')) why = line.trim();
      if (entry?.mend ?? entry?.err) why = `${entry?.err?.message ?? ''} ${entry?.mend ?? ''}`.trim();
      if (entry?.msg !== 'up' || entry.url === undefined) return;
      clearTimeout(timer);
      resolve({ child, url: entry.url, gone });
    });
  });
}

function parse(line: string): UpLine | null {
  try {
    return JSON.parse(line) as UpLine;
  } catch {
    return null;
  }
}

/** The built main of a service: services run as they are deployed, also when a test starts them. */
function mainOf(name: ServiceName): string {
  return join(import.meta.dirname, '../..', name, 'dist/main.js');
}
