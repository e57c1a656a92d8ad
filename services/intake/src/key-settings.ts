import { isLoopback } from '@leadline/service-kit';
import { z } from 'zod';

/** Settings of API keys. */
export const keySettings = {
  LEADLINE_API_KEYS: z
    .string()
    .min(1)
    .optional()
    .describe('hashes of the API keys, as `leadline keys create` prints them, with semicolons between them'),
  LEADLINE_API_KEYS_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'file with the hashes of the API keys, one a line as `leadline keys create` prints them, read again when it changes; give it or LEADLINE_API_KEYS, not both. Without keys intake listens on this machine alone (LEADLINE_HOST), unless LEADLINE_INSECURE says keyless',
    ),
  LEADLINE_API_PEPPER: z
    .string()
    .min(16)
    .optional()
    .describe(
      'secret of at least 16 characters under which API keys are hashed; needed with keys, and the same as where they were made',
    ),
} as const;

interface Keyed {
  readonly LEADLINE_API_KEYS?: string | undefined;
  readonly LEADLINE_API_KEYS_FILE?: string | undefined;
  readonly LEADLINE_API_PEPPER?: string | undefined;
}
interface Reached extends Keyed {
  readonly LEADLINE_HOST: string;
  readonly LEADLINE_INSECURE: readonly string[];
}

const hasKeys = (config: Keyed): boolean =>
  config.LEADLINE_API_KEYS !== undefined || config.LEADLINE_API_KEYS_FILE !== undefined;

/** For zod's `refine`: one list of keys, or nobody but this machine reaches intake. */
export const keysFit = (config: Reached): boolean =>
  hasKeys(config)
    ? config.LEADLINE_API_KEYS === undefined || config.LEADLINE_API_KEYS_FILE === undefined
    : isLoopback(config.LEADLINE_HOST) || config.LEADLINE_INSECURE.includes('keyless');

/** For zod's `refine`: keys are hashed under a pepper. */
export const pepperFits = (config: Keyed): boolean =>
  !hasKeys(config) || config.LEADLINE_API_PEPPER !== undefined;
