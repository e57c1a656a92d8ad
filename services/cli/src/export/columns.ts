import { PII_PATHS, type RecordName, redact, SCHEMAS, TOPICS, type TopicName } from '@leadline/contracts';

/** How a column's values are typed in a file that knows types. */
export type ColumnType = 'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'STRING' | 'TIMESTAMP';

/** A column of an export. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Holds arrays and maps as JSON text. */
  readonly json: boolean;
}

/** A cell as it is before a format writes it; Date only in `record_time`. */
export type Cell = string | number | bigint | boolean | Date | null;
export type Row = Readonly<Record<string, Cell>>;

/** A decoded record with its place, as far as an export is concerned. */
export interface Exported {
  readonly record: RecordName;
  readonly value: unknown;
  readonly partition: number;
  readonly offset: bigint;
  /** Broker's time, epoch ms. */
  readonly timestamp: number;
}

type Avro = string | { readonly type: unknown; readonly fields?: readonly Field[] } | readonly Avro[];
interface Field {
  readonly name: string;
  readonly type: Avro;
}

const PLACE: readonly Column[] = [
  { name: 'record_name', type: 'STRING', json: false },
  { name: 'record_time', type: 'TIMESTAMP', json: false },
  { name: 'record_partition', type: 'INT32', json: false },
  { name: 'record_offset', type: 'INT64', json: false },
];
const PRIMITIVES: Readonly<Record<string, ColumnType>> = {
  boolean: 'BOOLEAN',
  int: 'INT32',
  long: 'INT64',
  float: 'DOUBLE',
  double: 'DOUBLE',
  string: 'STRING',
};

/** Columns of a topic's export: the record's place, then the fields of all its records, nested ones by dotted path. */
export function columnsOf(topic: TopicName): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const record of TOPICS[topic].records)
    for (const column of flattened(SCHEMAS[record], '')) {
      const other = columns.get(column.name);
      // Two records that mean different things by one name share a column of text.
      const same = other === undefined || other.type === column.type;
      columns.set(column.name, same ? column : { ...column, type: 'STRING' });
    }
  return [...PLACE, ...columns.values()];
}

function flattened(type: Avro, path: string): readonly Column[] {
  if (typeof type === 'string') return [{ name: path, type: PRIMITIVES[type] ?? 'STRING', json: false }];
  if (isUnion(type)) {
    const filled = type.filter((one) => one !== 'null');
    return filled.length === 1 ? flattened(filled[0]!, path) : [{ name: path, type: 'STRING', json: true }];
  }
  if (type.fields === undefined) return [{ name: path, type: 'STRING', json: true }];
  return type.fields.flatMap((field) =>
    flattened(field.type, path === '' ? field.name : `${path}.${field.name}`),
  );
}

const isUnion = (type: Avro): type is readonly Avro[] => Array.isArray(type);

/** The record as one row. `personal`: PII-marked fields as they are; else a filled one reads `***`. */
export function rowOf(columns: readonly Column[], found: Exported, personal: boolean): Row {
  const { record, partition, offset, timestamp } = found;
  const value = personal || PII_PATHS[record].length === 0 ? found.value : redact(record, found.value);
  const place: Row = {
    record_name: record,
    record_time: new Date(timestamp),
    record_partition: partition,
    record_offset: offset,
  };
  const cells = columns
    .slice(PLACE.length)
    .map((column) => [column.name, cellOf(column, at(value, column.name))]);
  return { ...place, ...(Object.fromEntries(cells) as Row) };
}

function at(value: unknown, path: string): unknown {
  let inner = value;
  for (const name of path.split('.')) inner = (inner as Record<string, unknown> | null | undefined)?.[name];
  return inner;
}

function cellOf({ type, json }: Column, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (json) return JSON.stringify(value);
  if (type === 'INT64') return BigInt(value as number);
  if (type === 'STRING' && typeof value !== 'string') return JSON.stringify(value);
  return value as Cell;
}
