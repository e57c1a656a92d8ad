const isPlain = (value: unknown): boolean => typeof value === 'string' || Number.isFinite(value);

function arrayJson(values: readonly unknown[]): string {
  // Long arrays hold ids or numbers: JSON.stringify writes them as we do, and much faster.
  if (values.every(isPlain)) return JSON.stringify(values);
  return `[${values.map((item) => canonicalJson(item ?? null)).join(',')}]`;
}

function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  const sorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
  return sorted ? keys : keys.toSorted();
}

/**
 * JSON with sorted keys and no spaces: equal values give equal bytes, so that text can be hashed and compared.
 * Takes any plain data. Throws RangeError on a number that JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return arrayJson(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let members = '';
  for (const key of sortedKeys(value)) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}
