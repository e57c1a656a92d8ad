import type { Judged } from '../bars.ts';
import { type Estimate, type Part, ratioOfMeans } from '../estimate.ts';
import type { ValueStudy } from './study.ts';
import type { Way } from './ways.ts';
import type { ValueWorth } from './worth.ts';

const ENGINE: Way = 'this engine';
const RULES: Way = 'territory and segment rules';
const TRUE_P: Way = 'this engine, true P';
const ROTATION: Way = 'round robin';

const over = (studies: readonly ValueStudy[], part: (study: ValueStudy) => Part): Estimate =>
  ratioOfMeans(studies.map(part));

/** Mean of a figure over seeds. */
export const meanOf = (studies: readonly ValueStudy[], way: Way, figure: keyof ValueWorth): Estimate =>
  over(studies, ({ worths }) => [worths[way][figure], 1]);

/** Relative gain in value over another way of routing. */
export const valueGain = (studies: readonly ValueStudy[], way: Way, base: Way): Estimate =>
  over(studies, ({ worths }) => [worths[way].value - worths[base].value, worths[base].value]);

/** Share of the linear bound that a way of routing reaches. */
export const boundShare = (studies: readonly ValueStudy[], way: Way): Estimate =>
  over(studies, ({ worths, bound }) => [worths[way].value, bound]);

/** Gain in value over another way in each world, the least first. */
export const gainsByWorld = (studies: readonly ValueStudy[], way: Way, base: Way): readonly number[] =>
  studies.map((study) => valueGain([study], way, base).value).toSorted((a, b) => a - b);

/** What the teams' world must show of the engine. */
export function judgeValue(studies: readonly ValueStudy[]): Judged[] {
  const worst = gainsByWorld(studies, ENGINE, RULES)[0]!;
  const wins = over(studies, ({ worths }) => [worths[ENGINE].value, worths[TRUE_P].value]);
  const seniors = over(studies, ({ worths }) => [
    worths[ENGINE].seniorsOnSmall,
    worths[ROTATION].seniorsOnSmall,
  ]);
  return [
    least('value over territory and segment rules ≥ 20 %', 0.2, valueGain(studies, ENGINE, RULES)),
    least('the same in the worst world ≥ 10 %', 0.1, { value: worst, low: worst, high: worst }),
    least('share of the linear bound ≥ 78 %', 0.78, boundShare(studies, ENGINE)),
    least('share of the same engine with true P ≥ 88 %', 0.88, wins),
    most('Gini of hours ≤ 0.10', 0.1, meanOf(studies, ENGINE, 'gini'), 'ratio'),
    most('median first touch ≤ 20 min', 20, meanOf(studies, ENGINE, 'wait'), 'minutes'),
    most("senior hours on small leads below half of round robin's", 0.5, seniors, 'percent'),
    unbeaten(studies),
  ];
}

const judged = (bar: string, reached: Estimate, met: boolean, unit: Judged['unit']): Judged => ({
  world: 'teams',
  bar,
  reached,
  met,
  unit,
});
const least = (bar: string, limit: number, reached: Estimate): Judged =>
  judged(bar, reached, reached.value >= limit, 'percent');
const most = (bar: string, limit: number, reached: Estimate, unit: Judged['unit']): Judged =>
  judged(bar, reached, reached.value <= limit, unit);

function unbeaten(studies: readonly ValueStudy[]): Judged {
  const beaten = studies.filter(({ worths, bound }) =>
    Object.values(worths).some(({ value }) => value > bound),
  ).length;
  const count = { value: beaten, low: beaten, high: beaten };
  return judged('seeds in which the linear bound is beaten: none', count, beaten === 0, 'count');
}
