import { LeadlineError } from '@leadline/contracts';
import { z } from 'zod';
import { type Environment, givenIn } from './from-files.ts';
import { transportSettings } from './transport-settings.ts';
import { url } from './values.ts';

export type { Environment };

/** A schema whose keys are names of environment variables and whose fields carry a `describe` for people. */
export type Settings = z.ZodObject<z.ZodRawShape>;

/** Settings that every service has. Spread them: `z.object({ ...commonSettings, LEADLINE_INTAKE_PORT: port() })`. */
export const commonSettings = {
  ...transportSettings,
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

/**
 * Reads settings from the environment. An empty variable counts as absent; instead of NAME, NAME_FILE may name a file that
 * holds the value.
 * @throws LeadlineError LEADLINE_CONFIG_INVALID that names every wrong variable and what it should be, never its value.
 */
export function readConfig<S extends Settings>(schema: S, env: Environment): z.output<S> {
  const { values, faults } = givenIn(env, Object.keys(schema.shape));
  const result = schema.safeParse(values);
  if (result.success && faults.length === 0) return result.data;
  const wrong = [...new Set((result.error?.issues ?? []).map((issue) => String(issue.path[0])))];
  // A value that its file has not given is told of once.
  const unread = (name: string): boolean => faults.some((fault) => fault.startsWith(`${name}_FILE `));
  const lines = wrong
    .filter((name) => !unread(name))
    .map((name) => {
      const meaning =
        (schema.shape[name] as z.ZodType | undefined)?.description ?? 'see the README of the service';
      return `${name} ${name in values ? 'is not valid' : 'is not set'}; it should be: ${meaning}`;
    });
  const told = [...faults, ...lines].map((line) => `  ${line}`);
  throw new LeadlineError('LEADLINE_CONFIG_INVALID', `Wrong settings:\n${told.join('\n')}`);
}
