import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StackAddresses } from './addresses.ts';
import { runs } from './claims.ts';
import { homeFolder } from './home.ts';
import type { Resource, ResourceName } from './resource.ts';
import type { Stack } from './stack.ts';

/** A stack that has a name, as its state file tells. */
export interface NamedStack {
  readonly name: string;
  /** The process that owns the stack. */
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly folder: string;
  readonly addresses: StackAddresses;
  readonly resources: readonly NamedResource[];
}

/** A resource of a named stack, as it was when the stack came up. */
export interface NamedResource {
  readonly name: ResourceName;
  readonly origin: Resource['origin'];
  readonly address: string;
  readonly pid: number | null;
  readonly log: string | null;
}

/** A file of this stack in the folder of all stacks. */
export function stackFile(name: string, extension: 'json' | 'lock'): string {
  return join(homeFolder(), 'stacks', `${name}.${extension}`);
}

/** Makes a stack findable by its name, for this user: passwords may stand in it. The owner is this process. */
export async function writeState(name: string, stack: Stack): Promise<NamedStack> {
  const { folder, addresses } = stack;
  const resources = stack.resources.map((resource) => ({
    name: resource.name,
    origin: resource.origin,
    address: resource.address,
    pid: resource.pid(),
    log: resource.log,
  }));
  const state = { name, pid: process.pid, startedAt: Date.now(), folder, addresses, resources };
  const file = stackFile(name, 'json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.${process.pid}`, file);
  return state;
}

/** The stack of this name if it runs. A file left over by one that has died is removed. */
export async function readState(name: string): Promise<NamedStack | null> {
  const file = stackFile(name, 'json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const state = JSON.parse(text) as NamedStack;
  // A process id may have gone to a stranger; the folder goes with its stack.
  if (runs(state.pid) && existsSync(state.folder)) return state;
  await removeState(name);
  return null;
}

/** Forgets the name. */
export async function removeState(name: string): Promise<void> {
  await rm(stackFile(name, 'json'), { force: true });
}
