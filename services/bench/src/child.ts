import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where processes run: a folder for their logs, and a guard that ends them when this process ends in any way. */
export interface Ground {
  readonly folder: string;
  readonly guard: (child: ChildProcess) => void;
}

/** A program to be run on this Node. */
export interface Program<Up> {
  /** Names its log. */
  readonly name: string;
  /** File and arguments, after flags of Node if there are any. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What a line of its output says of its being up; null: nothing. */
  readonly up: (line: string) => Up | null;
}

export interface Running<Up> {
  readonly name: string;
  readonly pid: number;
  readonly up: Up;
  /** SIGTERM, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** A program that has not come up. */
export class NotUp extends Error {
  /** Its exit code; null: it was killed, or still runs without a word. */
  readonly code: number | null;
  constructor(message: string, code: number | null) {
    super(message);
    this.code = code;
  }
}

const START_MS = 60_000;

/** Starts a program and resolves when it says that it is up. @throws NotUp with the last lines of its output */
export async function start<Up>(program: Program<Up>, { folder, guard }: Ground): Promise<Running<Up>> {
  const { name, args, env, up } = program;
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  guard(child);
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const { promise, resolve, reject } = Promise.withResolvers<Up>();
  let tail: string[] = [];
  const refuse = (why: string, code: number | null): void =>
    reject(new NotUp(`${name} ${why}:\n${tail.join('\n')}`, code));
  const timer = setTimeout(() => refuse(`is not up after ${START_MS} ms`, null), START_MS);
  child.once('error', reject).once('exit', (code) => refuse(`ended with ${code}`, code));
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      log.write(`${line}\n`);
      tail = [...tail, line].slice(-5);
      const said = up(line);
      if (said !== null) resolve(said);
    });
  try {
    const said = await promise;
    const stop = (): Promise<void> => (child.kill('SIGTERM'), gone);
    return { name, pid: child.pid!, up: said, stop };
  } finally {
    clearTimeout(timer);
  }
}

/** A line of JSON; null for any other line. */
export function parseLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>> | null;
  } catch {
    return null;
  }
}
