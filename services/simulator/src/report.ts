import { type Judged, judge } from './bars.ts';
import type { Estimate } from './estimate.ts';
import { boundShareOf, ENGINE, type Figures, gainOf, meanOf, shareOf, trialsOf, TWIN } from './figures.ts';
import { POLICIES } from './routing/policies.ts';
import type { Trial } from './trial.ts';
import { type WorldName, WORLDS } from './world/spec.ts';

/** What the run found, as Markdown: it reads well in a terminal, and goes into the docs as it is. */
export function textOf(figures: Figures): string {
  const names = (Object.keys(WORLDS) as WorldName[]).filter((world) => trialsOf(figures, world).length > 0);
  return [
    '### Bars',
    '',
    ...barRows(judge(figures)),
    '',
    '### Model or decision',
    '',
    ...learningRows(figures, names),
    ...names.flatMap((world) => [
      ...worldRows(world, trialsOf(figures, world)),
      ...worldRows(`${world}, after the change`, trialsOf(figures, world, 'after')),
    ]),
  ].join('\n');
}

/** A share, in per cent. */
export const percent = (value: number, digits = 1): string =>
  Number.isFinite(value) ? `${(100 * value).toFixed(digits)} %` : '-';
/** A share with its interval. */
export const interval = ({ value, low, high }: Estimate): string =>
  Number.isFinite(value) ? `${percent(value)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]` : '-';
const plain =
  (digits: number) =>
  ({ value, low, high }: Estimate): string =>
    `${value.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
const SHOWN: Readonly<Record<Judged['unit'], (reached: Estimate) => string>> = {
  percent: interval,
  count: ({ value }) => String(value),
  ratio: plain(2),
  minutes: plain(0),
};
const word = (met: boolean | null): string => (met === null ? 'too few to tell' : met ? 'met' : '**MISSED**');

/** A row for each bar. */
export function barRows(judged: readonly Judged[]): string[] {
  return markdown(
    ['world', 'bar', 'reached', ''],
    judged.map(({ world, bar, reached, met, unit }) => [world, bar, SHOWN[unit](reached), word(met)]),
  );
}

/** Where gain is lost: what is not learned shows between the engine and itself with true P, the rest is the decision's. */
function learningRows(figures: Figures, names: readonly WorldName[]): string[] {
  return markdown(
    [
      'world',
      'seeds',
      'oracle',
      'priced, learned',
      'engine, true P',
      'engine',
      'engine 1',
      'within lead',
      'slope',
      'fit claimed',
    ],
    names.map((world) => {
      const trials = trialsOf(figures, world);
      return [
        world,
        String(trials.length),
        percent(gainOf(trials, 'oracle').value),
        percent(gainOf(trials, 'priced, learned P').value),
        percent(gainOf(trials, 'this engine, true P').value),
        percent(gainOf(trials, ENGINE).value),
        percent(gainOf(trials, 'engine 1').value),
        decimal(meanOf(trials, ({ model }) => model.withinLead)),
        decimal(meanOf(trials, ({ model }) => model.slope)),
        percent(
          meanOf(trials, ({ model }) => (model.claimsFit ? 1 : 0)),
          0,
        ),
      ];
    }),
  );
}

const decimal = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '-');

const SHARED_FROM = 0.01;

function worldRows(title: string, trials: readonly Trial[]): string[] {
  if (trials.length === 0) return [];
  // Of a gain that hardly is one, a share says nothing.
  const oracle = gainOf(trials, 'oracle').value;
  const share = (of: Estimate): string => (oracle >= SHARED_FROM ? percent(of.value, 0) : '-');
  const rows = POLICIES.map((policy) => [
    policy,
    percent(
      meanOf(trials, ({ worths }) => worths[policy].conversion),
      2,
    ),
    interval(gainOf(trials, policy)),
    share(shareOf(trials, policy)),
    share(boundShareOf(trials, policy)),
    percent(gainOf(trials, policy, TWIN, 'value').value),
    meanOf(trials, ({ worths }) => worths[policy].wait).toFixed(0),
    decimal(meanOf(trials, ({ worths }) => worths[policy].most)),
    decimal(meanOf(trials, ({ worths }) => worths[policy].fewest)),
  ]);
  const bound = [
    'LP bound',
    percent(
      meanOf(trials, (trial) => trial.bound),
      2,
    ),
  ];
  const head = ['P(win)', 'gain', 'of oracle', 'of LP', 'value', 'wait, min', 'most', 'fewest'];
  return ['', `### ${title}`, '', ...markdown(['', ...head], [...rows, bound])];
}

/** A table in Markdown, its columns padded. */
export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}
