import avsc from 'avsc';
import { avroType } from './avro.ts';
import { CodecFailure } from './failure.ts';
import { SCHEMAS } from './generated/schemas.ts';
import { Registry, type RegistryOptions } from './registry.ts';
import type { RecordName } from './types.ts';

/** How a record of this release stands to the registry. */
export interface SchemaView {
  readonly record: RecordName;
  /** Whether this release's schema is one of its versions. */
  readonly isRegistered: boolean;
  /** Compatibility that holds for the subject; null: the registry does not say, or has no such subject. */
  readonly level: string | null;
  /** The newest version, where it is another than ours; null: it is ours, or there is none. */
  readonly newer: { readonly version: number; readonly isReadable: boolean } | null;
}

/** Compares all records of this release with the registry. Throws {@link CodecFailure}, transient, if it does not answer. */
export async function describeSchemas(options: RegistryOptions): Promise<readonly SchemaView[]> {
  const registry = new Registry(options);
  return Promise.all((Object.keys(SCHEMAS) as RecordName[]).map((record) => viewOf(registry, record)));
}

/** The registry's clock, epoch ms, whole seconds; null: it does not tell. */
export function registryClock(options: RegistryOptions): Promise<number | null> {
  return new Registry(options).clock();
}

async function viewOf(registry: Registry, record: RecordName): Promise<SchemaView> {
  const [held, id] = [await registry.subject(record), await idOf(registry, record)];
  if (held === null) return { record, isRegistered: false, level: null, newer: null };
  const { level, latest } = held;
  // Ids are given by content, so the same id is the same schema.
  const newer = latest.id === id ? null : { version: latest.version, isReadable: isReadable(record, latest) };
  return { record, isRegistered: id !== null, level, newer };
}

/** Null: the registry does not have today's schema. */
async function idOf(registry: Registry, record: RecordName): Promise<number | null> {
  try {
    return await registry.idOf(record);
  } catch (error) {
    if (error instanceof CodecFailure && error.code === 'LEADLINE_SCHEMA_NOT_REGISTERED') return null;
    throw error;
  }
}

/** Whether each of the two can read what the other has written. */
function isReadable(record: RecordName, { schema }: { readonly schema: string }): boolean {
  try {
    const [ours, theirs] = [avroType(record), avsc.Type.forSchema(JSON.parse(schema) as avsc.Schema)];
    ours.createResolver(theirs);
    theirs.createResolver(ours);
    return true;
  } catch {
    return false;
  }
}
