import { textKey } from '../shared/text.ts';

const ARTICLE = /(?<!\p{L})(?:[ld]|qu|dell|all|nell|sull)['’](?=\p{L})/giu;
/** Letters that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l' };

/** {@link textKey} with `ß` as `ss`, and without articles that stick to the next word: `l'informatique`, `dell'industria`. */
export function keyOf(text: string): string {
  return textKey(text.replaceAll(ARTICLE, ' ')).replaceAll(/[ßæœøł]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Key of a word, whose `*` at its beginning or end stays. */
export function wordKey(word: string): string {
  const key = keyOf(word.replaceAll('*', ''));
  return (word.startsWith('*') ? '*' : '') + key + (word.endsWith('*') ? '*' : '');
}
