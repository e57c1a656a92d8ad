import { h, type JSX } from 'preact';
import type { Rate } from '../../figures/statistics.ts';
import { percent, roundDuration } from '../format.ts';
import { figure, label, px } from './figure.ts';

/** How the share of leads that got somewhere grows with time. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (Rate & { readonly ms: number })[];
}

const WIDTH = 470;
const HEIGHT = 250;
const LEFT = 44;
const RIGHT = WIDTH - 16;
const TOP = 12;
const BOTTOM = HEIGHT - 30;
/** Times with a label; more would run into one another. */
const LABELLED = new Set(['1 s', '15 s', '1 min', '5 min', '1 h', '4 h', '1 d', '7 d']);

const y = (share: number): number => px(BOTTOM - share * (BOTTOM - TOP));

/** Shares from 0 to 100 % over time on a logarithmic scale. */
export function curvesChart(caption: string, words: string, curves: readonly Curve[]): JSX.Element {
  const grid = curves[0]?.points.map(({ ms }) => ms) ?? [];
  const [first = 1, last = 10] = [grid[0], grid.at(-1)];
  const x = (ms: number): number =>
    px(LEFT + ((RIGHT - LEFT) * Math.log(ms / first)) / Math.log(last / first));
  return h('div', { class: 'curves' }, [
    figure(caption, words, { width: WIDTH, height: HEIGHT }, [
      [0, 0.25, 0.5, 0.75, 1].map((share) => [
        h('line', { class: 'grid', x1: LEFT, x2: RIGHT, y1: y(share), y2: y(share) }),
        label(LEFT - 8, y(share) + 4, `${share * 100} %`, { anchor: 'end', className: 'tick' }),
      ]),
      grid.map((ms) => tickOf(ms, x(ms))),
      curves.map((curve, index) => curveOf(curve, index + 1, x)),
    ]),
    h(
      'ul',
      { class: 'legend' },
      curves.map(({ name }, index) => h('li', { class: `series-${index + 1}` }, name)),
    ),
  ]);
}

function tickOf(ms: number, x: number) {
  const text = roundDuration(ms);
  if (!LABELLED.has(text)) return null;
  return [
    h('line', { class: 'axis', x1: x, x2: x, y1: BOTTOM, y2: BOTTOM + 4 }),
    label(x, BOTTOM + 18, text, { anchor: 'middle', className: 'tick' }),
  ];
}

function curveOf({ name, points }: Curve, series: number, x: (ms: number) => number): JSX.Element {
  const known = points.flatMap(({ ms, rate, count, of }) => (rate === null ? [] : [{ ms, rate, count, of }]));
  const path = known.map(({ ms, rate }, index) => `${index === 0 ? 'M' : 'L'}${x(ms)} ${y(rate)}`).join('');
  return h('g', { class: `curve series-${series}` }, [
    h('path', { d: path }),
    known.map(({ ms, rate, count, of }) =>
      h('circle', { cx: x(ms), cy: y(rate), r: 3.5 }, [
        h('title', null, `${name} within ${roundDuration(ms)}: ${percent(rate)}, ${count} of ${of}`),
      ]),
    ),
  ]);
}
