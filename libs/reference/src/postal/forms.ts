/**
 * What of a country's postal codes names an area. The rest of a code may tell a street, a block or one house (`SW1A 1AA`, `1012 AB`,
 * a ZIP+4), and is dropped. The table is our own and not read from a package: another version of one must not change what a
 * policy means. A country that is not in it has no postal areas.
 */
export type PostalForm = DigitForm | LetterForm;

/** Areas of so many digits; all codes of the country have them. */
export interface DigitForm {
  readonly kind: 'digits';
  readonly digits: number;
  /** What may follow them in a whole code, without spaces and hyphens. */
  readonly more: RegExp;
}

/** Areas of letters and digits. */
export interface LetterForm {
  readonly kind: 'letters';
  /** The code or its area, in single spaces; the groups are the parts of the area. */
  readonly code: RegExp;
  /** What an area can begin with, or be. */
  readonly part: RegExp;
  /** Whether numbers have as many digits as others in their place; else M9 comes before M10. */
  readonly fixed: boolean;
  readonly example: string;
}

const WHOLE: Readonly<Record<number, string>> = {
  3: 'FO IS',
  4: 'AF AL AM AT AU BD BE BG CH CV CY DK GE GL HU LI LU LV MD MK NO NZ PA PH PY SI TN VE ZA',
  5: 'AX BA CU CZ DE DO DZ EE EG ES FI FR GR GT HN HR ID IT JO KE KH KR KW LA LK LT MA MC ME MM MN MX MY NP PE PK PL SE SK SM SN TH TR UA UY VA XK ZM',
  6: 'BY CN CO EC IN KG KZ RU TJ TM UZ',
};

/** Countries whose codes go on behind the area. */
const LONGER: Readonly<Record<string, readonly [digits: number, more: RegExp]>> = {
  AR: [4, /^(?:[A-Z]{3})?$/],
  BR: [5, /^(?:\d{3})?$/],
  CL: [3, /^\d{4}$/],
  IL: [5, /^(?:\d{2})?$/],
  JP: [3, /^\d{4}$/],
  NL: [4, /^(?:[A-Z]{2})?$/],
  PT: [4, /^(?:\d{3})?$/],
  RO: [4, /^\d{2}$/],
  RS: [5, /^\d?$/],
  SA: [5, /^(?:\d{4})?$/],
  SG: [2, /^\d{4}$/],
  TW: [3, /^(?:\d{2,3})?$/],
  ...Object.fromEntries(['US', 'PR', 'GU', 'VI', 'AS', 'MP'].map((one) => [one, [5, /^(?:\d{4})?$/]])),
};

const BRITISH: LetterForm = {
  kind: 'letters',
  code: /^([A-Z]{1,2}\d[A-Z\d]?)(?: ?(\d)[A-Z]{2})?$/,
  part: /^[A-Z]{1,2}(?:\d[A-Z\d]?(?: \d)?)?$/,
  fixed: false,
  example: 'SW, SW1A, SW1A 1 or SW*',
};
const LETTERS: Readonly<Record<string, LetterForm>> = {
  ...Object.fromEntries(['GB', 'GG', 'IM', 'JE'].map((one) => [one, BRITISH])),
  CA: {
    kind: 'letters',
    code: /^([A-Z]\d[A-Z])(?: ?\d[A-Z]\d)?$/,
    part: /^[A-Z](?:\d[A-Z]?)?$/,
    fixed: true,
    example: 'K, K1, K1A or K1*',
  },
  IE: {
    kind: 'letters',
    code: /^([A-Z]\d[\dW])(?: ?[A-Z\d]{4})?$/,
    part: /^[A-Z](?:\d[\dW])?$/,
    fixed: true,
    example: 'D, D02 or D0*',
  },
};

const FORMS = new Map<string, PostalForm>([
  ...Object.entries(WHOLE).flatMap(([digits, countries]) =>
    countries.split(' ').map((country) => [country, digitForm(Number(digits), /^$/)] as const),
  ),
  ...Object.entries(LONGER).map(([country, [digits, more]]) => [country, digitForm(digits, more)] as const),
  ...Object.entries(LETTERS),
]);

function digitForm(digits: number, more: RegExp): DigitForm {
  return { kind: 'digits', digits, more };
}

/** The form of a country's codes (ISO 3166-1 alpha-2); undefined: it has no postal areas. */
export const postalForm = (country: string): PostalForm | undefined => FORMS.get(country);

/** Countries that have postal areas. */
export const POSTAL_COUNTRIES: readonly string[] = [...FORMS.keys()].toSorted();
