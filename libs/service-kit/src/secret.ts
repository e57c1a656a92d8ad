import { z } from 'zod';
import { areLoopback } from './loopback.ts';

/** Known to everybody: good for a laptop only. */
export const LOCAL_SECRET = 'local-development-secret';

/** Setting of the services that make keys of persons. Spread it, and refine the whole by {@link secretFits}, with `path: ['LEADLINE_SECRET']`. */
export const secretSetting = {
  LEADLINE_SECRET: z
    .string()
    .min(16)
    .default(LOCAL_SECRET)
    .describe(
      'secret of at least 16 characters for the keys of persons and accounts; the same for ever and in every service. The public default serves only while LEADLINE_KAFKA is on this machine (127.0.0.1, localhost)',
    ),
} as const;

interface Secretive {
  readonly LEADLINE_KAFKA: string;
  readonly LEADLINE_SECRET: string;
}

/** For zod's `refine`: the public secret serves on one machine alone. */
export const secretFits = ({ LEADLINE_KAFKA: brokers, LEADLINE_SECRET: secret }: Secretive): boolean =>
  secret !== LOCAL_SECRET || areLoopback(brokers);
