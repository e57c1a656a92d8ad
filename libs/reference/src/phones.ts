import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A valid phone number. */
export interface Phone {
  readonly e164: string;
  /** ISO 3166-1 alpha-2; null for numbers of no country, such as satellite phones. */
  readonly country: string | null;
}

/** The valid phone number that a text holds; `defaultCountry` reads numbers without an international prefix. Else null. */
export function phoneOf(text: string, defaultCountry: string | null): Phone | null {
  const international = text.trim().replace(/^00(?=[1-9])/, '+');
  const country = defaultCountry !== null && isSupportedCountry(defaultCountry) ? defaultCountry : undefined;
  const parsed = parsePhoneNumberFromString(international, country);
  if (parsed === undefined || !parsed.isValid()) return null;
  return { e164: parsed.number, country: parsed.country ?? null };
}
