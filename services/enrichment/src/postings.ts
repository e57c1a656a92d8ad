/** What is found under each key: one value as it is, several in a set, because almost all keys have one. */
export class Postings<T extends object> {
  readonly #values = new Map<string, T | Set<T>>();

  link(key: string, value: T): void {
    const found = this.#values.get(key);
    if (found === undefined) this.#values.set(key, value);
    else if (found instanceof Set) found.add(value);
    else if (found !== value) this.#values.set(key, new Set([found, value]));
  }

  unlink(key: string, value: T): void {
    const found = this.#values.get(key);
    if (found === value) this.#values.delete(key);
    else if (found instanceof Set) {
      found.delete(value);
      if (found.size === 1) for (const only of found) this.#values.set(key, only);
    }
  }

  /** How many values a key has. */
  count(key: string): number {
    const found = this.#values.get(key);
    if (found === undefined) return 0;
    return found instanceof Set ? found.size : 1;
  }

  /** The values of a key, the one linked first first, `most` at most. */
  of(key: string, most = Infinity): readonly T[] {
    const found = this.#values.get(key);
    if (found === undefined) return [];
    if (!(found instanceof Set)) return [found];
    const values: T[] = [];
    for (const value of found) {
      if (values.length >= most) break;
      values.push(value);
    }
    return values;
  }
}
