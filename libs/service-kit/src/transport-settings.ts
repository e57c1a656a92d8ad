import { z } from 'zod';
import { toggle, url } from './values.ts';

const addresses = /^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/;

/** One of the servers that services speak to. */
export type ServerName = 'KAFKA' | 'REGISTRY' | 'REDIS';
type Part = 'CA' | 'CERT' | 'KEY' | 'USER' | 'PASSWORD';
export type AccessSettings<N extends ServerName> = {
  readonly [K in `LEADLINE_${N}_${Part}`]: z.ZodOptional<z.ZodString>;
};

const pem = (meaning: string) =>
  z
    .string()
    .regex(/-----BEGIN [A-Z ]+-----/)
    .optional()
    .describe(`${meaning}, as PEM`);

/** How a server is trusted, and what is shown to it. Each may come from a file: NAME_FILE. */
function accessTo<N extends ServerName>(name: N, server: string): AccessSettings<N> {
  const setting = (part: Part): string => `LEADLINE_${name}_${part}`;
  return {
    [setting('CA')]: pem(
      `certificates of the authorities that sign those of ${server}; without them those that Node trusts`,
    ),
    [setting('CERT')]: pem(`certificate that is shown to ${server} (mutual TLS)`),
    [setting('KEY')]: pem(`private key of ${setting('CERT')}`),
    [setting('USER')]: z.string().min(1).optional().describe(`user at ${server}`),
    [setting('PASSWORD')]: z
      .string()
      .min(1)
      .optional()
      .describe(`password of ${setting('USER')}`),
  } as AccessSettings<N>;
}

const INSECURE = ['plaintext', 'keyless'] as const;

/** Kafka and registry, which every service speaks to, and what may be insecure. */
export const transportSettings = {
  LEADLINE_KAFKA: z.string().regex(addresses).describe('host:port of one or more brokers, comma-separated'),
  LEADLINE_KAFKA_TLS: toggle('off', 'TLS to Kafka'),
  LEADLINE_KAFKA_SASL: z
    .enum(['scram-sha-512', 'scram-sha-256', 'plain'])
    .default('scram-sha-512')
    .describe('how user and password are shown to Kafka: scram-sha-512, scram-sha-256 or plain'),
  ...accessTo('KAFKA', 'Kafka'),
  LEADLINE_REGISTRY: url(['http', 'https']).describe(
    'base address of a Confluent-compatible schema registry',
  ),
  ...accessTo('REGISTRY', 'the registry'),
  LEADLINE_INSECURE: z
    .string()
    .regex(/^(plaintext|keyless)(,(plaintext|keyless))*$/)
    .default('')
    .transform((text) => INSECURE.filter((kind) => text.split(',').includes(kind)))
    .describe(
      'for development and networks that never leave one machine: plaintext (no TLS to other machines), keyless (intake asks for no key although others may reach it), or both with a comma',
    ),
} as const;

/** Values of {@link transportSettings}. */
export type Transport = z.output<z.ZodObject<typeof transportSettings>>;

/** Spread them in a service that speaks to Redis. */
export const redisSettings = {
  LEADLINE_REDIS: url(['redis', 'rediss']),
  ...accessTo('REDIS', 'Redis'),
} as const;

/** Values of {@link redisSettings}. */
export type RedisTransport = z.output<z.ZodObject<typeof redisSettings>>;
