import type { SchemaView } from '@leadline/contracts';
import { type Finding, finding } from './check.ts';

/** Records of this release against the registry. */
export function judgeSchemas(views: readonly SchemaView[]): readonly Finding[] {
  return views.flatMap((view) => {
    const { record, isRegistered, level, newer } = view;
    if (!isRegistered && newer === null)
      return [finding('LEADLINE_SCHEMA_NOT_REGISTERED', record, `The registry does not know ${record}.`)];
    return [
      ...(isRegistered
        ? []
        : [
            finding(
              'LEADLINE_SCHEMA_NOT_REGISTERED',
              record,
              `The registry knows ${record}, but not as this release writes it.`,
            ),
          ]),
      ...newerFindings(view),
      ...(level === null || level === 'FULL_TRANSITIVE'
        ? []
        : [finding('LEADLINE_SCHEMA_LEVEL', record, `${record} is kept ${level}, not FULL_TRANSITIVE.`)]),
    ];
  });
}

function newerFindings({ record, isRegistered, newer }: SchemaView): readonly Finding[] {
  if (newer === null) return [];
  const { version, isReadable } = newer;
  if (!isReadable)
    return [
      finding(
        'LEADLINE_SCHEMA_FOREIGN',
        record,
        `Version ${version} of ${record} in the registry and this release cannot read each other.`,
      ),
    ];
  // Not registered at all: the registry is of an earlier release, which was said already.
  return isRegistered
    ? [
        finding(
          'LEADLINE_SCHEMA_AHEAD',
          record,
          `The registry has ${record} in version ${version}, newer than this release.`,
        ),
      ]
    : [];
}
