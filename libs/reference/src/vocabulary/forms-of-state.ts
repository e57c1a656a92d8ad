/**
 * Words for the form of a state, without which a name is still plain where no other country shares the rest (as both Congos do).
 * Beginnings, because languages bend these words: `plurinational`, `Plurinationaler`, `plurinacional`.
 */
const BEGINNINGS =
  /^(?:republi|repubbli|konigreich|royaume|koninkrijk|feder|foder|confeder|konfoder|islami|commonwealth|principau|principa[dtl]|furstentum|furstlich|prinsdom|grossherzog|grandduch|groothertog|sultan|popul|popol|volks|democra|demokra|sociali|sozialis|plurina|multina|bolivari|co?operati|kooperati|hashemi|haschemi|hachemi|jordan(?:ian|isch)|territ|arab(?:ian|isch|ische|e|es|ic|o|a|ica)?$|eidgenoss|united|vereinigt|verenigd|uni(?:es?|[dt][aoei]s?)?$|unabhangig|independ|souveran|sovereign)/;
const WHOLE = new Set(
  (
    'kingdom reino regno grand gran grande duchy duche ducado ducato union unie peoples people state estado stato etat staat oriental ' +
    'islands island iles ile islas isla ilhas ilha isole isola eilanden eiland inseln insel rep'
  ).split(' '),
);

/** Whether a word of a name (see countryKey) says what kind of state it is: it is part of a name then, and no town before one. */
export function isFormOfState(word: string): boolean {
  return WHOLE.has(word) || BEGINNINGS.test(word);
}

/** What Chinese and Japanese put behind a country's name to say what it is; none without two letters of the name. */
const CJK_FORM =
  /(?<=.{2})(?:(?:多民族|民主主義|民主主义|民主|人民|联邦|連邦|聯邦|伊斯兰|イスラム|阿拉伯|アラフ|社会主义|社会主義|ホリハル|玻利瓦尔|协作|協同|合作)*(?:共和国|共和國)|王国|王國|大公国|公国|侯国|酋长国|首長国|苏丹国|合众国|合衆国|联邦|連邦|聯邦|联盟|連合|多民族国|特别行政区|特別行政区|(?:群|诸|諸|列)?[岛島]|属地|領土|领土|领地|領地|領|领|国|國)$/u;

/** A key without the form of the state in Chinese or Japanese. */
export function withoutCjkForm(key: string): string {
  return key.replace(CJK_FORM, '');
}

/** A key without what Chinese and Japanese put before a territory to say whose it is: `英領ジャージー島`, `法属留尼汪岛`. */
export function withoutRuler(key: string): string {
  return withoutCjkForm(
    key.replace(
      /^(?:英領|仏領|米領|蘭領|イキリス領|フランス領|アメリカ領|オランタ領|英属|法属|美属|荷属)(?=.{2})/u,
      '',
    ),
  );
}
