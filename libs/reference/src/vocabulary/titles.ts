import type { Canonical } from '@leadline/domain';
import { withoutExceptions } from './exceptions.ts';

type Read = (text: string) => Canonical | null;

/** (m/w/d), (f/m/x) and the like. */
const ANY_GENDER = /\(?\b[mwfdxi]\s*[/|]\s*[mwfdxi](\s*[/|]\s*[mwfdxi*])?\b\)?/gi;
/** Endings that name the other gender as well: `Leiter*in`, `Leiter/-in`, `Verkäufer(in)`, `directeur·rice`. */
const BOTH_GENDERS =
  /(?<=\p{L}{3})(?:[*:_·]-?|\/-?|\((?=\p{L}{1,6}\)))(?:in|innen|r|e|n|ne|rice|trice|euse|se|a|as)\)?(?![\p{L}_])/giu;

/** Reads job titles: without what names several genders at once, and what they are not. */
export function titleReader(read: Read): Read {
  return (text) => {
    const title = withoutExceptions(text.slice(0, 300));
    const found = read(title.replaceAll(ANY_GENDER, ' ').replaceAll(BOTH_GENDERS, ''));
    return found && { ...found, from: text };
  };
}
