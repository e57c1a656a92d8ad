import { PLATES } from '../postal-codes.ts';
import { type DigitForm, type LetterForm, postalForm } from './forms.ts';

/** A code or a part of one as it is compared: half-width capitals, single spaces, no space at the ends. */
export const tidied = (text: string): string =>
  text
    .slice(0, 30)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]+/g, ' ')
    .trim();

/**
 * The area that a postal code names, with its country: `DE-80331`, `GB-SW1A 1`, `CA-K1A`, `NL-1012`. What may tell a street or a
 * house is not in it (see forms.ts). Null: no code of the country, or of a country without areas. `country`: ISO 3166-1 alpha-2.
 */
export function postalArea(text: string, country: string): string | null {
  const form = postalForm(country);
  if (form === undefined) return null;
  const code = tidied(text);
  const area = form.kind === 'letters' ? letterArea(code, form) : digitArea(code, country, form);
  return area === null ? null : `${country}-${area}`;
}

function letterArea(code: string, form: LetterForm): string | null {
  const parts = form.code
    .exec(code)
    ?.slice(1)
    .filter((part) => part !== undefined);
  return parts === undefined ? null : parts.join(' ');
}

function digitArea(code: string, country: string, { digits, more }: DigitForm): string | null {
  const [, plate = '', own = ''] = /^([A-Z]{0,2}) ?(\d.*)$/.exec(code) ?? [];
  if (!isOwn(plate, country)) return null;
  const whole = own.replaceAll(' ', '');
  const area = whole.slice(0, digits);
  return area.length === digits && /^\d+$/.test(area) && more.test(whole.slice(digits)) ? area : null;
}

/** Whether what stands before the digits is the country's: nothing, its code or car plate (`D-80331`), or a province (`C1425CLA`). */
const isOwn = (plate: string, country: string): boolean =>
  plate === '' || plate === country || PLATES[plate] === country || country === 'AR';
