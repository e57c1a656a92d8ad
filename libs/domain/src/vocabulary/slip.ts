/** Letters as they lie on a keyboard (QWERTY; of QWERTZ and AZERTY all but a few). */
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * Whether a typed word, one edit away from the word meant, is it with a slip of the finger: two letters that have changed places, a
 * letter typed twice, a double letter typed once, or the key beside the one meant. First letters are seldom typed wrongly.
 */
export function isSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0]) return false;
  if (typed.length !== meant.length) return single(typed) === single(meant);
  const at = typed.split('').flatMap((letter, index) => (letter === meant[index] ? [] : [index]));
  const [first = 0, second] = at;
  if (second !== undefined) return typed[first] === meant[second] && typed[second] === meant[first];
  return beside(typed[first] ?? '', meant[first] ?? '');
}

/** The word with each letter that stands twice in a row once. */
function single(word: string): string {
  return word.replaceAll(/(.)\1+/gu, '$1');
}

/** Whether two keys touch: in one row, or where the rows lie half a key apart. */
function beside(a: string, b: string): boolean {
  const [one, other] = [placeOf(a), placeOf(b)].toSorted((x, y) => x.row - y.row);
  if (one === undefined || other === undefined || one.row < 0) return false;
  const apart = one.key - other.key;
  return one.row === other.row
    ? Math.abs(apart) === 1
    : other.row - one.row === 1 && (apart === 0 || apart === 1);
}

function placeOf(letter: string): { readonly row: number; readonly key: number } {
  const row = ROWS.findIndex((keys) => keys.includes(letter));
  return { row, key: ROWS[row]?.indexOf(letter) ?? -1 };
}
