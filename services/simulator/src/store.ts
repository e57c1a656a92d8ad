import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Results of a run by name, so that a run that was stopped goes on where it stood. */
export interface Store {
  /** The result of that name, made and kept if it is not there yet. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps each result as a JSON file of a folder. */
export function openStore(folder: string): Store {
  return {
    async once<T>(name: string, make: () => Promise<T>): Promise<T> {
      const file = join(folder, `${name}.json`);
      const kept = await readFile(file, 'utf8').catch(() => null);
      if (kept !== null) return JSON.parse(kept) as T;
      const made = await make();
      await mkdir(folder, { recursive: true });
      await writeFile(`${file}.new`, `${JSON.stringify(made)}\n`);
      await rename(`${file}.new`, file);
      return made;
    },
  };
}

/** Keeps nothing. */
export const forgetful: Store = { once: (_, make) => make() };
