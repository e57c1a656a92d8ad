import * as fc from 'fast-check';
import { canonicalJson } from '../shared/canonical-json.ts';
import { restoreEntry, standsInRows } from './entries.ts';
import { foldEvent } from './fold.ts';
import type { Trait } from '../identity/index.ts';
import { DERIVED, renewEntry, resume } from './restore.ts';
import type { FoldResult, StateEntry } from './rows.ts';
import { createWorkspace, type Meeting, type WorkspaceState } from './state.ts';
import type { Rows, RowsFactory } from './stores.ts';
import { log, type Step } from '../../test/random-log.ts';
import { contextAt, MONDAY, outcome, rep, scored } from '../../test/scenario.ts';

/** All stores of a workspace as a file keeps them: texts, in the order of keys. */
class Kept {
  readonly #stores: Map<string, Map<string, string>>;

  constructor(stores: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map()) {
    this.#stores = new Map([...stores].map(([name, texts]) => [name, new Map(texts)]));
  }

  copy(): Kept {
    return new Kept(this.#stores);
  }

  /** Rows of a store, in the order of their keys. */
  store(name: string): (readonly [key: string, value: unknown])[] {
    const texts = [...(this.#stores.get(name) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return texts.map(([key, text]) => [key, JSON.parse(text) as unknown]);
  }

  /** All of it; who was met first is told by the arrival, not by the place. */
  get all(): unknown {
    const meetings = this.store('meetings').map(([key, met]) => [
      key,
      (met as Meeting[]).toSorted(byArrival),
    ]);
    return {
      meetings,
      rest: [...this.#stores.keys()].toSorted().map((name) => name !== 'meetings' && this.store(name)),
    };
  }

  readonly rows: RowsFactory = <V>(name: string): Rows<V> => {
    const texts = this.#stores.get(name) ?? new Map<string, string>();
    this.#stores.set(name, texts);
    const read = (text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as V));
    return {
      get: (key) => read(texts.get(key)),
      has: (key) => texts.has(key),
      set: (key, value) => texts.set(key, canonicalJson(value)),
      delete: (key) => texts.delete(key),
      values: () => [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => read(text) as V),
    };
  };
}

const byArrival = (a: Meeting, b: Meeting): number => a.arrival - b.arrival;

/** What of a workspace stays. */
interface Left {
  readonly kept: Kept;
  /** Entries that stand in no rows. */
  readonly entries: Map<string, string>;
  readonly line: Iterable<string>;
}

interface Standing extends Left {
  readonly state: WorkspaceState;
}

function begin({ kept, entries, line }: Left = { kept: new Kept(), entries: new Map(), line: [] }): Standing {
  const state = createWorkspace('default', 'main', { rows: kept.rows, line });
  for (const [key, body] of entries) restoreEntry(state, key, body);
  return { state, kept, entries, line: state.derived.line };
}

const leave = ({ kept, entries, line }: Left): Left => ({
  kept: kept.copy(),
  entries: new Map(entries),
  line: [...line],
});

function keep({ entries }: Left, { key, body }: StateEntry): void {
  if (body === null) entries.delete(key);
  else if (!standsInRows(key)) entries.set(key, body);
}

function fold(standing: Standing, steps: readonly Step[], from: number): FoldResult[] {
  return steps.map(({ event, at }, index) => {
    const result = foldEvent(standing.state, event, contextAt(from + index, at));
    for (const entry of result.state) keep(standing, entry);
    return result;
  });
}

/** Goes on from what was left, with the latest value of each entry that has come since, in any order. */
function goOn(left: Left, since: readonly FoldResult[]): Standing {
  const standing = begin(left);
  const latest = new Map(since.flatMap(({ state }) => state).map((entry) => [entry.key, entry]));
  for (const entry of [...latest.values()].toReversed()) {
    renewEntry(standing.state, entry.key, entry.body);
    keep(standing, entry);
  }
  resume(standing.state);
  return standing;
}

test('from kept rows and what came after them a workspace goes on to the byte, and keeps the same', () => {
  fc.assert(
    fc.property(log, fc.nat({ max: 60 }), fc.nat({ max: 30 }), (steps, from, count) => {
      const whole = begin();
      const results = fold(whole, steps, 0);

      const first = begin();
      fold(first, steps.slice(0, from), 0);
      const second = goOn(leave(first), results.slice(from, from + count));
      const rest = fold(second, steps.slice(from + count), from + count);
      expect(canonicalJson(rest)).toBe(canonicalJson(results.slice(from + count)));
      expect(second.kept.all).toEqual(whole.kept.all);
    }),
    { numRuns: 100 },
  );
});

test('what is derived is kept as its number says: who changes one raises the other, as a file from before must not be taken up', () => {
  const standing = begin();
  const identity: readonly Trait[] = [{ kind: 'mailbox', key: 'm', name: 'n' }];
  const events = [rep('anna'), scored('a', { identity }), outcome('a', 'won'), scored('b', { identity })];
  fold(
    standing,
    events.map((event) => ({ event, at: MONDAY })),
    0,
  );
  expect(DERIVED).toBe(1);
  expect(standing.kept.store('meetings')).toEqual([
    [
      'mailbox m',
      [
        { leadId: 'a', arrival: 2 },
        { leadId: 'b', arrival: 4 },
      ],
    ],
  ]);
  expect(standing.kept.store('settled')).toEqual([['0000000000000003', 'a']]);
});
