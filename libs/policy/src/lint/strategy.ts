import type { Finding } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';

/** Settings that the strategy never asks. */
export function lintStrategy({ data, settings, placeOf }: PolicyDocument): readonly Finding[] {
  const { strategy, fairness } = settings;
  const rotates = strategy === 'round-robin';
  const preferred = data.rules.findIndex(({ prefer }) => prefer !== undefined);
  const idle: readonly (readonly [there: boolean, path: readonly PropertyKey[], name: string])[] = [
    [rotates && preferred >= 0, ['rules', preferred], 'preferences'],
    [rotates && data.fairness !== undefined, ['fairness'], '`fairness`'],
    [rotates && data.exploration !== undefined, ['exploration'], '`exploration`'],
    [rotates && data.waiting?.joint === true, ['waiting', 'joint'], '`waiting.joint`'],
    [!rotates && fairness === undefined && data.weights.length > 0, ['weights'], '`weights`'],
  ];
  return idle
    .filter(([there]) => there)
    .map(([, path, name]) => ({
      code: 'STRATEGY',
      severity: 'warning',
      at: placeOf(path),
      what: `${name} change nothing under the strategy ${strategy}${rotates ? '' : ' without fairness'}`,
      mend: rotates
        ? 'Take it out, or set `strategy: value`.'
        : 'Take it out, or set `strategy: round-robin` or `fairness`.',
    }));
}
