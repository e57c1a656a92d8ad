/** Form of a text in which spelling variants meet: no accents, lower case, `&` as "and", single spaces, no leading "the". */
export function textKey(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[.'’]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(the )+/, '');
}

/** Whether `a` becomes `b` by at most one insertion, deletion, substitution or swap of neighbours (Damerau-Levenshtein ≤ 1). */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  const swapped = (restA[1] ?? '') + (restA[0] ?? '') + restA.slice(2);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    swapped === restB
  );
}

/** What people leave in a form without meaning it: drop-down defaults and the many words for "nothing". */
const PLACEHOLDERS = new Set(
  'n a|na|none|null|nil|unknown|undefined|not applicable|not specified|unspecified|select|please select|please choose|choose|select one|choose one|select an option|tbd|xxx|keine angabe'.split(
    '|',
  ),
);

/** The text, trimmed and with single spaces; null where nothing was said (`--`, `n/a`, `Please select…`). */
export function filled(text: string | null): string | null {
  if (text === null) return null;
  const trimmed = text.replaceAll(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed) || PLACEHOLDERS.has(textKey(trimmed))) return null;
  return trimmed;
}

/** Lower-case words joined by hyphens, at most 40 characters. */
export function slug(text: string): string {
  return textKey(text).replaceAll(' ', '-').slice(0, 40).replace(/-$/, '');
}
