import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { LeadlineError } from '@leadline/contracts';
import { waitUntil } from './health.ts';
import type { Resource, ResourceName } from './resource.ts';
import type { Watchdog } from './watchdog.ts';

const START_MS = 120_000;
const STOP_MS = 10_000;
const TAIL_LINES = 25;

/** What to run for a resource. */
export interface ProcessSpec {
  readonly name: ResourceName;
  readonly address: string;
  readonly command: string;
  readonly args: readonly string[];
  /** File for its output. */
  readonly log: string;
  healthy(): Promise<boolean>;
}

/** A server of this stack as a process with a process group of its own, so that it ends with all its children. */
export class BareProcess implements Resource {
  readonly name: ResourceName;
  readonly origin = 'process';
  readonly address: string;
  readonly log: string;
  readonly #spec: ProcessSpec;
  readonly #watchdog: Watchdog;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(spec: ProcessSpec, watchdog: Watchdog) {
    this.name = spec.name;
    this.address = spec.address;
    this.log = spec.log;
    this.#spec = spec;
    this.#watchdog = watchdog;
  }

  pid(): number | null {
    return this.#child?.pid ?? null;
  }

  healthy(): Promise<boolean> {
    return this.#spec.healthy();
  }

  async start(): Promise<void> {
    if (this.#child) return;
    this.#spawn();
    const answers = await waitUntil(
      () => this.healthy(),
      START_MS,
      () => this.#child === null,
    );
    if (answers) return;
    const how = this.#child ? `does not answer after ${START_MS / 1000} s` : 'ended while it started';
    await this.kill();
    throw new LeadlineError('LEADLINE_STACK_UNHEALTHY', `${this.name} ${how}. Its log:\n${tail(this.log)}`);
  }

  async kill(): Promise<void> {
    this.#signal('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    const gone = await waitUntil(() => this.#child === null, STOP_MS);
    if (!gone) await this.kill();
  }

  #spawn(): void {
    const log = openSync(this.log, 'a');
    const child = spawn(this.#spec.command, this.#spec.args, { detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#watchdog.guard(child);
    this.#child = child;
    this.#ended = new Promise((resolve) => {
      const finish = (): void => {
        this.#child = null;
        resolve();
      };
      child.once('exit', finish);
      child.once('error', finish);
    });
  }

  #signal(signal: NodeJS.Signals): void {
    const pid = this.pid();
    if (pid === null) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended between our look and our signal.
    }
  }
}

/** The last lines of a log. */
function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
