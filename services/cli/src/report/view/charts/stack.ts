import { h, type JSX } from 'preact';
import { figure, px } from './figure.ts';

export interface Part {
  readonly name: string;
  readonly count: number;
  readonly text: string;
}

const WIDTH = 990;
const HEIGHT = 34;

/** Parts of a whole as one bar, with a legend that has the numbers. Parts of nothing are left out. */
export function stackChart(caption: string, words: string, parts: readonly Part[]): JSX.Element {
  const there = parts.filter(({ count }) => count > 0);
  const all = there.reduce((sum, { count }) => sum + count, 0);
  const starts = there.map((_, index) => there.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  const x = (count: number): number => px((count / Math.max(1, all)) * WIDTH);
  return h('div', { class: 'stack' }, [
    figure(
      caption,
      words,
      { width: WIDTH, height: HEIGHT },
      there.map(({ name, count, text }, index) =>
        h(
          'rect',
          {
            class: `part-${name}`,
            x: x(starts[index]!),
            y: 0,
            width: Math.max(1, px(x(count) - 2)),
            height: HEIGHT,
            rx: 2,
          },
          h('title', null, `${name}: ${text}`),
        ),
      ),
    ),
    h(
      'ul',
      { class: 'legend' },
      there.map(({ name, text }) => h('li', { class: `part-${name}` }, [`${name} `, h('b', null, text)])),
    ),
  ]);
}
