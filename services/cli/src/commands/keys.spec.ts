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

const AUTHOR = ['--by', 'u7', '--reason', 'the form of the web site; a second one'];
const GRANT = ['--tenant', 'acme', '--role', 'upstream', ...AUTHOR];

test('a made key and its line belong together', async () => {
  const { out, code } = await run(PEPPER, 'create', ...GRANT, '--scope', 'outcomes:write', '--json');
  expect(code).toBe(0);
  const { key, id, line, remark } = JSON.parse(out) as Record<'key' | 'id' | 'line' | 'remark', string>;
  expect(remark).toMatch(/^# \d{4}-\d\d-\d\d, by u7: the form of the web site {2}a second one$/);
  // As they stand in a file, and in a setting.
  for (const text of [`${remark}\n${line}`, `${remark};${line}`])
    expect([...parseApiKeys(text).keys()]).toEqual([id]);
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
  expect(again.out.trim().split('\n').at(-1)).toBe(line);
});

test('without a pepper, a key or anything that it is good for, none is made', async () => {
  expect((await run({}, 'create', ...GRANT)).err).toContain('LEADLINE_API_PEPPER is not set');
  expect((await run(PEPPER, 'hash', ...GRANT)).err).toContain('LEADLINE_API_KEY is not set');
  expect((await run(PEPPER, 'create', '--tenant', 'acme', ...AUTHOR)).err).toContain('good for nothing');
  expect((await run(PEPPER, 'create', '--tenant', 'acme', '--role', 'root', ...AUTHOR)).code).toBe(2);
  expect((await run({ ...PEPPER, LEADLINE_API_KEY: 'hunter2' }, 'hash', ...GRANT)).err).not.toContain(
    'hunter2',
  );
});
