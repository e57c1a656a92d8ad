import { acronymOf, domainLabel } from '@leadline/domain';
import {
  endsOf,
  type Entry,
  groupOf,
  lettersOf,
  type Scope,
  sortedWords,
  startOf,
  withoutUmlauts,
} from './account-entry.ts';
import type { AccountTable } from './account-table.ts';
import { ALIKE, alphabetOf, isOneEditAway, likeness } from './likeness.ts';
import { isMisspelt, isMisspeltAlone } from './misspelt.ts';
import { isShortForm, saidWords } from './short-form.ts';
import { isRomanised, soundsOf } from './sounds.ts';

/** A company as a lead says it. */
export interface SaidCompany {
  readonly name: string;
  /** Its companyKey. */
  readonly key: string;
  readonly domain: string | null;
}

/** Accounts that may be meant where none has the name as it was said. */
export interface Spellings {
  /** Each by a way that leaves no doubt if it is the only one; of several, nobody knows. */
  readonly sure: readonly Entry[];
  /** Likeliest first. */
  readonly alike: readonly Entry[];
}

/** Letters that an alike name may have more or fewer. */
const LONGER = 2;
/** Accounts with one end, beginning, word or sound that are compared; of more nobody knows whether another is nearer. */
const COMPARED = 100;
/** Initials that are the name of one company: of three letters there are too few. */
const INITIALS = 4;

/**
 * Accounts whose name is the company's with a typing error, in short, in initials or in another script, or that call themselves so
 * in their domain; and those with a name much like it, or the beginning of which it is.
 */
export function spellingsOf(table: AccountTable, scope: Scope, said: SaidCompany): Spellings {
  const near = nearTo(table, scope, lettersOf(said.key));
  const acronyms = acronymsOf(table, scope, said.key);
  const isTelling = !table.isVague(scope, said.key);
  const sure = isTelling
    ? [
        ...withUmlauts(table, scope, said.key),
        ...misspelt(near, said, (key) => !table.isVague(scope, key)),
        ...shortForms(table, scope, said),
        // Who calls itself so in its domain: Carl Zeiss AG, zeiss.com.
        ...table.by(scope, 'label', lettersOf(said.key)),
        ...acronyms.filter(({ initials }) => initials.length >= INITIALS).map(({ entry }) => entry),
        ...sounding(table, scope, said),
      ].filter(({ name }) => !table.isVague(scope, name))
    : [];
  const begun = beginnings(table, scope, groupOf(said.name, said.key));
  return { sure, alike: [...near.entries, ...begun, ...acronyms.map(({ entry }) => entry)] };
}

interface Near {
  /** Likeliest first. */
  readonly entries: readonly Entry[];
  /** Whether every account was compared that may be near. */
  readonly isWhole: boolean;
}

/** Accounts with a name much like these letters. */
function nearTo(table: AccountTable, scope: Scope, letters: string): Near {
  const { length } = letters;
  const said = { letters, alphabet: alphabetOf(letters) };
  const ends = endsOf(letters, length - 1, length, length + 1).map((end) =>
    table.by(scope, 'end', end, COMPARED),
  );
  const entries = [...new Set(ends.flat())]
    .filter((entry) => Math.abs(entry.letters.length - length) <= LONGER)
    .map((entry) => ({ entry, alike: likeness(said, entry) }))
    .filter(({ entry, alike }) => alike >= ALIKE || isOneEditAway(said, entry))
    .toSorted((a, b) => b.alike - a.alike || (a.entry.account.accountId < b.entry.account.accountId ? -1 : 1))
    .map(({ entry }) => entry);
  return { entries, isWhole: ends.every((end) => end.length < COMPARED) };
}

/** Accounts that the company is with a typing error. Who has the name in the domain, too, has written what was meant. */
function misspelt(
  { entries, isWhole }: Near,
  { key, domain }: SaidCompany,
  isTelling: (key: string) => boolean,
): readonly Entry[] {
  if (domain !== null && domainLabel(domain) === lettersOf(key)) return [];
  const sure = entries.filter(({ name }) => isMisspelt(key, name));
  if (sure.length > 0) return sure;
  const [only, another] = entries;
  if (!isWhole || only === undefined || another !== undefined) return [];
  return isMisspeltAlone(key, only.name, isTelling) ? [only] : [];
}

/** Accounts that differ in how an umlaut is written. */
function withUmlauts(table: AccountTable, scope: Scope, key: string): readonly Entry[] {
  const plain = sortedWords(withoutUmlauts(key));
  return [...table.by(scope, 'name', plain), ...table.by(scope, 'umlaut', plain)];
}

/** Accounts of which the company has the words, some in short; found by those that are not. */
function shortForms(table: AccountTable, scope: Scope, { name, key }: SaidCompany): readonly Entry[] {
  const said = saidWords(name, key);
  const found = said.map((word) => table.by(scope, 'word', word.key, COMPARED));
  return [...new Set(found.filter((entries) => entries.length < COMPARED).flat())].filter((entry) =>
    isShortForm(said, entry.name),
  );
}

/** Accounts of whose name the key is the initials, or that have the key's initials as name. */
function acronymsOf(table: AccountTable, scope: Scope, key: string) {
  const own = acronymOf(key);
  return [
    ...table.by(scope, 'acronym', key).map((entry) => ({ entry, initials: key })),
    ...(own === null ? [] : table.by(scope, 'name', own).map((entry) => ({ entry, initials: own }))),
  ];
}

/** Accounts that sound like the company, where either is in a script that has to be romanised. */
function sounding(table: AccountTable, scope: Scope, { name, key }: SaidCompany): readonly Entry[] {
  return soundsOf(name, key)
    .flatMap((sound) => table.by(scope, 'sound', sound, COMPARED))
    .filter((entry) => isRomanised([name, entry.account.name], key, entry.name));
}

/** Accounts of whose name the key is the beginning in whole words, or that are the key's. */
function beginnings(table: AccountTable, scope: Scope, key: string): readonly Entry[] {
  return table
    .by(scope, 'word', startOf(key), COMPARED)
    .filter(({ name }) => name.startsWith(`${key} `) || key.startsWith(`${name} `));
}
