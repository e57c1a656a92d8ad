import { h, type JSX } from 'preact';
import type { Cell } from '../format.ts';
import { figure, label, px } from './figure.ts';

/** A value of a row, with the interval it lies in, if there is one. */
export interface Mark {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly cell: Cell;
}

export interface MarkColumn {
  readonly title: string;
  /** Amounts are bars; rates are dots in their interval. */
  readonly shape: 'bar' | 'dot';
  /** Value at which a line is drawn to compare with. */
  readonly line?: number;
}

export interface MarkRow {
  readonly name: string;
  readonly marks: readonly Mark[];
}

const WIDTH = 990;
const ROW = 24;
const HEAD = 30;
const GAP = 28;
/** Room for the value beside its mark. */
const VALUE = 116;
const LETTER = 7.2;

/**
 * One row per group, one column per measure, so that the eye goes down a column and along a row. The axis of a column stands
 * at zero: what is below lies left of it.
 */
export function rowsChart(
  caption: string,
  words: string,
  columns: readonly MarkColumn[],
  rows: readonly MarkRow[],
): JSX.Element {
  const names = Math.min(260, 16 + LETTER * Math.max(0, ...rows.map(({ name }) => name.length)));
  const height = HEAD + ROW * rows.length + 6;
  const plot = (WIDTH - names - GAP * (columns.length - 1)) / columns.length;
  const left = (index: number): number => px(names + index * (plot + GAP));
  return figure(caption, words, { width: WIDTH, height }, [
    rows.map(({ name }, row) => label(names - 12, HEAD + ROW * row + 16, short(name), { anchor: 'end' })),
    columns.map((column, index) =>
      columnOf(
        column,
        rows.map(({ name, marks }) => ({ name, mark: marks[index]! })),
        {
          left: left(index),
          width: plot - VALUE,
          height,
        },
      ),
    ),
  ]);
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

function columnOf(
  column: MarkColumn,
  rows: readonly { readonly name: string; readonly mark: Mark }[],
  { left, width, height }: Place,
): JSX.Element {
  const values = rows.flatMap(({ mark }) => [mark.low ?? 0, mark.value ?? 0, mark.high ?? 0]);
  const [least, most] = [Math.min(0, ...values), Math.max(0, column.line ?? 0, ...values)];
  const x = (value: number): number =>
    px(left + (most === least ? 0 : ((value - least) / (most - least)) * width));
  const { line } = column;
  return h('g', null, [
    label(left, 14, column.title, { className: 'head' }),
    h('line', { class: 'axis', x1: x(0), x2: x(0), y1: HEAD - 4, y2: height - 2 }),
    line === undefined
      ? null
      : h('line', { class: 'compare', x1: x(line), x2: x(line), y1: HEAD - 4, y2: height - 2 }),
    rows.map(({ name, mark }, row) =>
      h('g', null, [
        h(
          'title',
          null,
          `${name}: ${mark.cell.text}${mark.cell.aside === undefined ? '' : ` (${mark.cell.aside})`}`,
        ),
        markOf(mark, column.shape, x, HEAD + ROW * row),
        valueOf(mark, left + width + 10, HEAD + ROW * row + 16),
      ]),
    ),
  ]);
}

function markOf(mark: Mark, shape: MarkColumn['shape'], x: (value: number) => number, top: number) {
  const { value, low, high } = mark;
  if (value === null) return null;
  const middle = top + ROW / 2;
  const interval =
    low === null || low === undefined || high === null || high === undefined
      ? null
      : h('path', {
          class: 'interval',
          d: `M${x(low)} ${middle}H${x(high)}M${x(low)} ${middle - 4}v8M${x(high)} ${middle - 4}v8`,
        });
  const body =
    shape === 'bar'
      ? h('rect', {
          class: 'bar',
          x: Math.min(x(0), x(value)),
          y: top + 5,
          width: px(Math.abs(x(value) - x(0))),
          height: ROW - 10,
          rx: 2,
        })
      : h('circle', { class: 'dot', cx: x(value), cy: middle, r: 4.5 });
  return shape === 'bar' ? [body, interval] : [interval, body];
}

function valueOf({ cell }: Mark, x: number, y: number): JSX.Element {
  return h('text', { x: px(x), y }, [
    cell.text,
    cell.aside === undefined ? null : h('tspan', { class: 'aside', dx: 6 }, cell.aside),
  ]);
}

const LONGEST = 34;
const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
