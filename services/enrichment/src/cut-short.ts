import { companyKey, type Latin } from '@leadline/domain';

/** Words of a company's name, as in its key, that a full stop says to be cut short: `Darden Rest.` → `rest`. */
export function cutWords(name: string, latin: Latin): ReadonlySet<string> {
  const cut = Array.from(name.matchAll(/(\p{L}{3,})\.(?=[\s-]|$)/gu), ([, word]) => companyKey(word!, latin));
  return new Set(cut);
}

/** Whether two companies' keys have the same words, where those that are `cut` may be the beginnings of the other's. */
export function isCutShort(key: string, cut: ReadonlySet<string>, other: string): boolean {
  const [words, whole] = [key.split(' '), other.split(' ')];
  return (
    words.length === whole.length &&
    words.every((word, at) => word === whole[at] || (cut.has(word) && whole[at]!.startsWith(word)))
  );
}
