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

/**
 * code | territory | share of leads | zone and minutes east of UTC | languages | names | top levels | free mail |
 * phone prefixes | digits that follow | trunk prefix | spellings | regions
 */
const TABLE = `
DE | central | 0.15 | Europe/Berlin 120 | de en | de | de com | gmail.com gmx.de web.de | +493023125 +494066969 +496990009 +498999998 +492214710 | 3 | 0 | Germany,Deutschland,DEU,germany,GERMANY | Bavaria,Berlin,Hesse
AT | central | 0.04 | Europe/Vienna 120 | de en | de | at com | gmail.com | +436641 | 6 | 0 | Austria,Österreich,AUT,austria | Vienna,Styria
CH | central | 0.04 | Europe/Zurich 120 | de fr en | de | ch com | gmail.com bluewin.ch | +41791 | 6 | 0 | Switzerland,Schweiz,CHE,SWITZERLAND | Zurich,Bern
GB | west | 0.11 | Europe/London 60 | en | en | co.uk com | gmail.com outlook.com | +442079460 +441614960 +441134960 +441214960 | 3 | 0 | United Kingdom,UK,GBR,united kingdom,Great Britain | England,Scotland
IE | west | 0.02 | Europe/Dublin 60 | en | en | ie com | gmail.com | +353871 | 6 | 0 | Ireland,IRL,ireland | Leinster,Munster
FR | west | 0.07 | Europe/Paris 120 | fr en | fr | fr com | gmail.com orange.fr | +33612 | 6 | 0 | France,FRA,FRANCE,france | Île-de-France,Occitanie
NL | west | 0.04 | Europe/Amsterdam 120 | en | nl | nl com | gmail.com | +31612 | 6 | 0 | Netherlands,The Netherlands,NLD,netherlands | Utrecht,North Holland
US | north | 0.22 | America/New_York -240 | en | en | com | gmail.com yahoo.com outlook.com | +121255501 +141555501 +131255501 +120655501 +130555501 +161755501 +151255501 +140455501 +170255501 +130355501 +121355501 +121455501 +131355501 +150355501 +160255501 +161555501 +161955501 +170455501 +171355501 +171855501 +172055501 +180855501 +181655501 +190155501 +191355501 +191955501 +191655501 +190755501 +150555501 +150455501 | 2 |  | United States,USA,US,united states,United States of America | New York,Texas,Ohio
CA | north | 0.05 | America/Toronto -240 | en fr | en | ca com | gmail.com | +141655501 +151455501 +160455501 +161355501 +140355501 +164755501 +190555501 +143855501 +177855501 +120455501 | 2 |  | Canada,CAN,canada | Ontario,Quebec
BR | south | 0.06 | America/Sao_Paulo -180 | pt en | pt | com.br com | gmail.com uol.com.br | +5511991 | 6 | 0 | Brazil,Brasil,BRA,brazil | São Paulo,Bahia
MX | south | 0.03 | America/Mexico_City -360 | es en | es | mx com | gmail.com hotmail.com | +525512 | 6 |  | Mexico,México,MEX,mexico | Jalisco,Puebla
SG | asia | 0.05 | Asia/Singapore 480 | en | sg | sg com | gmail.com | +6581 | 6 |  | Singapore,SGP,singapore | Central Region
AU | asia | 0.05 | Australia/Sydney 600 | en | en | net.au com | gmail.com | +61412 | 6 | 0 | Australia,AUS,australia | Victoria,Queensland
IN | asia | 0.05 | Asia/Kolkata 330 | en | in | in com | gmail.com | +919812 | 6 | 0 | India,IND,india | Karnataka,Kerala
JP | asia | 0.02 | Asia/Tokyo 540 | ja en | jp | jp com | gmail.com | +819012 | 6 | 0 | Japan,JPN,japan | Kanto,Kansai
`;

export const COUNTRIES: readonly Country[] = TABLE.trim().split('\n').map(parseCountry);

function parseCountry(line: string): Country {
  const cells = line.split('|').map((cell) => cell.trim());
  const [
    code,
    territory,
    weight,
    zone,
    languages,
    names,
    domains,
    freeMail,
    prefixes,
    digits,
    trunk,
    spellings,
    regions,
  ] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const [timeZone, utcOffset] = zone.split(' ') as [string, string];
  return {
    code,
    workspace: TERRITORIES.find((entry) => entry.code === territory)!.workspace,
    territory,
    timeZone,
    utcOffset: Number(utcOffset),
    weight: Number(weight),
    languages: languages.split(' '),
    names,
    domains: domains.split(' '),
    freeMail: freeMail.split(' '),
    phones: { prefixes: prefixes.split(' '), digits: Number(digits), trunk },
    spellings: spellings.split(','),
    regions: regions.split(','),
  };
}

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
