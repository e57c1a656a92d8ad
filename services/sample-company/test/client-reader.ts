import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Records } from '@leadline/contracts';
import { waitUntil } from '../../../deploy/local/src/health.ts';
import type { RunningCompany } from '../src/company.ts';

const PATIENCE_MS = 120_000;

/** A client that reads lead.assigned, as a process of its own. */
export class ClientReader {
  /** What it has printed so far. */
  readonly seen: Records['LeadAssigned'][] = [];
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  #ended = false;
  #errors = '';

  /** @param commandLine its program with all arguments */
  constructor(commandLine: readonly string[], { env, stack }: RunningCompany) {
    const [command = '', ...args] = commandLine;
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    stack.guard(child);
    createInterface({ input: child.stdout }).on('line', (line) =>
      this.seen.push(JSON.parse(line) as Records['LeadAssigned']),
    );
    child.stderr.on('data', (data: Buffer) => (this.#errors += data.toString()));
    this.#exit = once(child, 'exit').then(() => (this.#ended = true));
    this.#child = child;
  }

  /** Waits for what it prints of a lead. Throws what it said on standard error if that does not come. */
  async assigned(leadId: string): Promise<Records['LeadAssigned']> {
    const find = () => this.seen.find((lead) => lead.leadId === leadId);
    await waitUntil(
      () => find() !== undefined,
      PATIENCE_MS,
      () => this.#ended,
    );
    const found = find();
    if (found) return found;
    const how = this.#ended ? 'ended' : `waited ${PATIENCE_MS} ms`;
    throw new Error(`The client ${how} without ${leadId}, after ${this.seen.length} leads. ${this.#errors}`);
  }

  /** Ctrl-C, and waits until it has left its group. */
  async stop(): Promise<void> {
    this.#child.kill('SIGINT');
    await this.#exit;
  }
}
