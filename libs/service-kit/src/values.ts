import { z } from 'zod';

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
