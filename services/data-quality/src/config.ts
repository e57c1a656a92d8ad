import { commonSettings, port, secretFits, secretSetting } from '@leadline/service-kit';
import { z } from 'zod';

const fields = z.object({
  ...commonSettings,
  ...secretSetting,
  LEADLINE_DATA_QUALITY_PORT: port(),
  LEADLINE_VOCABULARY: z
    .string()
    .min(1)
    .optional()
    .describe('folder with vocabulary files (YAML) of your own, which go before those of Leadline'),
  LEADLINE_RULES: z
    .string()
    .min(1)
    .optional()
    .describe(
      'file with data-quality rules and word lists (YAML) of your own, which go after those of Leadline',
    ),
  LEADLINE_QUARANTINE_FROM: z
    .enum(['error', 'warning'])
    .default('error')
    .describe('least severity of a finding that keeps a lead in quarantine: error or warning'),
  LEADLINE_CONTRACTS: z
    .string()
    .min(1)
    .optional()
    .describe('folder with contract files (YAML) of your sources; their alarms show in log and metrics'),
});

export const settings = fields.refine(secretFits, { path: ['LEADLINE_SECRET'] });

/** The settings, read and checked. */
export type Config = z.output<typeof settings>;
