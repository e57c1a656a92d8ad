import { createProgram } from './program.ts';
import type { Command } from 'commander';

/** Runs a command line; answers what it wrote and its exit code. */
async function run(...args: readonly string[]) {
  const seen = { out: '', err: '', code: null as number | null };
  const program = createProgram({
    out: (text) => (seen.out += text),
    err: (text) => (seen.err += text),
    env: { LEADLINE_STACK: 'no-such-stack' },
    exit: (code) => (seen.code = code),
  });
  await program.parseAsync(args, { from: 'user' }).catch(() => {});
  return seen;
}

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap((child) => leaves(child));
const io = { out: () => {}, err: () => {}, env: {}, exit: () => {} };

test('every command has --json and says what it does', () => {
  const commands = leaves(createProgram(io));
  expect(commands.length).toBeGreaterThanOrEqual(15);
  for (const command of commands) {
    expect(command.options.map((option) => option.long)).toContain('--json');
    expect(command.description()).not.toBe('');
  }
});

test('--help is well, wrong usage is not done', async () => {
  expect(await run('import', '--help')).toMatchObject({ code: 0, out: expect.stringContaining('--mapping') });
  expect(await run('import', 'x.csv')).toMatchObject({ code: 2, err: expect.stringContaining('--source') });
  expect(await run('nonsense')).toMatchObject({ code: 2, err: expect.stringContaining('--help') });
});

test('an error says its code and how to mend it, in words or as JSON', async () => {
  const text = await run('reconcile');
  expect(text.code).toBe(2);
  expect(text.err).toMatch(
    /^LEADLINE_CONFIG_INVALID: LEADLINE_\w+ is not set.*\nCorrect the named environment variable/,
  );
  const json = await run('reconcile', '--json');
  expect(JSON.parse(json.out)).toMatchObject({
    error: { code: 'LEADLINE_CONFIG_INVALID', mend: expect.any(String) },
  });
});

test('a stage that does not exist is named, with those that do', async () => {
  expect(await run('dlq', 'show', 'nowhere')).toMatchObject({
    code: 2,
    err: expect.stringContaining('data-quality'),
  });
});

test.each([
  ['reconcile', '--max-age', 'foo'],
  ['reconcile', '--settle-timeout', '-1'],
  ['import', 'x.csv', '--settle-timeout', '1.5'],
  ['topics', 'create', '--replication', '0'],
])('%s %s %s %s: what is no number is wrong usage', async (...args) => {
  const { code, err } = await run(...args);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('It should be a whole number') });
});
