const ROWS = ['qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm', '1234567890'];
const REVERSED = ROWS.map((row) => row.split('').toReversed().join(''));

/**
 * Whether a name is typed nonsense: one of its words is a run along a keyboard row (`asdf`, `qwerty`, `lkjhg`, also repeated:
 * `asdasd`) or one letter four times or more.
 */
export function isJunkName(name: string): boolean {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some(isKeyboardRun);
}

function isKeyboardRun(word: string): boolean {
  if (word.length < 3) return false;
  if (/^(.)\1{3,}$/u.test(word)) return true;
  const unit = /^(.{3,}?)\1+$/u.exec(word)?.[1] ?? word;
  // From the start of a row three keys are enough; elsewhere five, because Wert and Trew are people's names.
  return (
    ROWS.some((row) => row.startsWith(unit)) ||
    (unit.length >= 5 && [...ROWS, ...REVERSED].some((row) => row.includes(unit)))
  );
}
