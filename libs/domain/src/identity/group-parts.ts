const words = (text: string): readonly string[] => text.split(' ');

/** What holds a group together, and parts of the world. */
const OF_GROUPS = words(
  'group gruppe groupe grupo gruppo groep holdings international global worldwide world europe european emea apac latam asia pacific ' +
    'africa america americas american nordic nordics baltic baltics iberia benelux dach cee mena scandinavia balkans gulf oceania',
);

/** Countries of one word, as they and others call themselves in Latin letters, and city states; none that is also a family name. */
const COUNTRIES = words(
  'usa uk united states kingdom britain british germany deutschland france italy italia spain espana espanola portugal netherlands ' +
    'nederland belgium belgique belgie austria osterreich switzerland schweiz suisse svizzera luxembourg luxemburg liechtenstein poland ' +
    'polska polski czech czechia cesko ceska slovakia slovensko slovenia slovenija croatia hrvatska hungary magyarorszag romania ' +
    'moldova bulgaria bulgariya blgariya serbia srbija montenegro kosovo kosove albania shqiperi macedonia makedonija greece hellas ' +
    'ellada cyprus kypros malta sweden sverige norway norge denmark danmark finland suomi iceland estonia eesti latvia latvija ' +
    'lithuania lietuva ireland russia rus rossiya ukraine ukraina belarus armenia hayastan azerbaijan azerbaycan georgia sakartvelo ' +
    'kazakhstan uzbekistan kyrgyzstan tajikistan turkmenistan mongolia turkey turkiye israel egypt morocco maroc algeria algerie ' +
    'tunisia tunisie libya uae qatar kuwait bahrain lebanon iraq iran yemen syria dubai pakistan bangladesh nepal bhutan maldives ' +
    'india china zhongguo japan nippon nihon korea singapore malaysia indonesia thailand vietnam philippines pilipinas cambodia laos ' +
    'myanmar brunei taiwan hong kong macau australia zealand fiji nigeria ghana kenya ethiopia tanzania uganda rwanda angola ' +
    'mozambique mocambique namibia botswana zambia zimbabwe senegal cameroon cameroun mauritius madagascar seychelles canada mexico ' +
    'brazil brasil argentina chile colombia peru ecuador bolivia venezuela paraguay uruguay panama guatemala honduras nicaragua ' +
    'jamaica bahamas belize guyana suriname andorra monaco gibraltar senegaal gaana cuba haiti oman niger mali togo benin gabon ' +
    'congo lesotho malawi burundi djibouti eritrea somalia sudan gambia guinea liberia mauritania comoros barbados grenada samoa ' +
    'tonga palau greenland bermuda aruba curacao ozbekiston kyrgyzstan kirgizstan rossija belarus kampuchea liban tchad djazair',
);

/** Those of several words. */
const PHRASES = [
  'united arab emirates', 'saudi arabia', 'south africa', 'new zealand', 'hong kong', 'costa rica', 'puerto rico', 'el salvador',
  'sri lanka', 'viet nam', 'czech republic', 'ceska republika', 'slovak republic', 'dominican republic', 'republica dominicana',
  'crna gora', 'bosnia and herzegovina', 'bosna i hercegovina', 'north macedonia', 'severna makedonija', 'cote divoire', 'ivory coast',
  'papua new guinea', 'burkina faso', 'sierra leone', 'trinidad and tobago', 'northern ireland', 'middle east', 'latin america',
  'republica moldova', 'republic of moldova', 'asia pacific', 'far east', 'south korea', 'cape verde', 'cabo verde', 'burma', 'south sudan', 'san marino',
]; // prettier-ignore

/** Words and phrases that tell a part of a group from the whole: places, and what holds it together; keys of companyKey. */
export const GROUP_PARTS: ReadonlySet<string> = new Set([...OF_GROUPS, ...COUNTRIES, ...PHRASES]);
