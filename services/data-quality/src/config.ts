import { commonSettings, port } from '@leadline/service-kit';
import { z } from 'zod';

/** Known to everybody: good for a laptop only. */
export const LOCAL_SECRET = 'local-development-secret';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\]):\d+$/;

const fields = z.object({
  ...commonSettings,
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
  LEADLINE_SECRET: z
    .string()
    .min(16)
    .default(LOCAL_SECRET)
    .describe(
      'secret of at least 16 characters for the keys of persons and accounts; the same for ever. The public default serves only while LEADLINE_KAFKA is on this machine (127.0.0.1, localhost)',
    ),
});

export const settings = fields.refine(
  ({ LEADLINE_KAFKA: brokers, LEADLINE_SECRET: secret }) =>
    secret !== LOCAL_SECRET || brokers.split(',').every((broker) => LOOPBACK.test(broker)),
  { path: ['LEADLINE_SECRET'] },
);

/** The settings, read and checked. */
export type Config = z.output<typeof settings>;
