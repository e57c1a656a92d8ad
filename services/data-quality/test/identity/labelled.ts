import { readFileSync } from 'node:fs';
import { keyedHash } from '@leadline/contracts';
import {
  companyDomainOf,
  enrichLead,
  filled,
  matchPersons,
  type PersonMatch,
  type Trait,
  traitsOf,
} from '@leadline/domain';
import { emailOf, latin, organisationDomain, phoneOf } from '@leadline/reference';

/** A labelled pair of leads with what matching says of it. */
export interface Judged {
  /** Whether the pair is one person. */
  readonly same: boolean;
  /** How the pair was made. */
  readonly made: string;
  readonly match: PersonMatch;
  readonly row: Readonly<Record<string, string>>;
}

const hash = keyedHash('a secret for the labelled set');

/** The pairs of a part (`a` or `b`) as they stand in their file. */
export function pairsOf(part: 'a' | 'b'): readonly Judged['row'][] {
  const text = readFileSync(new URL(`people-${part}.csv`, import.meta.url), 'utf8');
  const [header, ...lines] = text.trimEnd().split('\n').map(cells);
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index]!])));
}

/** Every pair of a part, read and matched as the pipeline does it. */
export function judge(part: 'a' | 'b'): readonly Judged[] {
  return pairsOf(part).map((row) => {
    const match = matchPersons(traits(row, 'a'), traits(row, 'b'));
    return { same: row['label'] === 'same', made: row['case']!, match, row };
  });
}

function traits(row: Readonly<Record<string, string>>, side: 'a' | 'b'): readonly Trait[] {
  const [email, phone, name, company] = ['email', 'phone', 'name', 'company'].map(
    (field) => row[`${field}_${side}`]!,
  );
  const read = emailOf(email!);
  const number = phoneOf(phone!, null);
  const lead = { contact: { email: email!, phone: phone! }, company: company!, companyDomain: null };
  const nothing = {
    submitted: null,
    postalCode: null,
    ip: null,
    timeZone: null,
    accounts: { byId: null, byDomain: [], byName: [], byGroup: [], bySpelling: [], alike: [] },
  };
  const address = read && { domain: read.domain, kind: read.kind, place: null };
  const found = enrichLead(lead, {
    ...nothing,
    email: address,
    companyDomain: companyDomainOf(lead, address, organisationDomain),
    phone: number && { ...number, place: null },
  });
  const person = {
    email: read?.address ?? null,
    phoneE164: found.phoneE164,
    name: filled(name!),
    accountId: null,
    companyDomain: found.companyDomain,
    company: found.company,
  };
  return traitsOf('default', person, hash, latin);
}

/** The cells of a line of CSV; quotes only around a whole cell, as Python writes them. */
function cells(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  );
}
