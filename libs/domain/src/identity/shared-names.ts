/** Names of mailboxes that belong to a role: RFC 2142, and what companies print on their pages in many languages. */
const ROLES = new Set(
  [
    // RFC 2142 and the machine's own.
    'info marketing sales support abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp root',
    'admin administrator administration sysadmin noreply no reply donotreply mailer daemon bounce bounces list',
    // English.
    'contact contacts contactus hello hi hey team office mail email enquiries enquiry inquiries inquiry help helpdesk',
    'service services customerservice customercare care customer customers client clients billing invoice invoices',
    'accounts accounting payable receivable finance purchasing procurement purchase buyer orders order shop store web',
    'jobs job careers career hr recruiting recruitment press media pr legal privacy dpo gdpr compliance partner',
    'partners reception frontdesk booking bookings reservation reservations general main company business hq it tech',
    'dev developers feedback newsletter subscribe events event membership members editor editorial ceo',
    'studio warehouse logistics dispatch export import operations ops management welcome ask request requests leads',
    // German.
    'kontakt anfrage anfragen buero post verwaltung sekretariat vertrieb verkauf einkauf rechnung buchhaltung',
    'bestellung bestellungen kundenservice kundendienst bewerbung personal presse zentrale empfang geschaeftsfuehrung',
    'gf datenschutz werkstatt praxis kanzlei redaktion',
    // French.
    'bonjour accueil commercial commerciale comptabilite compta facturation achats achat ventes vente direction',
    'recrutement rh secretariat serviceclient contactez devis commande commandes presse',
    // Spanish and Portuguese.
    'contacto contato hola ola informacion informes informacoes ventas vendas compras administracion administracao',
    'facturacion faturamento financeiro atendimento atencion cliente clientes soporte suporte comercial pedidos',
    'recepcion recepcao secretaria gerencia rrhh empleo prensa reservas',
    // Italian.
    'contatti informazioni vendite acquisti amministrazione commerciale segreteria ordini assistenza ufficio direzione',
    'fatturazione lavoro stampa',
    // Dutch, Danish, Norwegian, Swedish, Finnish.
    'verkoop inkoop administratie klantenservice facturen receptie werkenbij kundeservice salg salgs ekonomi faktura',
    'kundtjanst forsaljning inkop myynti toimisto asiakaspalvelu laskut posti firmapost',
    // Polish, Czech, Hungarian, Romanian, Turkish, Russian and Japanese as written in addresses.
    'biuro sprzedaz zamowienia ksiegowosc sekretariat rekrutacja obchod prodej objednavky fakturace podpora iroda',
    'ertekesites penzugy ugyfelszolgalat comenzi vanzari birou bilgi iletisim satis muhasebe destek zakaz zakupki',
    'prodazhi buh priemnaya ofis otdel soumu eigyo toiawase',
  ]
    .join(' ')
    .split(' '),
);

/** What stands behind a role: `sales-de`, `info2`. */
const BEHIND = /^(\d+|[a-z]{2})$/;
/** What stands on either side of it. */
const BESIDE = new Set('emea apac latam usa global europe asia north south east west desk'.split(' '));

/** Whether the part of an address before the `@` (lower case, no plus tag) names a role and not a person. */
export function isSharedName(local: string): boolean {
  const words = local.split(/[._-]+|(?<=[a-z])(?=\d)/).filter((word) => word !== '');
  if (ROLES.has(words.join(''))) return true;
  const first = words.findIndex((word) => ROLES.has(word));
  const isRole = (word: string, at: number): boolean =>
    ROLES.has(word) || BESIDE.has(word) || (at > first && BEHIND.test(word));
  return first >= 0 && words.every(isRole);
}
