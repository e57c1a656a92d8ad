import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloads, port claims and state files are kept: LEADLINE_HOME, else the user's cache folder. */
export function homeFolder(): string {
  const { LEADLINE_HOME, XDG_CACHE_HOME } = process.env;
  if (LEADLINE_HOME) return LEADLINE_HOME;
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'leadline');
}
