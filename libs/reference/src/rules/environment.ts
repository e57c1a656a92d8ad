import { Environment } from '@marcbachmann/cel-js';
import {
  compileWordList,
  holdsMailHeader,
  holdsMarkup,
  isGibberish,
  isJunkName,
  type LeadView,
  linksIn,
  mixesScripts,
  type WordList,
} from '@leadline/domain';

type CelType = 'string' | 'double' | 'bool' | 'list<string>' | 'map<string, string>';
type Types<Part> = Readonly<Record<keyof Part, CelType>>;

const text = 'string';

/** Types of what a condition can ask. */
const TYPES: { readonly [Name in keyof LeadView]: Types<LeadView[Name]> } = {
  lead: {
    tenant: text,
    workspace: text,
    source: text,
    medium: text,
    flags: 'list<string>',
    test: 'bool',
    consent: text,
    firstName: text,
    lastName: text,
    name: text,
    fullName: text,
    message: text,
    company: text,
    companyDomain: text,
    country: text,
    region: text,
    timeZone: text,
    language: text,
    title: text,
    seniority: text,
    department: text,
    industry: text,
    employees: 'double',
    companySize: text,
    product: text,
    dealType: text,
    amount: 'double',
    attributes: 'map<string, string>',
  },
  email: {
    kind: text,
    valid: 'bool',
    test: 'bool',
    corrected: 'bool',
    address: text,
    local: text,
    domain: text,
  },
  phone: { kind: text, valid: 'bool', country: text },
  quality: { completeness: 'double', validity: 'double', issues: 'list<string>' },
};

/** CEL takes a value's type from its class: each part of a lead has one, so that nothing is converted at each access. */
class Lead extends Object {}
class Email extends Object {}
class Phone extends Object {}
class Quality extends Object {}

/** A word list as a condition names it. */
class Words {
  readonly list: WordList;

  constructor(entries: readonly string[]) {
    this.list = compileWordList(entries);
  }
}

const CLASSES = { lead: Lead, email: Email, phone: Phone, quality: Quality } as const;

/** What a condition may be made of: the parts of a lead, the word lists by name, and a few functions. */
export function environmentOf(lists: Readonly<Record<string, readonly string[]>>): Environment {
  const environment = new Environment().registerType('Words', { ctor: Words, fields: {} });
  for (const name of ['lead', 'email', 'phone', 'quality'] as const) {
    const ctor = CLASSES[name];
    environment.registerType(ctor.name, { ctor, fields: TYPES[name] }).registerVariable(name, ctor.name);
  }
  for (const [name, entries] of Object.entries(lists))
    environment.registerConstant(name, 'Words', new Words(entries));
  return environment
    .registerFunction('links(string): int', (of: string) => BigInt(linksIn(of)))
    .registerFunction('keyboardRun(string): bool', isJunkName)
    .registerFunction('gibberish(string): bool', isGibberish)
    .registerFunction('markup(string): bool', holdsMarkup)
    .registerFunction('mailHeader(string): bool', holdsMailHeader)
    .registerFunction('mixedScripts(string): bool', mixesScripts)
    .registerFunction('phrases(string, Words): int', (of: string, { list }: Words) =>
      BigInt(list.countIn(of)),
    )
    .registerFunction('listed(string, Words): bool', (of: string, { list }: Words) => list.holds(of))
    .registerFunction('inDomains(string, Words): bool', (of: string, { list }: Words) =>
      list.holdsDomain(of),
    );
}

/** The lead as the environment takes it, made once for all rules. */
export function celLead({ lead, email, phone, quality }: LeadView): Readonly<Record<string, unknown>> {
  return {
    // A map from Avro may be of no class.
    lead: Object.assign(new Lead(), { ...lead, attributes: { ...lead.attributes } }),
    email: Object.assign(new Email(), email),
    phone: Object.assign(new Phone(), phone),
    quality: Object.assign(new Quality(), quality),
  };
}
