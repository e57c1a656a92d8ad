import { FIELDS, type FieldKind } from '../mapping/schema.ts';
import { Unmappable } from '../mapping/value.ts';
import type { Patch } from './intake.ts';

const KINDS: Readonly<Record<string, FieldKind>> = FIELDS.leads;
const ATTRIBUTE = 'attributes.';

/** Reads a text as its field wants it; what it cannot read, and fields that it does not know, intake judges. */
function valueOf(field: string, text: string): unknown {
  const kind = KINDS[field];
  if (text === '') return null;
  if ((kind === 'number' || kind === 'whole') && Number.isFinite(Number(text))) return Number(text);
  if (kind === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

/** A patch of `[field, text]` pairs; empty text takes the value away. Members of attributes are named `attributes.<name>`. */
export function patchOf(pairs: readonly (readonly [field: string, text: string])[]): Patch {
  const fields = pairs.filter(([field]) => !field.startsWith(ATTRIBUTE));
  const attributes = pairs
    .filter(([field]) => field.startsWith(ATTRIBUTE))
    .map(([field, text]) => [field.slice(ATTRIBUTE.length), text === '' ? null : text] as const);
  const patch = Object.fromEntries(fields.map(([field, text]) => [field, valueOf(field, text)]));
  return attributes.length === 0 ? patch : { ...patch, attributes: Object.fromEntries(attributes) };
}

/** A patch of arguments such as `country=DE`. Throws {@link Unmappable}. */
export function patchOfArguments(given: readonly string[]): Patch {
  return patchOf(
    given.map((argument) => {
      const at = argument.indexOf('=');
      if (at < 1) throw new Unmappable(`\`${argument}\` is not of the form field=value`);
      return [argument.slice(0, at), argument.slice(at + 1)] as const;
    }),
  );
}
