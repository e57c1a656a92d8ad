import avsc from 'avsc';
import { CodecFailure } from './failure.ts';
import { SCHEMAS } from './generated/schemas.ts';
import type { RecordName } from './types.ts';

/** Reads the payloads of one writer schema. */
export interface Reader {
  readonly record: RecordName;
  readonly read: (payload: Buffer) => unknown;
}

const names = Object.keys(SCHEMAS) as RecordName[];

/** Today's type of every record; built at first use and shared, as it holds no state. */
const types = new Map<RecordName, avsc.Type>();
export function avroType(record: RecordName): avsc.Type {
  let type = types.get(record);
  if (type === undefined) {
    // A copy, because avsc may change what it is given.
    type = avsc.Type.forSchema(JSON.parse(JSON.stringify(SCHEMAS[record])) as avsc.Schema, {
      omitRecordMethods: true,
    });
    types.set(record, type);
  }
  return type;
}

/** Reads the writer's bytes as today's record. Resolvers are dear to make and cheap to use: one per writer schema. */
export function readerFor(writer: avsc.Type): Reader {
  const record = names.find((name) => `${SCHEMAS[name].namespace}.${name}` === writer.name);
  if (!record)
    throw new CodecFailure(
      'poison',
      'LEADLINE_RECORD_UNEXPECTED',
      `No record is called ${writer.name ?? 'so'}.`,
    );
  const reader = avroType(record);
  try {
    const resolver = reader.createResolver(writer);
    return { record, read: (payload) => reader.fromBuffer(payload, resolver) };
  } catch (cause) {
    const message = `Today's ${record} cannot read what this writer wrote.`;
    throw new CodecFailure('poison', 'LEADLINE_RECORD_UNDECODABLE', message, { cause });
  }
}
