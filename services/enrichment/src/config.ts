import { commonSettings, port } from '@leadline/service-kit';
import { z } from 'zod';

export const settings = z.object({
  ...commonSettings,
  LEADLINE_ENRICHMENT_PORT: port(),
  LEADLINE_VOCABULARY: z
    .string()
    .min(1)
    .optional()
    .describe('folder with vocabulary files (YAML) of your own, which go before those of Leadline'),
  LEADLINE_ENRICHMENT_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .describe('country (ISO 3166-1 alpha-2, such as US) of phone numbers that say none'),
});

/** The settings, read and checked. */
export type Config = z.output<typeof settings>;
