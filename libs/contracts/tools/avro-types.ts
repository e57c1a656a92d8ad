/** An Avro field as written in `schemas/`, with the marks that Leadline adds. */
export interface AvroField {
  readonly name: string;
  readonly type: AvroType;
  readonly doc?: string;
  readonly pii?: string;
  readonly default?: unknown;
}
export interface AvroRecord {
  readonly type: 'record';
  readonly name: string;
  readonly namespace?: string;
  readonly doc?: string;
  readonly fields: readonly AvroField[];
}
export type AvroType =
  | string
  | AvroRecord
  | { readonly type: 'array'; readonly items: AvroType }
  | { readonly type: 'map'; readonly values: AvroType }
  | readonly AvroType[];

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  null: 'null',
};

/** The TypeScript type of an Avro type. Named records become references to their interface. */
export function typeOf(type: AvroType): string {
  if (typeof type === 'string') return PRIMITIVES[type] ?? type.split('.').at(-1)!;
  if (Array.isArray(type)) return (type as readonly AvroType[]).map(typeOf).join(' | ');
  const named = type as Exclude<AvroType, string | readonly AvroType[]>;
  if (named.type === 'record') return named.name;
  if (named.type === 'array') return `readonly ${wrap(typeOf(named.items))}[]`;
  return `Readonly<Record<string, ${typeOf(named.values)}>>`;
}

const wrap = (type: string): string => (type.includes('|') ? `(${type})` : type);

/** Every record in a schema, nested ones first. */
export function recordsIn(type: AvroType): readonly AvroRecord[] {
  if (typeof type === 'string') return [];
  if (Array.isArray(type)) return (type as readonly AvroType[]).flatMap(recordsIn);
  const named = type as Exclude<AvroType, string | readonly AvroType[]>;
  if (named.type === 'array') return recordsIn(named.items);
  if (named.type === 'map') return recordsIn(named.values);
  return [...named.fields.flatMap((field) => recordsIn(field.type)), named];
}

/** The interface of a record, with the docs of the schema. */
export function interfaceOf(record: AvroRecord): string {
  const fields = record.fields.map((field) => {
    const pii = field.pii ? ` PII: ${field.pii}.` : '';
    const doc = field.doc || pii ? `  /** ${(field.doc ?? '') + pii} */\n`.replace('/**  ', '/** ') : '';
    return `${doc}  readonly ${field.name}: ${typeOf(field.type)};`;
  });
  return `${record.doc ? `/** ${record.doc} */\n` : ''}export interface ${record.name} {\n${fields.join('\n')}\n}\n`;
}

/** Dotted paths of the fields of a record that are marked as PII, such as `contact.email`. */
export function piiPaths(type: AvroType, prefix = ''): readonly string[] {
  if (typeof type === 'string') return [];
  if (Array.isArray(type)) return (type as readonly AvroType[]).flatMap((one) => piiPaths(one, prefix));
  const named = type as Exclude<AvroType, string | readonly AvroType[]>;
  if (named.type !== 'record') {
    const inner = piiPaths(named.type === 'array' ? named.items : named.values, prefix);
    if (inner.length > 0)
      throw new Error(`${inner.join(', ')}: redaction does not reach into arrays and maps.`);
    return [];
  }
  return named.fields.flatMap((field) =>
    field.pii ? [prefix + field.name] : piiPaths(field.type, `${prefix}${field.name}.`),
  );
}
