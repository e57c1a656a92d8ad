import { h, type JSX } from 'preact';
import { rateOf } from '../../figures/statistics.ts';
import { count, percent } from '../format.ts';
import { figure, label, px } from './figure.ts';

/** Deals with about the same predicted chance: what was predicted on average, and which share was won. */
export interface ReliabilityBin {
  readonly deals: number;
  readonly predicted: number;
  readonly happened: number;
}

const SIZE = 400;
const LEFT = 48;
const TOP = 12;
const RIGHT = SIZE - 16;
const BOTTOM = SIZE - 30;
const TICKS = 4;

/** Predicted chances against what happened: on the diagonal where a model keeps its word. */
export function reliabilityChart(
  caption: string,
  words: string,
  bins: readonly ReliabilityBin[],
): JSX.Element {
  const rates = bins.map(({ deals, happened }) => rateOf(Math.round(deals * happened), deals));
  const most = topOf([...bins.map(({ predicted }) => predicted), ...rates.map(({ high }) => high ?? 0)]);
  const x = (share: number): number => px(LEFT + (share / most) * (RIGHT - LEFT));
  const y = (share: number): number => px(BOTTOM - (share / most) * (BOTTOM - TOP));
  return h('div', { class: 'curves' }, [
    figure(caption, words, { width: SIZE, height: SIZE }, [
      Array.from({ length: TICKS + 1 }, (_, index) => gridOf((most * index) / TICKS, x, y)),
      h('line', { class: 'compare', x1: x(0), y1: y(0), x2: x(most), y2: y(most) }),
      bins.map((bin, index) => markOf(bin, rates[index]!, x, y)),
    ]),
  ]);
}

type Scale = (share: number) => number;

function gridOf(share: number, x: Scale, y: Scale) {
  const text = `${Math.round(share * 1000) / 10} %`;
  return [
    h('line', { class: 'grid', x1: LEFT, x2: RIGHT, y1: y(share), y2: y(share) }),
    h('line', { class: 'grid', x1: x(share), x2: x(share), y1: TOP, y2: BOTTOM }),
    label(LEFT - 8, y(share) + 4, text, { anchor: 'end', className: 'tick' }),
    label(x(share), BOTTOM + 18, text, { anchor: 'middle', className: 'tick' }),
  ];
}

function markOf(
  { deals, predicted, happened }: ReliabilityBin,
  rate: ReturnType<typeof rateOf>,
  x: Scale,
  y: Scale,
) {
  const [low, high] = [rate.low ?? happened, rate.high ?? happened];
  const said = `predicted ${percent(predicted)}, won ${percent(happened)} of ${count(deals)} deals`;
  return h('g', null, [
    h('title', null, `${said} (${percent(low)} to ${percent(high)})`),
    h('path', { class: 'interval', d: `M${x(predicted)} ${y(low)}V${y(high)}` }),
    h('circle', { class: 'dot', cx: x(predicted), cy: y(happened), r: 4.5 }),
  ]);
}

/** A round share that holds all of them, so that ticks are round, too. */
function topOf(shares: readonly number[]): number {
  const most = Math.max(0.04, ...shares);
  return [0.04, 0.08, 0.2, 0.4, 0.6, 0.8].find((top) => most <= top) ?? 1;
}
