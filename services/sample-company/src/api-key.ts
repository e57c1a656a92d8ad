import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyLine, newApiKey } from '@leadline/contracts';

/** The one key of a secured company, and the settings with which intake knows it. */
export interface CompanyKey {
  readonly key: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Makes a key that may do everything, and puts what intake needs of it into a folder. */
export async function createCompanyKey(folder: string): Promise<CompanyKey> {
  const key = newApiKey();
  const pepper = randomBytes(32).toString('base64url');
  const grant = { tenant: null, roles: ['admin'], scopes: [], expires: null } as const;
  const [file, pepperFile] = [join(folder, 'api-keys'), join(folder, 'api-pepper')];
  await writeFile(file, `${keyLine(key, pepper, grant)}\n`, { mode: 0o600 });
  await writeFile(pepperFile, `${pepper}\n`, { mode: 0o600 });
  return { key, settings: { LEADLINE_API_KEYS_FILE: file, LEADLINE_API_PEPPER_FILE: pepperFile } };
}
