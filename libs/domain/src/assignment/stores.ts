/**
 * Rows by key, as a Map holds them; a service may keep them outside of memory. A value is never changed once it is in.
 * `values` may come in any order, unless the keys are set in rising order and never again: then in that.
 */
export interface Rows<V> {
  get(key: string): V | undefined;
  has(key: string): boolean;
  set(key: string, value: V): unknown;
  delete(key: string): unknown;
  values(): Iterable<V>;
}

/** Makes a store, empty or with what it was left with. The name tells the stores of one workspace apart. */
export type RowsFactory = <V>(name: string) => Rows<V>;

export const isEmpty = (rows: Rows<unknown>): boolean =>
  rows.values()[Symbol.iterator]().next().done === true;

export const mapRows: RowsFactory = <V>(): Rows<V> => new Map<string, V>();
