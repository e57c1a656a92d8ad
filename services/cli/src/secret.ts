import { readConfig } from '@leadline/service-kit';
import { z } from 'zod';
import type { Io } from './output/command.ts';

/** A secret of the environment, or of the file that NAME_FILE names; null: neither. Throws LEADLINE_CONFIG_INVALID. */
export function secretIn(env: Io['env'], name: string): string | null {
  const schema = z.object({ [name]: z.string().optional().describe('a secret') });
  return readConfig(schema, env)[name] ?? null;
}
