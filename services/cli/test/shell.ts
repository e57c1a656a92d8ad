import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A block of a document that is run. */
export interface Block {
  readonly text: string;
  /** What has to have happened before it: the word behind `run`; null: nothing. */
  readonly after: string | null;
}

/** The fenced blocks that are marked `sh run`, in order. */
export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```sh run(?: (\S+))?\n(.*?)^```$/gms)].map(([, after, text]) => ({
    text: text!,
    after: after ?? null,
  }));
}

const DONE = 'the-block-is-through';

/** One shell for many blocks: what runs in the background and what is set stays for the next. */
export class Shell {
  readonly #process: ChildProcess;
  #output = '';

  constructor(folder: string, env: Readonly<Record<string, string | undefined>>) {
    // A group of its own, so that what runs in the background can be ended with it.
    this.#process = spawn('bash', [], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.#process.stdout!, this.#process.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
  }

  /** Runs commands; the first one that fails ends the shell. */
  async run(commands: string): Promise<{ readonly code: number; readonly output: string }> {
    this.#output = '';
    this.#process.stdin!.write(`set -e\n${commands}\necho ${DONE}\n`);
    for (;;) {
      if (this.#output.includes(`${DONE}\n`)) return { code: 0, output: this.#output };
      if (this.#process.exitCode !== null) return { code: this.#process.exitCode, output: this.#output };
      await Promise.race([once(this.#process.stdout!, 'data'), once(this.#process, 'close')]);
    }
  }

  /** Ends the shell and all that it has started. */
  close(): void {
    try {
      process.kill(-this.#process.pid!, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  }
}
