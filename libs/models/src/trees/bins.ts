/** A run of columns of which exactly one is 1 in each row: one category. */
export interface OneHot {
  readonly first: number;
  readonly size: number;
}

/** Rows of numbers, one after the other, in float32, which is what a model sees of them. */
export interface Matrix {
  readonly size: number;
  readonly columns: number;
  readonly features: Float32Array;
  readonly oneHot: readonly OneHot[];
}

/**
 * A matrix as histograms count it. Each field (a column, or a category with all of its columns) has a run of slots, and each
 * row lies in one slot per field. What is equal in a category is one addition instead of one per column.
 */
export interface Bins {
  readonly fields: readonly Field[];
  /** Row by row, a slot per field. */
  readonly slots: Uint16Array;
  /** Of each slot: the column and threshold of the question that parts it from the others. */
  readonly columns: Int32Array;
  readonly thresholds: Float32Array;
}

/** `ordered`: a question parts the slots up to one from those above; else it parts one from all others. */
export interface Field {
  readonly ordered: boolean;
  readonly first: number;
  /** One past the last slot. */
  readonly end: number;
}

const MOST_BINS = 255;
const MOST_SLOTS = 65_536;

/** Sorts the rows into bins. @throws RangeError if there are too many categories to count. */
export function binsOf(matrix: Matrix): Bins {
  const inCategory = new Set(matrix.oneHot.flatMap(({ first, size }) => range(first, size)));
  const ordered = range(0, matrix.columns).filter((column) => !inCategory.has(column));
  const sources = [
    ...matrix.oneHot.map((category) => ({ category, cuts: null })),
    ...ordered.map((column) => ({ category: { first: column, size: 1 }, cuts: cutsOf(matrix, column) })),
  ];
  const fields: Field[] = [];
  const questions: { column: number; threshold: number }[] = [];
  for (const { category, cuts } of sources) {
    const first = questions.length;
    if (cuts === null) {
      for (const column of range(category.first, category.size)) questions.push({ column, threshold: 0.5 });
    } else {
      for (const threshold of cuts) questions.push({ column: category.first, threshold });
    }
    fields.push({ ordered: cuts !== null, first, end: questions.length });
  }
  if (questions.length > MOST_SLOTS)
    throw new RangeError(`A model can tell ${MOST_SLOTS} values apart, not ${questions.length}.`);
  const columns = Int32Array.from(questions, ({ column }) => column);
  const thresholds = Float32Array.from(questions, ({ threshold }) => threshold);
  return { fields, columns, thresholds, slots: slotsOf(matrix, fields, columns, thresholds) };
}

function slotsOf(
  { size, columns: width, features }: Matrix,
  fields: readonly Field[],
  columns: Int32Array,
  thresholds: Float32Array,
): Uint16Array {
  const slots = new Uint16Array(size * fields.length);
  for (const [index, { ordered, first, end }] of fields.entries()) {
    for (let row = 0; row < size; row += 1) {
      const at = row * width + columns[first]!;
      slots[row * fields.length + index] = ordered
        ? firstAtLeast(thresholds, first, end - 1, features[at]!)
        : first + hotColumn(features, at, end - first);
    }
  }
  return slots;
}

/** The last slot takes what is above every cut. */
function firstAtLeast(thresholds: Float32Array, from: number, last: number, value: number): number {
  let [low, high] = [from, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (thresholds[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function hotColumn(features: Float32Array, at: number, size: number): number {
  for (let column = 0; column < size; column += 1) if (features[at + column] === 1) return column;
  throw new RangeError('A row has no value in a category.');
}

/** Midpoints between the column's values, or between groups of about equally many rows; the last is Infinity. */
function cutsOf({ size, columns, features }: Matrix, column: number): number[] {
  const values = new Float32Array(size);
  for (let row = 0; row < size; row += 1) values[row] = features[row * columns + column]!;
  values.sort();
  const steps = range(1, Math.max(0, size - 1)).filter((row) => values[row]! > values[row - 1]!);
  return [...everyFew(steps, size).map((row) => between(values[row - 1]!, values[row]!)), Infinity];
}

/** Of the places where the value rises: all, or those nearest above equal shares of the rows. */
function everyFew(steps: readonly number[], size: number): readonly number[] {
  if (steps.length < MOST_BINS) return steps;
  const chosen: number[] = [];
  let share = 1;
  for (const step of steps) {
    if (step * MOST_BINS < share * size) continue;
    chosen.push(step);
    share = Math.floor((step * MOST_BINS) / size) + 1;
  }
  return chosen;
}

/** A float32 number from the lower of two up to below the higher. */
function between(low: number, high: number): number {
  const middle = Math.fround(low / 2 + high / 2);
  return middle < high ? middle : low;
}

function range(first: number, size: number): number[] {
  return Array.from({ length: size }, (_, index) => first + index);
}
