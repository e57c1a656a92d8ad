import type { Canonical } from '@leadline/domain';

type Read = (text: string) => Canonical | null;

/** (m/w/d), (f/m/x) and the like. */
const ANY_GENDER = /\(?\b[mwfdxi]\s*[/|]\s*[mwfdxi](\s*[/|]\s*[mwfdxi*])?\b\)?/gi;
/** Endings that name the other gender as well: `Leiter*in`, `Leiter/-in`, `Verkäufer(in)`, `directeur·rice`. */
const BOTH_GENDERS =
  /(?<=\p{L}{3})(?:[*:_·]-?|\/-?|\((?=\p{L}{1,6}\)))(?:in|innen|r|e|n|ne|rice|trice|euse|se|a|as)\)?(?![\p{L}_])/giu;

/** Reads job titles: without what names several genders at once. */
export function titleReader(read: Read): Read {
  return (text) => {
    const found = read(text.slice(0, 300).replaceAll(ANY_GENDER, ' ').replaceAll(BOTH_GENDERS, ''));
    return found && { ...found, from: text };
  };
}
