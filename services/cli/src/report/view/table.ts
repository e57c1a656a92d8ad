import type { Cell } from './format.ts';

/** A table as text and HTML show it. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  /** The figures behind a chart: the page folds them away. */
  readonly isDetail: boolean;
}

/** One subject of a report; its id is its anchor on a page. */
export interface Section<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** How to read it, a sentence or two each. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
}

/** A table; labels that begin with `#` stand over numbers. */
export function tableOf(
  caption: string,
  labels: readonly string[],
  rows: readonly (readonly (Cell | string)[])[],
  { isDetail = false }: { isDetail?: boolean } = {},
): Table {
  return {
    caption,
    columns: labels.map((label) => ({ label: label.replace(/^#/, ''), isNumber: label.startsWith('#') })),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell))),
    isDetail,
  };
}
