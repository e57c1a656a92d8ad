import { readFileSync } from 'node:fs';
import type { Keeping } from '../checkpoints.ts';

/** Linux names each of its runs since it was booted. */
const BOOT = '/proc/sys/kernel/random/boot_id';

/** Null without a folder, and where the machine does not tell its runs apart: nothing that is kept could be trusted there. */
export function keepingIn(folder: string | undefined): Keeping | null {
  if (folder === undefined) return null;
  try {
    return { folder, boot: readFileSync(BOOT, 'utf8').trim() };
  } catch {
    return null;
  }
}
