import { tidied } from './area.ts';
import { type DigitForm, type LetterForm, POSTAL_COUNTRIES, postalForm } from './forms.ts';

/** Postal areas from one text up to another, exclusive, by code units; both begin with the country, as areas do. */
export type PostalSpan = readonly [from: string, to: string];

/** What a text says of postal areas, or why it says nothing. */
export type PostalRange =
  | { readonly ok: true; readonly spans: readonly PostalSpan[] }
  | { readonly ok: false; readonly problem: string };

const refused = (problem: string): PostalRange => ({ ok: false, problem });
const spanned = (country: string, ...spans: readonly PostalSpan[]): PostalRange => ({
  ok: true,
  spans: spans.map(([from, to]) => [`${country}-${from}`, `${country}-${to}`]),
});

/** The first text beyond all that begin with this one: its last character is a capital, a digit or a space. */
const beyond = (prefix: string): string =>
  `${prefix.slice(0, -1)}${String.fromCodePoint((prefix.codePointAt(prefix.length - 1) ?? 0) + 1)}`;

/**
 * Reads what a policy says of a country's postal areas: one area (`80331`, `SW1A`), all that begin alike (`80*`, `K1*`), or a range
 * with both ends in it (`80000-81999`, `80-81`, `M1-M25`, `K1A-K1C`).
 */
export function postalRange(country: string, text: string): PostalRange {
  const form = postalForm(country);
  if (form === undefined)
    return refused(`${country} has no postal areas; these have: ${POSTAL_COUNTRIES.join(', ')}`);
  const [, first, last] = /^([^-–]+)[-–]([^-–]+)$/.exec(text) ?? [];
  const ends = first === undefined || last === undefined ? null : ([tidied(first), tidied(last)] as const);
  if (ends === null && /[-–]/.test(text)) return refused(`${text} has several hyphens: write codes without`);
  if (form.kind === 'digits')
    return ends === null ? digits(country, tidied(text), form) : digitRange(country, ends, form);
  return ends === null ? letters(country, tidied(text), form) : letterRange(country, ends, form);
}

function digits(country: string, code: string, form: DigitForm): PostalRange {
  const isPrefix = code.endsWith('*');
  const own = code.replace(/ ?\*$/, '').replaceAll(' ', '');
  const wanted = `a postal area of ${country} has ${form.digits} digits`;
  if (!/^\d+$/.test(own) || own.length > form.digits)
    return refused(
      /^\d/.test(own) && form.more.test(own.slice(form.digits)) && own.length > form.digits
        ? `${wanted}: what follows them tells a street and does not come as far as routing; write ${own.slice(0, form.digits)}`
        : `${wanted}: write all of them, the first of them with a * behind, or a range of them`,
    );
  if (own.length < form.digits && !isPrefix)
    return refused(`${wanted}: write ${own}* for all that begin with ${own}`);
  return spanned(country, [own, beyond(own)]);
}

function digitRange(country: string, [from, to]: readonly [string, string], form: DigitForm): PostalRange {
  if (![from, to].every((end) => /^\d+$/.test(end)) || from.length !== to.length || from.length > form.digits)
    return refused(
      `both ends of a range in ${country} must be digits, as many as in the other and ${form.digits} at most; a code itself is written without hyphens`,
    );
  return from > to ? refused(`${from} comes after ${to}`) : spanned(country, [from, beyond(to)]);
}

function letters(country: string, code: string, form: LetterForm): PostalRange {
  if (code.endsWith('*')) {
    const prefix = code.replace(/ ?\*$/, '');
    return /^[A-Z][A-Z\d ]*$/.test(prefix) && isBegun(prefix, form)
      ? spanned(country, [prefix, beyond(prefix)])
      : refused(`no postal area of ${country} begins with ${prefix}: write ${form.example}`);
  }
  if (form.part.test(code)) return spanned(country, ...spansOfPart(code));
  return refused(
    form.code.test(code)
      ? `${code} tells a street, which does not come as far as routing: write ${form.example}`
      : `${code} is no postal area of ${country}: write ${form.example}`,
  );
}

/** Whether an area can begin so: with a letter or digit more, or two, it is one. */
const isBegun = (prefix: string, { part }: LetterForm): boolean =>
  ['', '0', '0W', 'A', '0A'].some((more) => part.test(`${prefix}${more}`));

/** All of a part: `M1` is M1 and M1 1, not M11; `S` is S1, not SW1; `SW1` is SW1A, too. */
function spansOfPart(part: string): readonly PostalSpan[] {
  if (/[A-Z]$/.test(part)) return [[part, `${part}:`]];
  return [
    [part, `${part}0`],
    [`${part}A`, `${part}[`],
  ];
}

const DISTRICT = /^([A-Z]{1,2})(\d{1,2})$/;

function letterRange(country: string, [from, to]: readonly [string, string], form: LetterForm): PostalRange {
  if (![from, to].every((end) => form.part.test(end)))
    return refused(`both ends of a range must be postal areas of ${country}, such as ${form.example}`);
  const [, area, low] = DISTRICT.exec(from) ?? [];
  const [, sameArea, high] = DISTRICT.exec(to) ?? [];
  if (!form.fixed && area !== undefined && area === sameArea)
    return numbered(country, area, Number(low), Number(high));
  if (shapeOf(from) !== shapeOf(to) || (!form.fixed && !differInLast(from, to)))
    return refused(
      `the ends of a range in ${country} must be of the same form${form.fixed ? '' : ' and differ in the last letter or digit alone, or in the number of a district (M1-M25)'}`,
    );
  return from > to ? refused(`${from} comes after ${to}`) : spanned(country, [from, beyond(to)]);
}

/** Districts by their number, which has one digit or two. */
function numbered(country: string, area: string, low: number, high: number): PostalRange {
  if (low > high) return refused(`${area}${low} comes after ${area}${high}`);
  const districts = Array.from({ length: high - low + 1 }, (_, index) => `${area}${low + index}`);
  return spanned(country, ...districts.flatMap(spansOfPart));
}

const shapeOf = (code: string): string => code.replaceAll(/[A-Z]/g, 'A').replaceAll(/\d/g, '0');

/** Two areas of one letter (M, N) differ in more: ME and MK lie between them. */
const differInLast = (a: string, b: string): boolean => a.length > 1 && a.slice(0, -1) === b.slice(0, -1);
