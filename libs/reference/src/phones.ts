import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A valid phone number. */
export interface Phone {
  readonly e164: string;
  /** ISO 3166-1 alpha-2; null for numbers of no country, such as satellite phones. */
  readonly country: string | null;
}

/** `+49 (0) 30`: the zero is dialled within the country only. */
const TRUNK_ZERO = /(?<=^\+\d{1,3}[\s.-]?)\(0\)/;
/** What follows is another number or a remark: `030 1 / office`, `030 1 or 030 2`. */
const MORE = /\s(?:\/|or|oder|ou|o|und|and|et|y)\s.*$/i;

/** The valid phone number that a text holds; `defaultCountry` reads numbers without an international prefix. Else null. */
export function phoneOf(text: string, defaultCountry: string | null): Phone | null {
  const cleaned = cleanedNumber(text);
  const country = defaultCountry !== null && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const exported = country === undefined ? null : withoutPlus(cleaned, country);
  if (exported !== null) return exported;
  for (const candidate of [cleaned, cleaned.replace(MORE, '')]) {
    const found = parsed(candidate, country);
    if (found !== null) return found;
  }
  return null;
}

/** Exports often lose the plus sign: `4930901820` is of Germany, where every national number begins with a zero. */
function withoutPlus(digits: string, country: CountryCode): Phone | null {
  if (!/^[1-9]\d{8,14}$/.test(digits)) return null;
  const number = parsePhoneNumberFromString(`+${digits}`);
  if (number?.isValid() !== true || number.country !== country) return null;
  const national = parsed(digits, country);
  return national === null || number.formatNational().startsWith('0')
    ? { e164: number.number, country }
    : null;
}

function parsed(text: string, country: CountryCode | undefined): Phone | null {
  const number = parsePhoneNumberFromString(text, country);
  return number?.isValid() === true ? { e164: number.number, country: number.country ?? null } : null;
}

/** Digits of any script as 0-9 and the international prefix as `+`. */
function cleanedNumber(text: string): string {
  return text
    .slice(0, 100)
    .normalize('NFKC')
    .replaceAll(/[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g, ' ')
    .replaceAll(/["'`]/g, '')
    .trim()
    .replace(/^\(\+(\d{1,3})\)/, '+$1')
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^\+00(?=[1-9])/, '+')
    .replace(TRUNK_ZERO, '');
}
