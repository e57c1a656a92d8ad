const { fromCharCode } = String;
/** Character codes that one call takes: as arguments they lie on the stack. */
const PIECE = 8192;

/** The text of ASCII codes: made at once, as a text that grows by a character each is many small ones until it is read. */
export function asciiText(codes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < codes.length; at += PIECE) text += fromCharCode(...codes.slice(at, at + PIECE));
  return text;
}
