import type { Finding } from './finding.ts';
import type { PolicyDocument } from './read.ts';

/** What the engine that decides now does not act on, though the format has it. To release it would promise what does not happen. */
export function notObeyed({ data, placeOf }: PolicyDocument): readonly Finding[] {
  const preferred = data.rules.findIndex(({ prefer }) => prefer !== undefined);
  const sections: readonly (readonly [there: boolean, path: readonly PropertyKey[], name: string])[] = [
    [preferred >= 0, ['rules', preferred], '`prefer` of rules'],
    [data.weights.length > 0, ['weights'], '`weights`'],
    [data.caps.length > 0, ['caps'], '`caps`'],
    [data.overflow?.workspace !== undefined, ['overflow', 'workspace'], '`overflow.workspace`'],
  ];
  return sections
    .filter(([there]) => there)
    .map(([, path, name]) => ({
      code: 'NOT_OBEYED',
      severity: 'error',
      at: placeOf(path),
      what: `this release of Leadline reads and checks ${name}, but does not act on it yet`,
      mend: 'Take it out of what you release.',
    }));
}
