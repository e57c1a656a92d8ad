import { binsOf, type OneHot } from '../src/trees/bins.ts';
import type { Lesson } from '../src/trees/boost.ts';

/** Rows and outcomes as trees take them. */
export function lessonOf(
  rows: readonly (readonly number[])[],
  won: readonly boolean[],
  oneHot: readonly OneHot[] = [],
): Lesson {
  const matrix = {
    size: rows.length,
    columns: rows[0]?.length ?? 0,
    features: Float32Array.from(rows.flat()),
    oneHot,
  };
  return { matrix, bins: binsOf(matrix), won: Uint8Array.from(won, Number) };
}

/** Numbers from 0 up to below 1 that look like chance; the same for a seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two numbers, a category of four and a bend; about a third is won. */
export function randomLesson(seed: number, size: number): Lesson {
  const next = chance(seed);
  const drawn = Array.from({ length: size }, () => {
    const [a, b, c] = [next(), Math.floor(next() * 9), Math.floor(next() * 4)];
    const hot = [0, 1, 2, 3].map((level) => (level === c ? 1 : 0));
    const won = next() < 0.2 + 0.3 * (a > 0.4 ? 1 : 0) * (c === 2 ? 1 : 0) + 0.02 * b;
    return { row: [...hot, a, b], won };
  });
  return lessonOf(
    drawn.map(({ row }) => row),
    drawn.map(({ won }) => won),
    [{ first: 0, size: 4 }],
  );
}

export function rowNumbers({ won }: Lesson): Uint32Array {
  return Uint32Array.from(won, (_, row) => row);
}

/** What a table holds besides, where nothing of it is known. */
export function nothingBesides(size: number) {
  const unknown = () => new Float64Array(size).fill(NaN);
  return {
    examples: size,
    choices: Array.from({ length: size }, () => null),
    traits: [],
    types: Array.from({ length: size }, () => ''),
    wait: unknown(),
    load: unknown(),
    picked: unknown(),
  };
}
