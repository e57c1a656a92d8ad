/** What will happen at which time. */
export interface Agenda<T> {
  add(at: number, entry: T): void;
  /** Takes out everything due at or before `until`, earliest first; entries of one instant in the order they came. */
  takeUntil(until: number): readonly T[];
}

interface Due<T> {
  readonly at: number;
  readonly entry: T;
}

export function createAgenda<T>(): Agenda<T> {
  let dues: Due<T>[] = [];
  return {
    add(at, entry) {
      dues.push({ at, entry });
    },
    takeUntil(until) {
      const due = dues.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      dues = dues.filter(({ at }) => at > until);
      return due.map(({ entry }) => entry);
    },
  };
}
