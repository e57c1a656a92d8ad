import { commonSettings, port } from '@leadline/service-kit';
import { z } from 'zod';

/** Known to everybody: good for a laptop only. */
export const LOCAL_SECRET = 'local-development-secret';

export const settings = z.object({
  ...commonSettings,
  LEADLINE_DATA_QUALITY_PORT: port(),
  LEADLINE_SECRET: z
    .string()
    .min(16)
    .default(LOCAL_SECRET)
    .describe('secret of at least 16 characters for the keys of persons and accounts; the same for ever'),
});

/** The settings, read and checked. */
export type Config = z.output<typeof settings>;
