import { withinOneEdit } from '../shared/text.ts';

/**
 * An index that finds known words one typing error away (insertion, deletion, substitution or swap of neighbours) without
 * comparing with each of them: a word and a misspelling of it share a form with one letter left out (W. Garbe, "SymSpell").
 */
export type Spelling = (text: string) => ReadonlySet<number>;

/** Texts that are shorter hold too little to tell a typing error from another word. */
const SHORTEST = 5;
const LONGEST = 60;

/** `words`: each with the entry it stands for. The result gives the entries of all words within one edit of a text. */
export function compileSpelling(words: Iterable<readonly [word: string, entry: number]>): Spelling {
  const index = new Map<string, (readonly [string, number])[]>();
  for (const known of words) {
    if (!fits(known[0])) continue;
    for (const form of forms(known[0])) {
      const found = index.get(form);
      if (found === undefined) index.set(form, [known]);
      else found.push(known);
    }
  }
  return (text) => {
    const entries = new Set<number>();
    if (!fits(text)) return entries;
    for (const form of forms(text)) {
      for (const [word, entry] of index.get(form) ?? []) if (withinOneEdit(text, word)) entries.add(entry);
    }
    return entries;
  };
}

function fits(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST;
}

/** The text, and the text without each of its letters. */
function forms(text: string): ReadonlySet<string> {
  const all = new Set([text]);
  for (let at = 0; at < text.length; at += 1) all.add(text.slice(0, at) + text.slice(at + 1));
  return all;
}

/** The one entry that was found; null if none was, or several. */
export function only(entries: ReadonlySet<number>): number | null {
  const [entry] = entries;
  return entries.size === 1 && entry !== undefined ? entry : null;
}
