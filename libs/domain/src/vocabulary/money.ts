/** An amount of money that a text names. */
export interface MoneyReading {
  readonly amount: number;
  /** ISO 4217; null where the text names none, or one that several countries share (`$`, `kr`). */
  readonly currency: string | null;
}

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR', '£': 'GBP', '₹': 'INR', '₽': 'RUB', '₩': 'KRW', '₺': 'TRY', '₪': 'ILS', '₫': 'VND', '₱': 'PHP', 'us$': 'USD',
  'r$': 'BRL', 'c$': 'CAD', 'ca$': 'CAD', 'a$': 'AUD', 'au$': 'AUD', 'nz$': 'NZD', 's$': 'SGD', 'hk$': 'HKD', 'mx$': 'MXN',
  'zł': 'PLN', euro: 'EUR', euros: 'EUR', dollars: '', dollar: '', '$': '', '¥': '', kr: '', 'fr.': 'CHF', sfr: 'CHF',
}; // prettier-ignore
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3, tsd: 1e3, thousand: 1e3, mil: 1e3, m: 1e6, mm: 1e6, mn: 1e6, mio: 1e6, million: 1e6, millions: 1e6, millionen: 1e6,
  millones: 1e6, bn: 1e9, b: 1e9, billion: 1e9, mrd: 1e9, milliarden: 1e9,
}; // prettier-ignore
const SHAPE = /^(?<before>[^\d-]*)(?<number>-?\d[\d.,'’\s]*)(?<after>[^\d]*)$/u;
const GROUPED = /^-?[1-9]\d{0,2}(?:([.,'’ ])\d{3})(?:\1\d{3})*$/;

/**
 * The amount that a text names in any usual notation: `1,234.50`, `€ 1.234,50`, `CHF 1'234.-`, `12k`, `1,5 Mio. EUR`. Null for
 * anything else; `ambiguous` where point or comma before three digits could be either (`1.234`), which is never guessed.
 */
export function moneyIn(text: string): MoneyReading | 'ambiguous' | null {
  const parts = SHAPE.exec(text.slice(0, 100).trim().toLowerCase())?.groups;
  if (parts === undefined) return null;
  const [before, after] = [wordsOf(parts['before'] ?? ''), wordsOf(parts['after'] ?? '')];
  const scale = after.find((word) => Object.hasOwn(SCALES, word));
  const marks = [...before, ...after.filter((word) => word !== scale)];
  const currencies = marks.map(currencyOf);
  if (currencies.includes(null) || marks.length > 2) return null;
  const amount = numberIn((parts['number'] ?? '').trim().replace(/[.,]$/, ''), scale !== undefined);
  if (amount === null || amount === 'ambiguous') return amount;
  const named = [...new Set(currencies.filter((currency) => currency !== ''))];
  if (named.length > 1) return null;
  return { amount: amount * (scale === undefined ? 1 : (SCALES[scale] ?? 1)), currency: named[0] ?? null };
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(/[\s-]+/)
    .map((word) => word.replace(/^\.|(?<!fr)\.$/, ''))
    .filter((word) => word !== '');
}

/** ISO 4217 of a sign or word; empty for a shared sign; null for what is no currency. */
function currencyOf(mark: string): string | null {
  if (Object.hasOwn(SIGNS, mark)) return SIGNS[mark] ?? null;
  return /^[a-z]{3}$/.test(mark) ? mark.toUpperCase() : null;
}

/** `scaled`: a word for thousand or million follows, before which nobody groups digits. */
function numberIn(text: string, scaled: boolean): number | 'ambiguous' | null {
  const plain = text.replaceAll(/[\s’]/g, (mark) => (mark === '’' ? "'" : ' ')).replaceAll(/ +/g, ' ');
  if (/^-?\d+$/.test(plain)) return Number(plain);
  const marks = [...new Set(plain.match(/[.,]/g) ?? [])];
  const [mark] = marks;
  const single = mark !== undefined && marks.length === 1 && plain.indexOf(mark) === plain.lastIndexOf(mark);
  if (single && GROUPED.test(plain)) return scaled ? Number(plain.replace(mark, '.')) : 'ambiguous';
  if (GROUPED.test(plain)) return Number(plain.replaceAll(/[.,' ]/g, ''));
  const split = /^(?<whole>-?\d[\d., ']*?)(?<mark>[.,])(?<rest>\d+)$/.exec(plain)?.groups;
  const whole = split?.['whole'] ?? '';
  if (split === undefined || whole.includes(split['mark'] ?? '')) return null;
  if (!/^-?\d+$/.test(whole) && !GROUPED.test(whole)) return null;
  return Number(`${whole.replaceAll(/[., ']/g, '')}.${split['rest'] ?? ''}`);
}
