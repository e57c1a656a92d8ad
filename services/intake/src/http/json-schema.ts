import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Name of a body in the document. */
export const nameOf = (schema: z.ZodType): string => String(schema.meta()?.id);

/** JSON Schema of a body as its sender writes it. */
export function schemaOf(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  // Of a schema that has a name zod may make a reference into definitions that a larger document does not have.
  const defined = (made['$defs'] as Readonly<Record<string, JsonSchema>> | undefined)?.[nameOf(schema)];
  const { $schema: _, $defs: __, $ref: ___, id: ____, ...rest } = { ...made, ...defined };
  return rest;
}
