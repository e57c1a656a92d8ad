import { z } from 'zod';

/** Kinds of fields that the bodies share. Empty text counts as not said. */
const said = (max: number) =>
  z
    .string()
    .max(max)
    .nullish()
    .transform((value) => value?.trim() || null);

export const text = (meaning: string, max = 500) => said(max).describe(meaning);

export const id = (meaning: string) => z.string().trim().min(1).max(200).describe(meaning);

export const amount = (meaning: string) =>
  z.number().min(0).max(1e12).nullable().default(null).describe(meaning);

export const count = (meaning: string) => z.number().int().min(0).max(2_000_000_000).describe(meaning);

export const workspace = z
  .string()
  .trim()
  .regex(/^[\w.-]{1,100}$/, 'letters, digits, dot, hyphen and underscore only')
  .default('default')
  .describe('The unit of routing. Without it: `default`.');

const ISO = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const ZONED = /([T ].*)(Z|[+-]\d{2}:?\d{2})$/;
/** Year 1900 to 9999: catches seconds sent as milliseconds only where they would be absurd. */
const EARLIEST = -2_208_988_800_000;
const LATEST = 253_402_300_799_999;

/** Epoch ms, or ISO 8601 (without an offset: UTC). */
const instant = z
  .union(
    [z.number().int().min(EARLIEST).max(LATEST), z.string().regex(ISO, 'epoch milliseconds or ISO 8601')],
    'epoch milliseconds or ISO 8601',
  )
  .transform((value, context) => {
    const ms = typeof value === 'number' ? value : parseIso(value);
    if (!Number.isNaN(ms)) return ms;
    context.addIssue({ code: 'custom', message: 'epoch milliseconds or ISO 8601' });
    return z.NEVER;
  });

function parseIso(value: string): number {
  const spaced = value.replace(' ', 'T');
  return Date.parse(ZONED.test(spaced) || !spaced.includes('T') ? spaced : `${spaced}Z`);
}

export const when = (meaning: string) =>
  instant.describe(`${meaning} Epoch milliseconds or ISO 8601; no offset means UTC.`);

export const maybeWhen = (meaning: string) =>
  instant
    .nullish()
    .transform((value) => value ?? null)
    .describe(`${meaning} Epoch milliseconds or ISO 8601; no offset means UTC.`);

export const eventId = id('Id of this event; the same id is the same event.').nullish();
