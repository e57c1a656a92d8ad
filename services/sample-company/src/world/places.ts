/** A country that the company sells in. */
export interface Country {
  readonly code: string;
  readonly workspace: string;
  readonly territory: string;
  /** IANA. */
  readonly timeZone: string;
  /** Minutes east of UTC in the weeks of the run (June 2026). */
  readonly utcOffset: number;
  /** Share of all leads. */
  readonly weight: number;
  readonly languages: readonly string[];
  /** Key of the name lists. */
  readonly names: string;
  readonly domains: readonly string[];
  readonly freeMail: readonly string[];
  /** E.164 prefixes whose completion by `digits` more digits is a valid number; fictional ranges where they exist. */
  readonly phones: { readonly prefixes: readonly string[]; readonly digits: number; readonly trunk: string };
  /** How people write it. The first is the plain English name. */
  readonly spellings: readonly string[];
  readonly regions: readonly string[];
}

interface Territory {
  readonly code: string;
  readonly workspace: string;
  readonly timeZone: string;
  readonly utcOffset: number;
}

const CENTRAL: Territory = { code: 'central', workspace: 'emea', timeZone: 'Europe/Berlin', utcOffset: 120 };
const WEST: Territory = { code: 'west', workspace: 'emea', timeZone: 'Europe/London', utcOffset: 60 };
const NORTH: Territory = {
  code: 'north',
  workspace: 'americas',
  timeZone: 'America/New_York',
  utcOffset: -240,
};
const SOUTH: Territory = {
  code: 'south',
  workspace: 'americas',
  timeZone: 'America/Sao_Paulo',
  utcOffset: -180,
};
const ASIA: Territory = { code: 'asia', workspace: 'apac', timeZone: 'Asia/Singapore', utcOffset: 480 };

/** The company's five territories, each in one time zone. */
export const TERRITORIES: readonly Territory[] = [CENTRAL, WEST, NORTH, SOUTH, ASIA];

const US_AREAS =
  '212 415 312 206 305 617 512 404 702 303 213 214 313 503 602 615 619 704 713 718 720 808 816 901 913 919 916 907 505 504'.split(
    ' ',
  );
const CA_AREAS = '416 514 604 613 403 647 905 438 778 204'.split(' ');

function country(
  code: string,
  place: Territory,
  weight: number,
  languages: string,
  names: string,
  domains: string,
  freeMail: string,
  phones: Country['phones'],
  spellings: string,
  regions: string,
  zone: readonly [timeZone: string, utcOffset: number] = [place.timeZone, place.utcOffset],
): Country {
  return {
    code,
    workspace: place.workspace,
    territory: place.code,
    timeZone: zone[0],
    utcOffset: zone[1],
    weight,
    languages: languages.split(' '),
    names,
    domains: domains.split(' '),
    freeMail: freeMail.split(' '),
    phones,
    spellings: spellings.split('|'),
    regions: regions.split('|'),
  };
}

const phones = (prefixes: readonly string[], digits: number, trunk: string): Country['phones'] => ({
  prefixes,
  digits,
  trunk,
});
const DE_PHONES = phones(['+493023125', '+494066969', '+496990009', '+498999998', '+492214710'], 3, '0');
const GB_PHONES = phones(['+442079460', '+441614960', '+441134960', '+441214960'], 3, '0');

