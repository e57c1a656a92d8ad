import { LeadlineError } from '@leadline/contracts';
import { z } from 'zod';

/** Where values come from: normally `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A schema whose keys are names of environment variables and whose fields carry a `describe` for people. */
export type Settings = z.ZodObject<z.ZodRawShape>;

const addresses = /^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/;

/** Settings that every service has. Spread them: `z.object({ ...commonSettings, LEADLINE_INTAKE_PORT: port() })`. */
export const commonSettings = {
  LEADLINE_KAFKA: z.string().regex(addresses).describe('host:port of one or more brokers, comma-separated'),
  LEADLINE_REGISTRY: url(['http', 'https']).describe(
    'base address of a Confluent-compatible schema registry',
  ),
  LEADLINE_LOG: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('log level: trace, debug, info, warn, error, fatal or silent'),
  LEADLINE_HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on, such as 0.0.0.0'),
  LEADLINE_OTLP: url(['http', 'https'])
    .optional()
    .describe('base address of an OpenTelemetry collector (OTLP over HTTP), such as http://host:4318'),
  LEADLINE_SPANS: z.string().min(1).optional().describe('file for finished spans, one JSON object a line'),
} as const;

/** Values of {@link commonSettings}. */
export type CommonSettings = z.output<z.ZodObject<typeof commonSettings>>;

/** An address with one of the given schemes. */
export function url(schemes: readonly string[]): z.ZodURL {
  return z
    .url({ protocol: new RegExp(`^(${schemes.join('|')})$`) })
    .describe(`address such as ${schemes[0]}://host:port`);
}

/** A TCP port; 0 (the default) takes a free one. */
export function port() {
  return z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('port to listen on; 0 takes a free one');
}

/** A whole number within bounds. */
export function whole(min: number, max: number, preset: number, meaning: string) {
  return z.coerce
    .number()
    .int()
    .min(min)
    .max(max)
    .default(preset)
    .describe(`${meaning}: whole number from ${min} to ${max}`);
}

/** `on` or `off`. */
export function toggle(preset: 'on' | 'off', meaning: string) {
  return z
    .enum(['on', 'off'])
    .default(preset)
    .transform((value) => value === 'on')
    .describe(`${meaning}: on or off`);
}

/**
 * Reads settings from the environment. An empty variable counts as absent.
 * @throws LeadlineError LEADLINE_CONFIG_INVALID that names every wrong variable and what it should be, never its value.
 */
export function readConfig<S extends Settings>(schema: S, env: Environment): z.output<S> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const wrong = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  const lines = wrong.map((name) => {
    const meaning =
      (schema.shape[name] as z.ZodType | undefined)?.description ?? 'see the README of the service';
    return `  ${name} ${name in given ? 'is not valid' : 'is not set'}; it should be: ${meaning}`;
  });
  throw new LeadlineError('LEADLINE_CONFIG_INVALID', `Wrong settings:\n${lines.join('\n')}`);
}
