import { commonSettings, port, secretFits, secretSetting, url, whole } from '@leadline/service-kit';
import { z } from 'zod';

const KEYS = /^[^=,\s]+=[^=,\s]+(,[^=,\s]+=[^=,\s]+)*$/;

const fields = z.object({
  ...commonSettings,
  ...secretSetting,
  LEADLINE_REDIS: url(['redis', 'rediss']),
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
  LEADLINE_API_KEYS: z
    .string()
    .regex(KEYS)
    .optional()
    .describe(
      'key=tenant, comma-separated; when set, every request needs the header Authorization: Bearer <key>',
    ),
});

/** Settings of intake; the names are those of the environment. */
export const settings = fields.refine(secretFits, { path: ['LEADLINE_SECRET'] });

export type Config = z.output<typeof settings>;
