import { writeFile } from 'node:fs/promises';
import { LeadlineError } from '@leadline/contracts';

/** Throws LEADLINE_FILE_UNREADABLE. */
export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${file} cannot be written.`, { where: file, cause });
  }
}
