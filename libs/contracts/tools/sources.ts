import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { AvroRecord } from './avro-types.ts';

export const root = join(import.meta.dirname, '../../..');

interface TopicRow {
  readonly key: string;
  readonly records: readonly string[];
  readonly owner: string;
  readonly consumers: readonly string[];
  readonly partitionBy: string;
  readonly partitions: number;
  readonly compact: boolean;
  readonly appendTime: boolean;
  readonly retentionDays: number | null;
  readonly chained: boolean;
}
interface TopicTable {
  readonly defaults: { readonly partitions: number; readonly retention: string };
  readonly topics: Readonly<
    Record<
      string,
      Omit<TopicRow, 'compact' | 'appendTime' | 'retentionDays' | 'chained'> & {
        readonly retention?: string;
        readonly time?: 'create' | 'append';
        readonly writers?: readonly string[];
        readonly followers?: readonly string[];
        readonly chained?: boolean;
      }
    >
  >;
}
export interface Schema {
  /** Path below `schemas/`. */
  readonly file: string;
  readonly record: AvroRecord;
}

/** Every schema of `schemas/`, by path. */
export const schemas: readonly Schema[] = readdirSync(join(root, 'schemas'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.avsc'))
  .toSorted()
  .map((file) => ({
    file,
    record: JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8')) as AvroRecord,
  }));

const table = parse(readFileSync(join(root, 'schemas/topics.yaml'), 'utf8')) as TopicTable;

/** The topic table with its defaults filled in. */
export const topics: readonly (readonly [name: string, row: TopicRow])[] = Object.entries(table.topics).map(
  ([name, row]) => {
    const retention = row.retention ?? table.defaults.retention;
    const compact = retention === 'compact';
    return [
      name,
      {
        key: row.key,
        records: row.records,
        owner: row.owner,
        consumers: row.consumers,
        partitionBy: row.partitionBy ?? 'key',
        partitions: row.partitions ?? table.defaults.partitions,
        compact,
        appendTime: row.time === 'append',
        retentionDays: compact ? null : Number.parseInt(retention, 10),
        chained: row.chained ?? false,
      },
    ];
  },
);

/** Services that write a topic, and those that read it whole, outside any group. */
export const access: readonly {
  readonly topic: string;
  readonly writers: readonly string[];
  readonly followers: readonly string[];
}[] = Object.entries(table.topics).map(([topic, { owner, writers = [owner], followers = [] }]) => ({
  topic,
  writers,
  followers,
}));
