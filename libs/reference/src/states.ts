/** States and provinces of the big countries with several time zones: `code|name|zone of most of its people`. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
  US: [
    ...rows(
      'America/New_York',
      'CT|Connecticut;DE|Delaware;DC|District of Columbia;FL|Florida;GA|Georgia;ME|Maine',
    ),
    ...rows('America/New_York', 'MD|Maryland;MA|Massachusetts;NH|New Hampshire;NJ|New Jersey;NY|New York'),
    ...rows(
      'America/New_York',
      'NC|North Carolina;OH|Ohio;PA|Pennsylvania;RI|Rhode Island;SC|South Carolina',
    ),
    ...rows('America/New_York', 'VT|Vermont;VA|Virginia;WV|West Virginia'),
    ...rows('America/Detroit', 'MI|Michigan'),
    ...rows('America/Indiana/Indianapolis', 'IN|Indiana'),
    ...rows('America/Kentucky/Louisville', 'KY|Kentucky'),
    ...rows(
      'America/Chicago',
      'AL|Alabama;AR|Arkansas;IL|Illinois;IA|Iowa;KS|Kansas;LA|Louisiana;MN|Minnesota',
    ),
    ...rows('America/Chicago', 'MS|Mississippi;MO|Missouri;NE|Nebraska;ND|North Dakota;OK|Oklahoma'),
    ...rows('America/Chicago', 'SD|South Dakota;TN|Tennessee;TX|Texas;WI|Wisconsin'),
    ...rows('America/Denver', 'CO|Colorado;MT|Montana;NM|New Mexico;UT|Utah;WY|Wyoming'),
    ...rows('America/Boise', 'ID|Idaho'),
    ...rows('America/Phoenix', 'AZ|Arizona'),
    ...rows('America/Los_Angeles', 'CA|California;NV|Nevada;OR|Oregon;WA|Washington'),
    ...rows('America/Anchorage', 'AK|Alaska'),
    ...rows('Pacific/Honolulu', 'HI|Hawaii'),
  ],
  CA: [
    ...rows('America/Toronto', 'ON|Ontario;QC|Quebec'),
    ...rows('America/Vancouver', 'BC|British Columbia'),
    ...rows('America/Edmonton', 'AB|Alberta;NT|Northwest Territories'),
    ...rows('America/Winnipeg', 'MB|Manitoba'),
    ...rows('America/Regina', 'SK|Saskatchewan'),
    ...rows('America/Halifax', 'NS|Nova Scotia;PE|Prince Edward Island'),
    ...rows('America/Moncton', 'NB|New Brunswick'),
    ...rows('America/St_Johns', 'NL|Newfoundland and Labrador'),
    ...rows('America/Whitehorse', 'YT|Yukon'),
    ...rows('America/Iqaluit', 'NU|Nunavut'),
  ],
  AU: [
    ...rows('Australia/Sydney', 'NSW|New South Wales;ACT|Australian Capital Territory'),
    ...rows('Australia/Melbourne', 'VIC|Victoria'),
    ...rows('Australia/Brisbane', 'QLD|Queensland'),
    ...rows('Australia/Adelaide', 'SA|South Australia'),
    ...rows('Australia/Perth', 'WA|Western Australia'),
    ...rows('Australia/Hobart', 'TAS|Tasmania'),
    ...rows('Australia/Darwin', 'NT|Northern Territory'),
  ],
  BR: [
    ...rows(
      'America/Sao_Paulo',
      'SP|Sao Paulo;RJ|Rio de Janeiro;MG|Minas Gerais;PR|Parana;RS|Rio Grande do Sul',
    ),
    ...rows('America/Sao_Paulo', 'SC|Santa Catarina;ES|Espirito Santo;GO|Goias;DF|Distrito Federal'),
    ...rows('America/Bahia', 'BA|Bahia'),
    ...rows('America/Recife', 'PE|Pernambuco'),
    ...rows('America/Fortaleza', 'CE|Ceara'),
    ...rows('America/Belem', 'PA|Para'),
    ...rows('America/Manaus', 'AM|Amazonas'),
    ...rows('America/Cuiaba', 'MT|Mato Grosso'),
    ...rows('America/Campo_Grande', 'MS|Mato Grosso do Sul'),
    ...rows('America/Rio_Branco', 'AC|Acre'),
  ],
};

function rows(zone: string, regions: string): readonly string[] {
  return regions.split(';').map((region) => `${region}|${zone}`);
}
