/**
 * Copies what a service needs to run, and nothing else: `node deploy/docker/pack.mjs SERVICE FOLDER`, after the build. It
 * follows the dependencies from package to package, as Node looks for them. What `npm install --omit=dev --workspace` leaves
 * is not that: the tools of our tests are dependencies of other packages of the repository. What comes out is a package of
 * its own, of which `npm sbom` can tell all parts.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const [service, into] = process.argv.slice(2);

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const write = (file, value) => writeFileSync(join(into, file), `${JSON.stringify(value, null, 2)}\n`);
const isOurs = (folder) => relative(modules, folder).startsWith('@leadline/');

/** Folders and files of our packages that nothing asks for at run time. */
const LEFT =
  /(^|\/)(src|test|tools|jest|corpus|recordings|node_modules|README\.md|tsconfig\.json|\.tsbuildinfo)$/;
/** Types and source maps, of whomever. */
const TYPES = /\.(ts|cts|mts|map)$/;
/** A package for `leadline up` where Docker is: no container starts others. */
const UNUSED = 'testcontainers';

/** A binary of ONNX Runtime for another system than this one: six sevenths of that package. */
function isForeign(file) {
  const [, system, processor] = /onnxruntime-node\/bin\/[^/]+\/([^/]+)(?:\/([^/]+))?/.exec(file) ?? [];
  if (system === undefined) return false;
  return system !== process.platform || (processor !== undefined && processor !== process.arch);
}

/** What package.json says, without what is for building and testing. */
function packageIn(folder) {
  const { devDependencies: _, scripts: __, ...own } = json(join(folder, 'package.json'));
  const { [UNUSED]: ___, ...dependencies } = own.dependencies ?? {};
  return { ...own, dependencies };
}

/** Folder of a package as one in `from` gets it: the nearest node_modules upwards. Undefined where there is none. */
function folderOf(name, from) {
  for (let at = from; at.startsWith(root); at = dirname(at))
    if (existsSync(join(at, 'node_modules', name, 'package.json'))) return join(at, 'node_modules', name);
  return undefined;
}

/** Names of the packages that one needs, and of those that it takes where they are. */
function wantedBy({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} }) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta[name]?.optional);
  const maybe = Object.keys(optionalDependencies ?? {});
  // The registry names optional dependencies a second time among the others.
  const needed = [...Object.keys(dependencies), ...peers].filter((name) => !maybe.includes(name));
  return { needed, maybe };
}

/** Folders in node_modules of a package and of all that it depends on. */
function closureOf(folder, found = new Set()) {
  if (found.has(folder)) return found;
  found.add(folder);
  const real = realpathSync(folder);
  const { needed, maybe } = wantedBy(packageIn(real));
  for (const name of [...needed, ...maybe]) {
    const next = folderOf(name, real);
    if (next !== undefined) closureOf(next, found);
    else if (needed.includes(name)) throw new Error(`${relative(root, real)} lacks ${name}`);
  }
  return found;
}

/** One of our packages: what was built of it, and the link by which Node finds it. */
function packOurs(link) {
  const folder = realpathSync(link);
  const path = relative(root, folder);
  const filter = (file) => !LEFT.test(relative(folder, file)) && !TYPES.test(file);
  cpSync(folder, join(into, path), { recursive: true, filter });
  write(join(path, 'package.json'), packageIn(folder));
  const linked = join(into, relative(root, link));
  mkdirSync(dirname(linked), { recursive: true });
  symlinkSync(relative(dirname(link), folder), linked);
}

/** One from the registry. What lies in its own node_modules is found for itself. */
function packOther(folder) {
  const filter = (file) => relative(folder, file) !== 'node_modules' && !TYPES.test(file) && !isForeign(file);
  cpSync(folder, join(into, relative(root, folder)), { recursive: true, verbatimSymlinks: true, filter });
}

const start = folderOf(`@leadline/${service}`, root);
if (start === undefined || !existsSync(join(start, 'dist/main.js')))
  throw new Error(`no build of ${service}`);
mkdirSync(into, { recursive: true });
for (const folder of closureOf(start)) (isOurs(folder) ? packOurs : packOther)(folder);
cpSync(join(root, 'LICENSE'), join(into, 'LICENSE'));
symlinkSync(`services/${service}/dist/main.js`, join(into, 'main.js'));

const { version, license, type } = json(join(root, 'package.json'));
const dependencies = { [`@leadline/${service}`]: `file:services/${service}` };
write('package.json', { name: `leadline-${service}`, version, private: true, license, type, dependencies });
