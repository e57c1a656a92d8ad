import { PII_PATHS } from './generated/schemas.ts';
import type { RecordName } from './types.ts';

const MASK = '***';

/** A copy of the value in which every PII-marked field that is filled reads `***`. For logs and dead-letter views. */
export function redact(record: RecordName, value: unknown): unknown {
  return PII_PATHS[record].reduce((masked, path) => mask(masked, path.split('.')), value);
}

function mask(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value === null || value === '' ? value : MASK;
  if (typeof value !== 'object' || value === null || !(name in value)) return value;
  return { ...value, [name]: mask((value as Record<string, unknown>)[name], rest) };
}
