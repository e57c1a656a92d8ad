import { GROUP_PARTS } from './group-parts.ts';

/** Words that say what companies do or are, as companyKey writes them, and what people put who have none. */
const GENERIC = new Set(
  [
    // English: kinds of companies.
    'group holdings international global worldwide partners partner associates brothers sons family company companies business firm',
    'enterprises corporation ventures venture capital investments investment office headquarters foundation association society club',
    // What they do.
    'bank banking finance financial insurance accounting audit tax legal law lawyers attorneys consulting consultants consultant',
    'consultancy advisors advisory management development research laboratories engineering construction building builders architects',
    'manufacturing industries industrial products production logistics transport shipping freight trading trade import export',
    'retail wholesale distribution store stores shop shopping market services solutions systems technologies software hardware',
    'computer computers computing digital data cloud internet web online network networks networking telecommunications',
    'communications mobile wireless electronics electronic automation robotics security ecommerce commerce media marketing',
    'advertising agency design designs studio studios creative creations entertainment events event publishing press news printing',
    'energy power solar oil gas mining chemicals pharmaceuticals biotech health healthcare medical care clinic hospital pharmacy dental',
    'hotel hotels hospitality restaurant restaurants catering cafe food foods beverages travel tours tourism fitness sports beauty',
    'education training school academy college university institute recruitment recruiting staffing property properties realty housing',
    'air water light lighting sound audio smart micro microelectronics semiconductor semiconductors instruments devices controls control information',
    'cleaning maintenance automotive cars farm farms agriculture fashion innovation innovations labs it hr pr b2b b2c saas ai',
    // Who has no company, or will not say.
    'self employed freelance freelancer individual personal private privately student retired unemployed test demo example none',
    'my mine own name new home startup start up contractor sole trader independent not applicable na',
    // German.
    'gruppe agentur agenturen beratung unternehmensberatung berater handel bau dienstleistungen dienstleistung technik produktion',
    'vertrieb verwaltung verein verlag versicherung versicherungen immobilien werbung werbeagentur handwerk betrieb firma unternehmen',
    'gesellschaft selbststandig selbstandig privat privatperson studentin schule hochschule universitat klinik krankenhaus praxis',
    'apotheke kanzlei rechtsanwalte rechtsanwalt steuerberatung steuerberater ingenieurburo architekturburo buro freiberufler',
    'freiberuflich zentrale stiftung spedition logistik maschinenbau metallbau elektrotechnik einzelunternehmen gewerbe',
    // French.
    'agence conseil conseils societe entreprise groupe cabinet bureau etudes industrie industries commerce transports logistique',
    'batiment immobilier immobiliere assurance assurances banque sante clinique hopital ecole universite fondation independant',
    'independante particulier etudiant etudiante auto entrepreneur restauration informatique numerique communication formation',
    // Spanish and Portuguese.
    'agencia consultoria consultores servicios servicos empresa grupo sociedad sociedade comercio construccion construcciones',
    'construcao construcoes inmobiliaria imobiliaria seguros banco salud saude clinica escuela escola universidad universidade',
    'asociacion associacao fundacion fundacao autonomo autonoma particular estudiante estudante tecnologia industria ingenieria',
    'engenharia informatica distribuciones ventas compras',
    // Italian.
    'agenzia consulenza servizi azienda impresa ditta gruppo societa commercio costruzioni immobiliare assicurazioni banca sanita',
    'scuola universita associazione fondazione libero professionista privato studente industrie trasporti logistica',
    // Dutch, Nordic, Polish.
    'bureau advies diensten bedrijf groep bouw vastgoed verzekeringen zorg vereniging stichting onderneming zzp zelfstandige',
    'particulier makelaar foretag virksomhed firmaet konsult bolag egenforetagare selvstendig uslugi handlowa przedsiebiorstwo',
  ]
    .join(' ')
    .split(' '),
);

/** Words that join others. */
const JOINING = new Set(
  'a an and at by for in of on or the to und der die das fur von et de des du la le les y e el los da do del della di van en'.split(
    ' ',
  ),
);

/**
 * Whether a company's key (see companyKey) tells no company: nothing but words that stand in the names of many (`partners`,
 * `digital media solutions`), or nothing but places. `bank of america` is one: a place beside what the company does.
 */
export function isGenericName(key: string): boolean {
  const words = key.split(' ').filter((word) => !JOINING.has(word));
  return (
    words.every((word) => GENERIC.has(word)) ||
    words.every((word) => GROUP_PARTS.has(word)) ||
    GROUP_PARTS.has(key)
  );
}
