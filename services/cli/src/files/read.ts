import { readFile } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';

/** Throws LEADLINE_FILE_UNREADABLE. */
export async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be read.`, { where: file, cause });
  }
}

/** The same as UTF-8. */
export const readText = async (file: string): Promise<string> => (await readBytes(file)).toString('utf8');
