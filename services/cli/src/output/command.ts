import { isErrorCode, LeadlineError } from '@leadline/contracts';
import { StreamUnavailable } from '@leadline/stream';
import { Command, InvalidArgumentError } from 'commander';

/** Exit codes of every command. */
export const EXIT = {
  /** Done, and all is well. */
  well: 0,
  /** Done, and something is not as it should be: rows rejected, leads missing, decisions that differ, … */
  amiss: 1,
  /** Not done: wrong usage, something unreachable, or not checkable. */
  failed: 2,
} as const;

/** What a command found, for people and for programs. */
export interface Result {
  readonly code: (typeof EXIT)[keyof typeof EXIT];
  readonly json: unknown;
  readonly lines: readonly string[];
}

/** Where a command writes. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exit: (code: number) => void;
}

type Run<O> = (options: O, args: readonly string[]) => Promise<Result>;

/** Reads the value of an option: a whole number, `min` or more. Anything else is wrong usage. */
export const whole =
  (min: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`It should be a whole number, ${min} or more.`);
  };

/** A command with `--json`, whose result or error is printed and turned into an exit code. */
export function command<O>(io: Io, usage: string, summary: string, run: Run<O>): Command {
  const [name, ...names] = usage.split(' ');
  const built = new Command(name);
  for (const argument of names) built.argument(argument);
  return built
    .description(summary)
    .option('--json', 'print one JSON document instead of text')
    .action(async (...given: unknown[]) => {
      const self = given.at(-1) as Command;
      const options = self.opts<O & { json?: boolean }>();
      try {
        print(io, await run(options, self.args), options.json === true);
      } catch (error) {
        printError(io, error, options.json === true);
      }
    });
}

function print(io: Io, result: Result, json: boolean): void {
  io.out(
    json ? `${JSON.stringify(result.json, plain, 2)}\n` : result.lines.map((line) => `${line}\n`).join(''),
  );
  io.exit(result.code);
}

/** Errors name their code and how to mend them; a stack trace only where nobody foresaw the error. */
function printError(io: Io, error: unknown, json: boolean): void {
  const known = error instanceof LeadlineError ? error : unforeseen(error);
  const { code, message, where, mend } = known;
  if (json) io.out(`${JSON.stringify({ error: { code, message, where, mend } }, null, 2)}\n`);
  else
    io.err(
      `${code}: ${message}\n${mend}\n${error === known || !(error instanceof Error) ? '' : `${error.stack}\n`}`,
    );
  io.exit(EXIT.failed);
}

function unforeseen(error: unknown): LeadlineError {
  if (error instanceof StreamUnavailable && isErrorCode(error.code))
    return new LeadlineError(error.code, error.message, { cause: error });
  return new LeadlineError('LEADLINE_UNEXPECTED', error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}

/** Kafka's offsets are bigint, which JSON does not know. */
const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
