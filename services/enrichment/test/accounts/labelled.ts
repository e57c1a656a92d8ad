import { readFileSync } from 'node:fs';
import { enrichLead, filled, type LeadEnrichment } from '@leadline/domain';
import { shippedVocabularies } from '@leadline/reference';
import { AccountIndex } from '../../src/account-index.ts';
import { lookUp } from '../../src/lookups.ts';
import { account, receivedLead } from '../lead.ts';

/** What became of a lead: the account was found; another was; it was among those shown; none was found nor shown. */
export type Outcome = 'right' | 'wrong' | 'shown' | 'nothing';

/** A labelled lead with what enrichment says of it. */
export interface Judged {
  /** How the lead was made. */
  readonly kind: string;
  /** Name of the account that it belongs to; null for none, or one that nobody could tell. */
  readonly meant: string | null;
  /** Name of the account that was found. */
  readonly chosen: string | null;
  readonly outcome: Outcome;
  readonly row: Readonly<Record<string, string>>;
  readonly found: LeadEnrichment;
}

export type Part = 'a' | 'b' | 'c' | 'd' | 'e';

/** Every lead of a part, enriched as the pipeline does it, against all accounts of the part. */
export function judge(part: Part): readonly Judged[] {
  const index = new AccountIndex();
  const names = new Map<string, string>();
  for (const { account: accountId, name, domain, country } of rowsOf(`accounts-${part}.csv`)) {
    const said = { domain: domain || null, country: country || null };
    index.put(accountId!, account({ accountId: accountId!, name: name!, ...said }));
    names.set(accountId!, name!);
  }
  return rowsOf(`leads-${part}.csv`).map((row) => {
    const found = enriched(row, index);
    const meant = row['account'] === '' ? null : names.get(row['account']!)!;
    const chosen = found.accountId === null ? null : names.get(found.accountId)!;
    return { kind: row['kind']!, meant, chosen, outcome: outcomeOf(row['account']!, found), row, found };
  });
}

const vocabularies = shippedVocabularies();

function enriched(
  { company, domain, country }: Readonly<Record<string, string>>,
  index: AccountIndex,
): LeadEnrichment {
  const contact = { email: domain === '' ? null : `ann.lee@${domain}` };
  const lead = receivedLead({ company: company || null, country: country || null, contact });
  const known = lookUp(lead, { vocabularies, defaultCountry: null });
  const query = { accountId: null, domain: known.companyDomain, name: filled(lead.company) };
  return enrichLead(lead, { ...known, accounts: index.find(lead, query) });
}

function outcomeOf(meant: string, { accountId, possibleAccounts }: LeadEnrichment): Outcome {
  if (accountId !== null) return accountId === meant ? 'right' : 'wrong';
  if (meant === '') return possibleAccounts.length > 0 ? 'shown' : 'nothing';
  return possibleAccounts.includes(meant) ? 'shown' : 'nothing';
}

/** Precision and recall of what enrichment acts on. */
export function figuresOf(judged: readonly Judged[]): {
  readonly precision: number;
  readonly recall: number;
} {
  const count = (outcome: Outcome) => judged.filter((one) => one.outcome === outcome).length;
  const right = count('right');
  return {
    precision: right / (right + count('wrong')),
    recall: right / judged.filter(({ meant }) => meant !== null).length,
  };
}

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const [header, ...lines] = text.trimEnd().split('\n').map(cells);
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index]!])));
}

/** The cells of a line of CSV; quotes only around a whole cell, as Python writes them. */
function cells(line: string): readonly string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  );
}
