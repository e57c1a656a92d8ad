import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { OLDEST_MS } from '../checkpoints.ts';
import type { Keeping } from '../disk.ts';

/** Linux names each of its runs since it was booted. */
const BOOT = '/proc/sys/kernel/random/boot_id';
const SETTING = 'LEADLINE_ASSIGNMENT_STATE';

/**
 * Null without a folder, and where the machine does not tell its runs apart: nothing that is kept could be trusted there. `told`
 * hears, once for each, of partitions that run without.
 * @throws LeadlineError LEADLINE_CONFIG_INVALID if the folder cannot be used
 */
export function keepingIn(
  folder: string | undefined,
  told: Keeping['told'] = () => undefined,
): Keeping | null {
  if (folder === undefined) return null;
  prepare(folder);
  try {
    return { folder, boot: readFileSync(BOOT, 'utf8').trim(), lost: new Set(), told };
  } catch {
    return null;
  }
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    removeOld(folder);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${SETTING}: the folder ${folder} cannot be made or written (${why}). Name one that this user may write, or leave the setting out.`;
    throw new LeadlineError('LEADLINE_CONFIG_INVALID', message, { where: SETTING, cause });
  }
}

/** Files that no owner would go on from: keys of persons must not lie there for ever. */
function removeOld(folder: string): void {
  const files = Map.groupBy(
    readdirSync(folder),
    (name) => /^assignment-\d+\.sqlite(?=$|-journal$)/.exec(name)?.[0],
  );
  for (const [base, names] of files) {
    // A file is worth as much as its journal: either alone may be older.
    const newest = Math.max(...names.map((name) => changedAt(join(folder, name))));
    if (base === undefined || Date.now() - newest <= OLDEST_MS) continue;
    for (const name of names) rmSync(join(folder, name), { force: true });
  }
}

/** Epoch ms; 0 for what is gone meanwhile. */
const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
