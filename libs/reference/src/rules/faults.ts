import type { z } from 'zod';
import type { Place, YamlFile } from './place.ts';

/** What a schema finds wrong in a file, and where. */
export interface PlacedFault {
  readonly at: Place;
  /** Keys on the way to it, with dots between. */
  readonly path: string;
  readonly why: string;
}

/** A schema's findings with their places: of a key that it does not know, or whose name is wrong, that of the key. */
export function placedFaults(file: YamlFile, error: z.ZodError): readonly PlacedFault[] {
  return error.issues.map((issue) => {
    const { code, path, message } = issue;
    if (code === 'unrecognized_keys')
      return {
        at: file.placeOfKey([...path, issue.keys[0] ?? '']),
        path: path.join('.'),
        why: message,
      };
    const at = code === 'invalid_key' ? file.placeOfKey(path) : file.placeOf(path);
    const why = code === 'invalid_key' ? (issue.issues[0]?.message ?? message) : message;
    return { at, path: path.join('.'), why };
  });
}

/** `path: why`, or `why` alone at the top. */
export const faultText = ({ path, why }: PlacedFault): string => (path === '' ? why : `${path}: ${why}`);
