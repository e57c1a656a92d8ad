import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@leadline/contracts';
import { cached, inCache } from '../../../deploy/local/src/download.ts';
import { jarsOf } from '../../../deploy/local/src/java.ts';
import { run } from '../../../deploy/local/src/run.ts';

/** The two programs of an example client, each as a command line without its last arguments. */
export interface Programs {
  readonly reader: readonly string[];
  readonly writer: readonly string[];
}

/** A client of docs/clients. */
export interface ExampleClient {
  readonly language: string;
  /** What this machine lacks for it; null when nothing. */
  readonly missing: string | null;
  /** Fetches the libraries that it needs and keeps them in the cache. */
  install(): Promise<Programs>;
}

const CLIENTS = join(import.meta.dirname, '../../../docs/clients');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Of the jars that docs/clients/java/pom.xml names. */
const JARS_DIGEST = 'c6ede1bd890184f61b048b0af6856c70415459285af743098864d7d8adf90da8';
/** Fails where the interpreter is too old or cannot make a venv; else prints what a venv depends on. */
const PYTHON =
  'import sys, ensurepip, venv; assert sys.version_info >= (3, 9); print(sys.version, sys.base_prefix)';

/** The clients, with what this machine lacks for each. */
export async function exampleClients(): Promise<readonly ExampleClient[]> {
  const [java, maven, python] = await Promise.all([
    run('java', ['--describe-module', 'jdk.compiler']),
    run('mvn', ['--version']),
    run('python3', ['-c', PYTHON]),
  ]);
  const javaVersion = Number(/^jdk\.compiler@(\d+)/.exec(java.output)?.[1] ?? 0);
  return [
    {
      language: 'Java',
      missing: javaVersion >= 17 && maven.code === 0 ? null : 'a JDK of version 17 or newer, or Maven',
      install: installJava,
    },
    {
      language: 'Python',
      missing: python.code === 0 ? null : 'Python 3.9 or newer with venv',
      install: () => installPython(python.output),
    },
  ];
}

/** The name of what is kept follows from what is asked for, so that a new version is fetched. */
const nameOf = (language: string, ...wanted: readonly string[]): string =>
  `client-${language}-${sha256(wanted.join('\n')).slice(0, 12)}`;

async function installJava(): Promise<Programs> {
  const pom = join(CLIENTS, 'java/pom.xml');
  const name = nameOf('java', await readFile(pom, 'utf8'));
  const download = (into: string): Promise<void> => jarsOf(pom, into);
  const jars = await cached({ name, megabytes: 26, digests: [JARS_DIGEST], download }, say);
  // The quick compiler alone: the programs run for seconds.
  const java = ['java', '-XX:TieredStopAtLevel=1', '-cp', join(jars, '*')];
  return {
    reader: [...java, join(CLIENTS, 'java/ReadAssigned.java')],
    writer: [...java, join(CLIENTS, 'java/SubmitLead.java')],
  };
}

/** @param version the interpreter: a venv belongs to one. */
async function installPython(version: string): Promise<Programs> {
  const requirements = join(CLIENTS, 'python/requirements.txt');
  const name = nameOf('python', await readFile(requirements, 'utf8'), version);
  const venv = await inCache(name, async (folder) => {
    say(`${name}: installing (kept for next time)`);
    const draft = `${folder}.draft`;
    await rm(draft, { recursive: true, force: true });
    await must('python3', '-m', 'venv', draft);
    const pip = [join(draft, 'bin/python'), '-m', 'pip', 'install', '--quiet', '--only-binary=:all:'];
    await must(...pip, '-r', requirements);
    await rename(draft, folder);
  });
  const python = join(venv, 'bin/python');
  return {
    reader: [python, join(CLIENTS, 'python/read_assigned.py')],
    writer: [python, join(CLIENTS, 'python/submit_lead.py')],
  };
}

async function must(...commandLine: readonly string[]): Promise<void> {
  const [command = '', ...args] = commandLine;
  const { code, output } = await run(command, args);
  if (code !== 0) throw new Error(`${commandLine.join(' ')} ended with ${code}: ${output}`);
}
