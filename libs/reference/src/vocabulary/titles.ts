import type { Canonical } from '@leadline/domain';
import { withoutExceptions } from './exceptions.ts';

type Read = (text: string) => Canonical | null;

/** (m/w/d), (f/m/x) and the like. */
const ANY_GENDER = /\(?\b[mwfdxi]\s*[/|]\s*[mwfdxi](\s*[/|]\s*[mwfdxi*])?\b\)?/gi;
/** Endings that name the other gender as well: `Leiter*in`, `Leiter/-in`, `Verkäufer(in)`, `directeur·rice`, `Técnico-a`, `Chargé.e`. */
const BOTH_GENDERS =
  /(?<=\p{L}{3})(?:[*:_·]-?|-(?=(?:as?|os?|e|ne|r?ice|trice|euse)(?![\p{L}-]))|\.(?=(?:e|ne|rice|trice|euse)s?(?!\p{L}))|\/-?|\((?=\p{L}{1,6}\)))(?:in|innen|r|e|es|n|ne|nes|ice|rices?|trices?|euses?|se|as?|os?)\)?(?![\p{L}_])/giu;

/** For whom somebody works: `Partner at Index Ventures`, `Werkstudent bei Burda`, `Founder of Acme Legal`. */
const EMPLOYER =
  /(?<=\S\s)(?:@\s*|(?:at|bei|beim|chez|presso|bij)\s)[^,;|()•·–—]*|(?<=(?<!\p{L})(?:founder|owner|ceo|chief executive officer|inhaber(?:in)?|gründer(?:in)?|fondateur|fondatrice|propriétaire|fundadora?|dueñ[oa]|fondatore|titolare|eigenaar|oprichter)\s)(?:of|von|der|de|du|da|do|di|del|della|van|en|em|na)\s[^,;|()•·–—]*/giu;

/** The same by a legal form, behind a mark or a word for a purpose: `Consultant for Acme Payroll GmbH`, `Director - Acme Tax Ltd.` */
const COMPANY =
  /(?<=\S\s(?:[-–—]|for|für|pour|para|per|voor)\s|\S,\s)(?:[^\s,;|()•·–—]+,?\s){1,6}(?:GmbH|AG|KG|Ltd|LTD|LLC|LLP|Inc|INC|PLC|S\.r\.l|S\.R\.L|Srl|SRL|S\.p\.A|SpA|SARL|B\.V|N\.V|BV|Ltda|LTDA|S\.L|S\.A)(?![\p{L}\d])\.?/gu;

/** The same by what it is, with its subject: `Office Assistant - College of Engineering`, `Analyst, Ministry of Finance`. */
const INSTITUTION =
  /(?<!\p{L})(?:(?:school|college|faculty|institute|university|ministry|society|association|federation)\s(?:of|for)|(?:institut|fakultät|hochschule|universität|ministerium)\s(?:für|der|des)|(?:école|faculté|institut|université|ministère)\s(?:de|du|des|d)|(?:escuela|facultad|instituto|universidad|ministerio|escola|faculdade|universidade|ministério|scuola|facoltà|istituto|università|ministero)\s(?:de|di|do|da|dos|das|del|dei|degli|della|delle|dell)|(?:faculteit|hogeschool|universiteit|instituut|ministerie)\s(?:van|voor))[\s'’][^,;|()•·–—]*/giu;

/** What holds a rank is more than a company: `Founder, CEO Acme Ltd.` */
const RANK =
  /(?<!\p{L})(?:c\p{L}{1,2}o|[se]?vp|chief|president|director|head|manager|officer|partner|founder|owner|gerente|diretora?|directora|direct(?:eur|rice)|dirett(?:ore|rice)|respons[aá](?:ble|bile|vel)|leiter(?:in)?|chefe?|jef[ea]|hoofd)(?!\p{L})/iu;

/** Reads job titles: without what names several genders at once or for whom it is, and what they are not. */
export function titleReader(read: Read): Read {
  return (text) => {
    const title = withoutExceptions(text.slice(0, 300).normalize('NFKC'))
      .replaceAll(ANY_GENDER, ' ')
      .replaceAll(EMPLOYER, ' ')
      .replaceAll(INSTITUTION, (institution, _at, whole: string) =>
        RANK.test(institution) || institution.trim() === whole.trim() ? institution : ' ',
      )
      .replaceAll(COMPANY, (company) => (RANK.test(company) ? company : ' '))
      .replaceAll(BOTH_GENDERS, '');
    const found = read(title);
    const sure = found?.match === 'fuzzy' || found === null ? (readApart(title, read) ?? found) : found;
    return sure && { ...sure, from: text };
  };
}

/** Reads words that were run together (`DataAnalyst`, `Sr.Buyer`). */
function readApart(title: string, read: Read): Canonical | null {
  const apart = title.replaceAll(/(?<=\p{Ll})\.?(?=\p{Lu})/gu, ' ');
  return apart === title ? null : read(apart);
}
