import type { SourceContract } from '@leadline/domain';
import { stringify } from 'yaml';

/** A source's contract as a file that `loadContracts` reads; what promises nothing is left out. */
export function contractText({ tenant, source, learned, volume, fields, ...rest }: SourceContract): string {
  const known =
    learned === null ? {} : { learned: { ...learned, from: iso(learned.from), to: iso(learned.to) } };
  const promises = Object.entries(fields).map(([name, promise]) => [name, without(promise)]);
  const file = {
    contract: 'source',
    tenant,
    source,
    ...known,
    ...(volume === null ? {} : { volume: without(volume) }),
    fields: Object.fromEntries(promises),
    ...without(rest),
  };
  return stringify(file, { lineWidth: 0 });
}

const iso = (at: number): string => new Date(at).toISOString();

/** Without keys that are null, and without a `maxOther` that has no values. */
function without(promise: object): object {
  const { values } = promise as { values?: unknown };
  return Object.fromEntries(
    Object.entries(promise).filter(
      ([key, value]) => value !== null && !(key === 'maxOther' && values === null),
    ),
  );
}
