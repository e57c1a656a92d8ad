import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';

/** Who must not get mail. */
export interface Suppression {
  /** Reads the list again if it has changed. */
  refresh(): Promise<void>;
  has(email: string): boolean;
}

/**
 * A file with one entry a line: an address, `@domain`, or `sha256:` and the hex digest of the lower-case address, so that
 * the list need not hold addresses. Empty lines and lines that start with # do not count.
 * Throws LEADLINE_CONFIG_INVALID when the file cannot be read at the start; later the last list read stays, and
 * `onStale` is told once each time that it begins.
 */
export async function suppressionList(
  path: string | undefined,
  onStale: (error: unknown) => void,
): Promise<Suppression> {
  let entries = new Set<string>();
  let readAt = '';
  let isStale = false;
  const refresh = async (): Promise<void> => {
    if (path === undefined) return;
    const { mtimeMs, size } = await stat(path);
    const version = `${mtimeMs}/${size}`;
    if (version === readAt) return;
    entries = entriesOf(await readFile(path, 'utf8'));
    readAt = version;
  };
  const refreshOrKeep = async (): Promise<void> => {
    try {
      await refresh();
      isStale = false;
    } catch (error) {
      if (!isStale) onStale(error);
      isStale = true;
    }
  };
  await refresh().catch((cause: unknown) => {
    const message = `LEADLINE_OUTREACH_SUPPRESSION: ${path} cannot be read.`;
    throw new LeadlineError('LEADLINE_CONFIG_INVALID', message, { cause });
  });
  return {
    refresh: refreshOrKeep,
    has: (email) => namesOf(email).some((name) => entries.has(name)),
  };
}

function entriesOf(text: string): Set<string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim().toLowerCase());
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}

function namesOf(email: string): string[] {
  const address = email.trim().toLowerCase();
  return [address, address.slice(address.lastIndexOf('@')), `sha256:${hash('sha256', address)}`];
}
