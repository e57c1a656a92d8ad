import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { run } from '../../local/src/run.ts';
import { ROOT } from '../src/folders.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-pack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Compose {
  readonly services: Record<string, { readonly build?: { readonly args: { readonly SERVICE: string } } }>;
}
const compose = parse(await readFile(join(ROOT, 'deploy/compose/compose.yaml'), 'utf8'), {
  merge: true,
}) as Compose;
const images = new Set(Object.values(compose.services).flatMap(({ build }) => build?.args.SERVICE ?? []));

/** What the Dockerfile does for one service, without an engine. */
describe.each([...images])('what goes into the image %s', (service) => {
  test('is built code and the packages that it needs, no more and no less, and starts', async () => {
    const packed = await run(process.execPath, [join(ROOT, 'deploy/docker/pack.mjs'), service, folder]);
    expect([packed.code, packed.output]).toEqual([0, '']);

    // npm finds fault with a package that is missing, and with one that nobody asks for.
    const npm = await run('npm', ['ls', '--all', '--json'], folder);
    expect(npm.output).not.toMatch(/npm (ERR!|error)|"(missing|invalid|extraneous)": /);
    expect(npm.code).toBe(0);
    const ours = (await readdir(folder, { recursive: true })).filter(
      (file) => !file.includes('node_modules'),
    );
    expect(ours.filter((file) => /(^|\/)(src|test|tools)(\/|$)|\.(ts|map)$/.test(file))).toEqual([]);

    // All that is imported has been found when the first setting is missed. Not with those of the stack of these tests.
    const { code, output } = await run('env', ['-i', process.execPath, join(folder, 'main.js')]);
    expect(output).toMatch(service === 'cli' ? /Routes leads to reps/ : /LEADLINE_CONFIG_INVALID/);
    expect(code).toBe(2);
  });
});
