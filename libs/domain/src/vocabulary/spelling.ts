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
  const known = [...words].filter(([word]) => fits(word));
  const table = tableOf(known.map(([word]) => forms(word)));
  return (text) => {
    const entries = new Set<number>();
    if (!fits(text)) return entries;
    for (const form of forms(text)) {
      const bucket = form & table.mask;
      for (let at = table.starts[bucket]!; at < table.starts[bucket + 1]!; at += 1) {
        if (table.forms[at] !== form) continue;
        const [word, entry] = known[table.owners[at]!]!;
        if (withinOneEdit(text, word)) entries.add(entry);
      }
    }
    return entries;
  };
}

function fits(text: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST;
}

/** Hashes of the text, and of the text without each of its letters (of equal neighbours without one of them). */
function forms(text: string): readonly number[] {
  const all = [hashWithout(text, -1)];
  for (let at = 0; at < text.length; at += 1) if (text[at] !== text[at - 1]) all.push(hashWithout(text, at));
  return all;
}

/** FNV-1a over UTF-16 units, 32 bits. Whether two texts that share it are near is seen from the texts. */
function hashWithout(text: string, left: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    if (at !== left) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * Forms by their low bits, those of a bucket side by side in the order of their words. Numbers in typed arrays: as strings in Maps
 * the forms of all vocabularies were 90 of 205 MB that a process held, and the garbage collector goes through all of it.
 */
interface Table {
  readonly mask: number;
  /** Where each bucket begins; one more than there are buckets. */
  readonly starts: Uint32Array;
  readonly forms: Uint32Array;
  /** Index of the word of each form. */
  readonly owners: Uint32Array;
}

function tableOf(formsOfWords: readonly (readonly number[])[]): Table {
  const count = formsOfWords.reduce((sum, { length }) => sum + length, 0);
  const mask = 2 ** Math.ceil(Math.log2(count + 1)) - 1;
  const starts = new Uint32Array(mask + 2);
  for (const own of formsOfWords) for (const form of own) starts[(form & mask) + 1]! += 1;
  for (let bucket = 0; bucket <= mask; bucket += 1) starts[bucket + 1]! += starts[bucket]!;
  const table = { mask, starts, forms: new Uint32Array(count), owners: new Uint32Array(count) };
  const next = starts.slice();
  for (const [word, own] of formsOfWords.entries())
    for (const form of own) {
      const at = next[form & mask]!++;
      table.forms[at] = form;
      table.owners[at] = word;
    }
  return table;
}

/** The one entry that was found; null if none was, or several. */
export function only(entries: ReadonlySet<number>): number | null {
  const [entry] = entries;
  return entries.size === 1 && entry !== undefined ? entry : null;
}
