import { barRows, interval, markdown, percent } from '../report.ts';
import { boundShare, gainsByWorld, judgeValue, meanOf, valueGain } from './bars.ts';
import type { ValueStudy } from './study.ts';
import { VARIANT_NAMES, type Way, WAYS } from './ways.ts';
import type { ValueWorth } from './worth.ts';

/** What the study of value found, as Markdown. */
export function valueText(studies: readonly ValueStudy[]): string {
  return [
    '### Bars',
    '',
    ...barRows(judgeValue(studies)),
    '',
    '### Ways of routing',
    '',
    ...wayRows(studies),
    '',
    '### What a setting costs',
    '',
    ...markdown(
      ['against this engine', 'value', 'worlds'],
      VARIANT_NAMES.map((way) => [
        way,
        interval(valueGain(studies, way, 'this engine')),
        range(studies, way, 'this engine'),
      ]),
    ),
    '',
    modelLine(studies),
  ].join('\n');
}

function range(studies: readonly ValueStudy[], way: Way, base: Way): string {
  const gains = gainsByWorld(studies, way, base);
  return `${percent(gains[0]!)} to ${percent(gains.at(-1)!)}`;
}

function wayRows(studies: readonly ValueStudy[]): string[] {
  const mean = (way: Way, figure: keyof ValueWorth): number => meanOf(studies, way, figure).value;
  const rules: Way = 'territory and segment rules';
  const rows = WAYS.map((way) => [
    way,
    percent(mean(way, 'conversion')),
    mean(way, 'value').toFixed(0),
    percent(valueGain(studies, way, 'round robin').value),
    interval(valueGain(studies, way, rules)),
    percent(boundShare(studies, way).value),
    mean(way, 'gini').toFixed(2),
    mean(way, 'wait').toFixed(0),
    percent(mean(way, 'late'), 0),
    percent(mean(way, 'seniorsOnSmall'), 0),
    percent(mean(way, 'smallToVolume'), 0),
    percent(mean(way, 'overLimit'), 1),
  ]);
  const bound = studies.reduce((sum, study) => sum + study.bound, 0) / studies.length;
  const head = [
    '',
    'P(win)',
    'value',
    'over round robin',
    'over the rules',
    'of LP',
    'Gini',
    'wait, min',
    'over 1 h',
    'seniors on small',
    'small to volume',
    'over limit',
  ];
  return markdown(head, [...rows, ['LP bound', '', bound.toFixed(0)]]);
}

function modelLine(studies: readonly ValueStudy[]): string {
  const mean = (of: (study: ValueStudy) => number | null): string =>
    (studies.reduce((sum, study) => sum + (of(study) ?? 0), 0) / studies.length).toFixed(2);
  return `Model: AUC ${mean(({ model }) => model.auc)}, within lead ${mean(({ model }) => model.withinLead)}, slope ${mean(({ model }) => model.slope)}; ${String(studies.reduce((sum, { leads }) => sum + leads, 0))} leads judged.`;
}
