import { commonSettings, port, redisSettings, whole } from '@leadline/service-kit';
import { z } from 'zod';

/** Settings of assignment; the names are those of the environment. */
export const settings = z.object({
  ...commonSettings,
  ...redisSettings,
  LEADLINE_ASSIGNMENT_PORT: port(),
  LEADLINE_ASSIGNMENT_SALT: z
    .string()
    .min(16)
    .optional()
    .describe(
      'secret of at least 16 characters by which leads are drawn for exploration; the same on all instances. Without it no policy explores',
    ),
  LEADLINE_ASSIGNMENT_STATE: z
    .string()
    .min(1)
    .optional()
    .describe('folder on the local disk in which the state stays for the next start on this machine'),
  LEADLINE_ASSIGNMENT_CHUNK: whole(1, 1_000, 200, 'records per transaction at most'),
});

export type Config = z.output<typeof settings>;
