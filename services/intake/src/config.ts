import { commonSettings, port, redisSettings, secretFits, secretSetting, whole } from '@leadline/service-kit';
import { z } from 'zod';
import { keySettings, keysFit, pepperFits } from './key-settings.ts';

const fields = z.object({
  ...commonSettings,
  ...secretSetting,
  ...redisSettings,
  LEADLINE_INTAKE_PORT: port(),
  LEADLINE_INTAKE_MAX_PENDING: whole(
    1,
    1_000_000,
    10_000,
    'records that may wait for the broker before intake answers 503',
  ),
  LEADLINE_CONTRACTS: z
    .string()
    .min(1)
    .optional()
    .describe('folder with contract files (YAML); that of outcomes says which of them are quarantined'),
  ...keySettings,
});

/** Settings of intake; the names are those of the environment. */
export const settings = fields
  .refine(secretFits, { path: ['LEADLINE_SECRET'] })
  .refine(keysFit, { path: ['LEADLINE_API_KEYS_FILE'] })
  .refine(pepperFits, { path: ['LEADLINE_API_PEPPER'] });

export type Config = z.output<typeof settings>;
