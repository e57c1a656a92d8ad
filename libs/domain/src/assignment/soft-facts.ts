import { decodeColumn, encodeColumn } from './columns.ts';
import type { Policy } from './policy.ts';
import type { Question } from './question.ts';
import type { Load } from './state.ts';
import type { Got } from './windows.ts';

const COLUMNS = ['thisHour', 'thisWeek', 'passes', 'given'] as const;
type Column = (typeof COLUMNS)[number];

/** What of a question only some policies ask; what is not asked is not there. */
export type SoftFacts = Pick<Question, Column | 'draw' | 'seats'>;

/** These facts as a capsule has them. */
export type SoftColumns = { readonly [C in Column]?: string } & Pick<Question, 'draw' | 'seats'>;

/** What is known of a rep, of which the facts are made. */
export interface Standing {
  readonly load: Load;
  readonly got: Got;
  /** See givenTo. */
  readonly given: number;
}

/** The facts that the policy asks, of `standings` in roster order; most policies ask none of them. */
export function softFacts(
  { caps, weights, fairness, strategy }: Policy,
  standings: () => readonly Standing[],
): SoftFacts {
  if (caps === undefined && weights === undefined && fairness === undefined) return {};
  const reps = standings();
  const rotates = strategy === 'round-robin' && weights !== undefined;
  return {
    ...(caps === undefined
      ? {}
      : { thisHour: reps.map(({ got }) => got.hour), thisWeek: reps.map(({ got }) => got.week) }),
    ...(fairness !== undefined && strategy === 'value' ? { given: reps.map(({ given }) => given) } : {}),
    ...(rotates ? { passes: reps.map(({ load }) => load.pass ?? null) } : {}),
  };
}

const asTheyAre = ({ draw, seats }: Pick<Question, 'draw' | 'seats'>) => ({
  ...(draw === undefined ? {} : { draw }),
  ...(seats === undefined ? {} : { seats }),
});

export function encodeSoft(facts: SoftFacts): SoftColumns {
  const said = COLUMNS.flatMap((name) => {
    const values = facts[name];
    return values === undefined ? [] : [[name, encodeColumn(values)] as const];
  });
  return { ...Object.fromEntries(said), ...asTheyAre(facts) };
}

export function decodeSoft(columns: SoftColumns, reps: number): SoftFacts {
  const said = COLUMNS.flatMap((name) => {
    const text = columns[name];
    if (text === undefined) return [];
    const values = decodeColumn(text, reps);
    return [[name, name === 'passes' ? values : values.map((value) => value ?? 0)] as const];
  });
  return { ...Object.fromEntries(said), ...asTheyAre(columns) };
}
