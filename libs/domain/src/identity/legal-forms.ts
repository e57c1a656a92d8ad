/**
 * Legal forms of companies as they stand at the end of a name (some before it), in lower case without dots and accents.
 * Drawn from the abbreviations of ISO 20275 (GLEIF's Entity Legal Form code list of 2023-09-28) and the terms of cleanco
 * 2.3 (MIT): those that a trading company has, without words that are also names (`bank`, `trust`).
 */
const AFTER = [
  // Several countries; `Boeing Company, The`.
  'the',
  'inc incorporated incorporation corp corporation corpn crp co coltd coy company cmpny companies cie cia compagnie compania llc llp lp lllp pllc plc ltd limited unlimited',
  'ulc clg dac cic psc pc pa ag gmbh mbh kg kgaa ohg og eg ek ev ug gbr partg partgmbb stiftung sa sas sasu sarl eurl snc scs sca sci scop',
  'gie se spa srl srls sapa scarl scrl scpa bv nv vof cv cvba bvba sprl commv asbl vzw coop',
  // Nordic and Baltic.
  'ab abp publ hb kb aps as asa ans da enk nuf ks ivs amba oy oyj ky ay tmi ou uab sia mb ehf hf ohf',
  // Central and eastern Europe.
  'sro ro spol vos zrt nyrt kft bt kkt rt doo dd jdoo dno ad ead ood eood jsc ojsc cjsc pjsc ooo oao zao pao ao ip too tov pat prat dat sp oo zoo sj ska spk spj sc',
  'akc etairia epe ae oe ee ike mepe shpk sha',
  // Iberia and Latin America.
  'sl slu sll slne sau sad sat scp scom cv rl lda ltda limitada sgps eireli epp eirl sac saa sab sapi sadecv rl ca mei anonima',
  // Asia, Africa, Oceania.
  'pty proprietary pte pvt private bhd berhad sdn pcl kk gk yk tbk pt cc npc fze fzco fzc fz wll bsc qsc saog saoc sae sal pse psu bm',
  'as sti sirketi anonim ticaret sanayi',
].flatMap((line) => line.split(' '));

/** Before the name. */
const BEFORE = 'ooo oao zao pao ao ip too tov pt uab sia as sc cv firma jsc ojsc pjsc cjsc the'.split(' ');

/** Words between or within forms: `GmbH & Co. KG`, `S. de R.L. de C.V.`, `Sp. z o.o.`. */
const JOINING = new Set('and und et y de s z c v r l mit haftungsbeschrankt public'.split(' '));

const FORMS = new Set(AFTER);
const PREFIXES = new Set(BEFORE);

/** Forms in scripts without spaces: cut off before a name is put into Latin letters. */
const NATIVE =
  /株式会社|有限会社|合同会社|合資会社|股份有限公司|有限责任公司|有限責任公司|有限公司|公司|集团|集團|주식회사|유한회사|\(주\)|\(株\)/gu;

/** The name (NFKC) without legal forms that are written in Chinese, Japanese or Korean. */
export function withoutNativeForms(name: string): string {
  return name.replaceAll(NATIVE, ' ');
}

/** The words of a name (lower case, Latin letters) without legal forms; never none of one or more. */
export function withoutForms(words: readonly string[]): readonly string[] {
  let start = 0;
  while (words.length - start > 1 && PREFIXES.has(words[start] as string)) start += 1;
  const end = endOfName(words, start + 1);
  return words.slice(start, end);
}

/** Where the forms at the end begin, not before `first`. What joins forms goes only with a form. */
function endOfName(words: readonly string[], first: number): number {
  let end = words.length;
  while (end > first && (FORMS.has(words[end - 1] as string) || JOINING.has(words[end - 1] as string)))
    end -= 1;
  // An s is part of a form in `S. de R.L.` alone, and of a name in Point S Ltd.
  if (words[end] === 's' && words[end + 1] !== 'de') end += 1;
  return words.slice(end).some((word) => FORMS.has(word)) ? end : words.length;
}
