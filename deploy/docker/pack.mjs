/**
 * Copies what a service needs to run: `node deploy/docker/pack.mjs SERVICE FOLDER`, after the build and an install for that
 * service alone. npm links only the packages that it depends on, and those go along without sources and tests. What comes
 * out is a package of its own, of which `npm sbom` can tell all parts.
 */
import { cpSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [service, into] = process.argv.slice(2);

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const write = (file, value) => writeFileSync(join(into, file), `${JSON.stringify(value, null, 2)}\n`);

/** Folders and files of a package that nothing asks for at run time. */
const LEFT =
  /(^|\/)(src|test|tools|jest|corpus|node_modules\/@leadline|[^/]+\.d\.ts|[^/]+\.map|\.tsbuildinfo)$/;

/** A binary of ONNX Runtime for another system than this one: six sevenths of that package. */
function isForeign(file) {
  const [, system, processor] = /onnxruntime-node\/bin\/[^/]+\/([^/]+)(?:\/([^/]+))?/.exec(file) ?? [];
  if (system === undefined) return false;
  return system !== process.platform || (processor !== undefined && processor !== process.arch);
}

/** Folders of the packages of the repository that this one depends on, itself among them. */
function packagesOf(name, found = new Map()) {
  if (found.has(name)) return found;
  const folder = realpathSync(join(root, 'node_modules', name));
  found.set(name, folder);
  const { dependencies = {} } = json(join(folder, 'package.json'));
  for (const one of Object.keys(dependencies)) if (one.startsWith('@leadline/')) packagesOf(one, found);
  return found;
}

const packages = packagesOf(`@leadline/${service}`);
for (const folder of packages.values()) {
  const path = relative(root, folder);
  cpSync(folder, join(into, path), { recursive: true, filter: (file) => !LEFT.test(relative(folder, file)) });
  const own = json(join(folder, 'package.json'));
  write(join(path, 'package.json'), { ...own, devDependencies: undefined, scripts: undefined });
}
const modules = join(root, 'node_modules');
const others = readdirSync(modules).filter((name) => !name.startsWith('.') && name !== '@leadline');
for (const name of [...others, ...packages.keys()])
  cpSync(join(modules, name), join(into, 'node_modules', name), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !isForeign(file),
  });
cpSync(join(root, 'LICENSE'), join(into, 'LICENSE'));

const { version, license, type } = json(join(root, 'package.json'));
const dependencies = { [`@leadline/${service}`]: `file:services/${service}` };
write('package.json', { name: `leadline-${service}`, version, private: true, license, type, dependencies });
