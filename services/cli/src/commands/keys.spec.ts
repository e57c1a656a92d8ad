import { parseApiKeys, ROLES } from '@leadline/contracts';
import { createProgram } from '../program.ts';

const PEPPER = { LEADLINE_API_PEPPER: 'a pepper of sixteen' };

/** Runs a command line; answers what it wrote and its exit code. */
async function run(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const seen = { out: '', err: '', code: null as number | null };
  const program = createProgram({
    out: (text) => (seen.out += text),
    err: (text) => (seen.err += text),
    env,
    exit: (code) => (seen.code = code),
  });
  await program.parseAsync(['keys', ...args], { from: 'user' }).catch(() => {});
  return seen;
}

const GRANT = ['--tenant', 'acme', '--role', 'upstream'];

test('a made key and its line belong together', async () => {
  const { out, code } = await run(PEPPER, 'create', ...GRANT, '--scope', 'outcomes:write', '--json');
  expect(code).toBe(0);
  const { key, id, line } = JSON.parse(out) as { key: string; id: string; line: string };
  const [known] = parseApiKeys(line).values();
  expect(known).toMatchObject({ id, tenant: 'acme' });
  expect(known?.scopes).toEqual(new Set([...ROLES.upstream, 'outcomes:write']));
  const again = await run(
    { ...PEPPER, LEADLINE_API_KEY: key },
    'hash',
    ...GRANT,
    '--scope',
    'outcomes:write',
  );
  expect(again.out.trim()).toBe(line);
});

test('without a pepper, a key or anything that it is good for, none is made', async () => {
  expect((await run({}, 'create', ...GRANT)).err).toContain('LEADLINE_API_PEPPER is not set');
  expect((await run(PEPPER, 'hash', ...GRANT)).err).toContain('LEADLINE_API_KEY is not set');
  expect((await run(PEPPER, 'create', '--tenant', 'acme')).err).toContain('good for nothing');
  expect((await run(PEPPER, 'create', '--tenant', 'acme', '--role', 'root')).code).toBe(2);
  expect((await run({ ...PEPPER, LEADLINE_API_KEY: 'hunter2' }, 'hash', ...GRANT)).err).not.toContain(
    'hunter2',
  );
});
