import { createCodec } from './codec.ts';
import { SCHEMAS } from './generated/schemas.ts';
import { Registry, type RegistryOptions } from './registry.ts';
import type { RecordName } from './types.ts';

/**
 * Registers every schema under its fully qualified name, level FULL_TRANSITIVE. A deploy step, never run by a service.
 * Answers the ids. Throws LEADLINE_SCHEMA_INCOMPATIBLE (naming the record) or LEADLINE_REGISTRY_UNAVAILABLE.
 */
export async function registerSchemas(options: RegistryOptions): Promise<ReadonlyMap<RecordName, number>> {
  const registry = new Registry({ timeoutMs: 10_000, ...options });
  const ids = new Map<RecordName, number>();
  for (const record of Object.keys(SCHEMAS) as RecordName[]) ids.set(record, await registry.register(record));
  return ids;
}

/** Throws LEADLINE_SCHEMA_NOT_REGISTERED, naming the record, if the registry lacks a schema of this release. */
export async function checkSchemas(options: RegistryOptions): Promise<void> {
  await createCodec(options).warm();
}
