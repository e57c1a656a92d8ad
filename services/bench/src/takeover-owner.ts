import { join } from 'node:path';
import { parseLine, type Running, start } from './child.ts';
import type { Ground } from './site.ts';
import { usageOf } from './usage.ts';

/** Longer than the slowest restoring of all. */
const PATIENCE_MS = 30 * 60_000;

const up = (line: string): true | null => (parseLine(line)?.['msg'] === 'up' ? true : null);

/** Assignment in a process of its own, which is killed and started again. */
export class Owner {
  /** The most resident memory that was seen, MB. */
  rssMb = 0;
  readonly #ground: Ground;
  readonly #env: Readonly<Record<string, string>>;
  #running: Running<true> | null = null;
  readonly #sampling: NodeJS.Timeout;

  /** `folder`: where its state stays. */
  constructor(ground: Ground, folder: string) {
    this.#ground = ground;
    this.#env = { ...ground.env, LEADLINE_ASSIGNMENT_STATE: folder };
    this.#sampling = setInterval(() => void this.#sample(), 250);
    this.#sampling.unref();
  }

  async start(): Promise<void> {
    const main = join(import.meta.dirname, '../../assignment/dist/main.js');
    this.#running = await start({ name: 'assignment', args: [main], env: this.#env, up }, this.#ground.stack);
  }

  /** Processor time since its start, ms. */
  async cpuMs(): Promise<number> {
    return (await usageOf(this.#running?.pid ?? 0))?.cpuMs ?? NaN;
  }

  kill(): void {
    process.kill(this.#running!.pid, 'SIGKILL');
  }

  /** SIGTERM; returns how long it took to end, ms. */
  async stop(): Promise<number> {
    const began = performance.now();
    await this.#running?.stop();
    return performance.now() - began;
  }

  async #sample(): Promise<void> {
    const { rssMb = NaN } = (await usageOf(this.#running?.pid ?? 0)) ?? {};
    // A process that is ending has none.
    if (rssMb > this.rssMb) this.rssMb = rssMb;
  }
}

/** Resolves with what `look` finds; fails after half an hour. */
export async function found<T>(what: string, look: () => Promise<T | null>, pollMs = 20): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (performance.now() > deadline) throw new Error(`Not seen in time: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
