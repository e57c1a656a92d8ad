import type { Finding } from './finding.ts';
import type { PolicyDocument } from './read.ts';

/** What the engine that decides now does not act on, though the format has it. To release it would promise what does not happen. */
export function notObeyed({ data, placeOf }: PolicyDocument): readonly Finding[] {
  const sections: readonly (readonly [there: boolean, path: readonly PropertyKey[], name: string])[] = [
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
