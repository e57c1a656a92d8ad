import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Records } from '@leadline/contracts';
import type { RunningCompany } from '../src/company.ts';

/** A client that reads lead.assigned, as a process of its own. */
export class ClientReader {
  /** What it has printed so far. */
  readonly seen: Records['LeadAssigned'][] = [];
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #errors = '';

  /** @param commandLine its program with all arguments */
  constructor(commandLine: readonly string[], { env, stack }: RunningCompany) {
    const [command = '', ...args] = commandLine;
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    stack.guard(child);
    child.stderr.on('data', (data: Buffer) => (this.#errors += data.toString()));
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#child = child;
  }

  /** Waits for what it prints of a lead. Throws what it said on standard error if it ends before. */
  async assigned(leadId: string): Promise<Records['LeadAssigned']> {
    for (;;) {
      const found = this.seen.find((lead) => lead.leadId === leadId);
      if (found) return found;
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`The client ended before it saw ${leadId}: ${this.#errors}`);
      this.seen.push(JSON.parse(value) as Records['LeadAssigned']);
    }
  }

  /** Ctrl-C, and waits until it has left its group. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGINT');
    await once(this.#child, 'exit');
  }
}