export const COUNTRIES: readonly Country[] = [
  country(
    'DE',
    CENTRAL,
    0.15,
    'de en',
    'de',
    'de com',
    'gmail.com gmx.de web.de',
    DE_PHONES,
    'Germany|Deutschland|DEU|germany|GERMANY',
    'Bavaria|Berlin|Hesse',
  ),
  country(
    'AT',
    CENTRAL,
    0.04,
    'de en',
    'de',
    'at com',
    'gmail.com',
    phones(['+436641'], 6, '0'),
    'Austria|Österreich|AUT|austria',
    'Vienna|Styria',
    ['Europe/Vienna', 120],
  ),
  country(
    'CH',
    CENTRAL,
    0.04,
    'de fr en',
    'de',
    'ch com',
    'gmail.com bluewin.ch',
    phones(['+41791'], 6, '0'),
    'Switzerland|Schweiz|CHE|SWITZERLAND',
    'Zurich|Bern',
    ['Europe/Zurich', 120],
  ),
  country(
    'GB',
    WEST,
    0.11,
    'en',
    'en',
    'co.uk com',
    'gmail.com outlook.com',
    GB_PHONES,
    'United Kingdom|UK|GBR|united kingdom|Great Britain',
    'England|Scotland',
  ),
  country(
    'IE',
    WEST,
    0.02,
    'en',
    'en',
    'ie com',
    'gmail.com',
    phones(['+353871'], 6, '0'),
    'Ireland|IRL|ireland',
    'Leinster|Munster',
    ['Europe/Dublin', 60],
  ),
  country(
    'FR',
    WEST,
    0.07,
    'fr en',
    'fr',
    'fr com',
    'gmail.com orange.fr',
    phones(['+33612'], 6, '0'),
    'France|FRA|FRANCE|france',
    'Île-de-France|Occitanie',
    ['Europe/Paris', 120],
  ),
  country(
    'NL',
    WEST,
    0.04,
    'en',
    'nl',
    'nl com',
    'gmail.com',
    phones(['+31612'], 6, '0'),
    'Netherlands|The Netherlands|NLD|netherlands',
    'Utrecht|North Holland',
    ['Europe/Amsterdam', 120],
  ),
  country(
    'US',
    NORTH,
    0.22,
    'en',
    'en',
    'com',
    'gmail.com yahoo.com outlook.com',
    phones(
      US_AREAS.map((area) => `+1${area}55501`),
      2,
      '',
    ),
    'United States|USA|US|united states|United States of America',
    'New York|Texas|Ohio',
  ),
  country(
    'CA',
    NORTH,
    0.05,
    'en fr',
    'en',
    'ca com',
    'gmail.com',
    phones(
      CA_AREAS.map((area) => `+1${area}55501`),
      2,
      '',
    ),
    'Canada|CAN|canada',
    'Ontario|Quebec',
    ['America/Toronto', -240],
  ),
  country(
    'BR',
    SOUTH,
    0.06,
    'pt en',
    'pt',
    'com.br com',
    'gmail.com uol.com.br',
    phones(['+5511991'], 6, '0'),
    'Brazil|Brasil|BRA|brazil',
    'São Paulo|Bahia',
  ),
  country(
    'MX',
    SOUTH,
    0.03,
    'es en',
    'es',
    'mx com',
    'gmail.com hotmail.com',
    phones(['+525512'], 6, ''),
    'Mexico|México|MEX|mexico',
    'Jalisco|Puebla',
    ['America/Mexico_City', -360],
  ),
  country(
    'SG',
    ASIA,
    0.05,
    'en',
    'sg',
    'sg com',
    'gmail.com',
    phones(['+6581'], 6, ''),
    'Singapore|SGP|singapore',
    'Central Region',
  ),
  country(
    'AU',
    ASIA,
    0.05,
    'en',
    'en',
    'net.au com',
    'gmail.com',
    phones(['+61412'], 6, '0'),
    'Australia|AUS|australia',
    'Victoria|Queensland',
    ['Australia/Sydney', 600],
  ),
  country(
    'IN',
    ASIA,
    0.05,
    'en',
    'in',
    'in com',
    'gmail.com',
    phones(['+919812'], 6, '0'),
    'India|IND|india',
    'Karnataka|Kerala',
    ['Asia/Kolkata', 330],
  ),
  country(
    'JP',
    ASIA,
    0.02,
    'ja en',
    'jp',
    'jp com',
    'gmail.com',
    phones(['+819012'], 6, '0'),
    'Japan|JPN|japan',
    'Kanto|Kansai',
    ['Asia/Tokyo', 540],
  ),
];

/** The country of a code. */
export function countryOf(code: string): Country {
  const found = COUNTRIES.find((entry) => entry.code === code);
  if (found === undefined) throw new RangeError(`The sample company does not sell in ${code}.`);
  return found;
}

/** Valid E.164 number number `index` of the country; each index below the capacity of its ranges gives another one. */
export function phoneNumber(place: Country, index: number): string {
  const { prefixes, digits } = place.phones;
  const prefix = prefixes[index % prefixes.length]!;
  const size = 10 ** digits;
  const tail = (Math.floor(index / prefixes.length) * 617 + 123) % size;
  return prefix + String(tail).padStart(digits, '0');
}

/** Numbers that {@link phoneNumber} can give for the country. */
export function phoneCapacity(place: Country): number {
  return place.phones.prefixes.length * 10 ** place.phones.digits;
}
