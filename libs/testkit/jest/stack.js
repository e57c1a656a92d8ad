import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../deploy/local/src/main.ts', import.meta.url));
const GIVEN = ['LEADLINE_KAFKA', 'LEADLINE_REGISTRY', 'LEADLINE_REDIS', 'LEADLINE_SMTP'];

/**
 * Global set-up of the integration tests: one stack for the whole run, its addresses in the environment. Nothing is
 * started when the environment gives all addresses already. There is no tear-down: the stack reads a pipe from us and
 * goes down when it closes, that is, in whatever way this run ends.
 */
export default async function setup() {
  if (GIVEN.every((name) => process.env[name])) return;
  const stack = spawn(
    process.execPath,
    ['--conditions=@leadline/source', MAIN, `test-${process.pid}`, '--tied'],
    { detached: true, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const { up, failed } = await firstLine(stack);
  if (failed) throw new Error(`${failed.code}: ${failed.message}`);
  for (const handle of [stack, stack.stdin, stack.stdout]) handle.unref();
  const { kafka, registry, redis, smtp, mailbox } = up.addresses;
  Object.assign(process.env, {
    LEADLINE_KAFKA: kafka,
    LEADLINE_REGISTRY: registry,
    LEADLINE_REDIS: redis,
    LEADLINE_SMTP: smtp,
    ...(mailbox && { LEADLINE_MAILBOX: mailbox }),
  });
}

async function firstLine(stack) {
  for await (const line of createInterface({ input: stack.stdout })) return JSON.parse(line);
  throw new Error('The local stack ended before it was up.');
}
