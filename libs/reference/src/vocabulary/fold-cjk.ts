const SMALL = 'ァィゥェォッャュョヮ';
const LARGE = 'アイウエオツヤユヨワ';
/** `ヴァ` as people also write it, `バ`; a key has no voicing marks, so they are `ウァ` and `ハ`. */
const FOREIGN: Readonly<Record<string, string>> = { ウァ: 'ハ', ウィ: 'ヒ', ウェ: 'ヘ', ウォ: 'ホ' };
/** Words for "and" in names of two; 和 also stands in 共和国. */
const AND = /及[びひ]|およ[びひ]|(?<=[ァ-ヶー])と(?=[ァ-ヶ])|(?<!共)和|[与與及]/gu;

/** A key in which spellings of foreign names in Chinese and Japanese meet: `ヴェトナム` and `ベトナム`, `圣基茨和尼维斯` and `圣基茨与尼维斯`. */
export function foldCjk(key: string): string {
  if (!/[\u3040-\u30ff\u3400-\u9fff]/u.test(key)) return key;
  return key
    .replaceAll(/ウ[ァィェォ]/gu, (pair) => FOREIGN[pair] ?? pair)
    .replaceAll(AND, '')
    .replaceAll(/[ァィゥェォッャュョヮ]/gu, (letter) => LARGE[SMALL.indexOf(letter)] ?? letter)
    .replaceAll('ー', '')
    .replaceAll(/(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])/gu, '');
}
