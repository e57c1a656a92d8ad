import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { AccountUpserted } from '@leadline/contracts';
import { AccountIndex } from '@leadline/enrichment';
import { chanceOf, companyNames } from './account-names.ts';
import { figure, table } from './table.ts';

/** Finding the accounts of leads among many, by what the leads say. */
export interface AccountLookups {
  readonly accounts: number;
  /** Of the heap, for the whole index, MB. */
  readonly memoryMb: number;
  readonly lookups: readonly {
    readonly by: string;
    /** Processor time, so that a busy machine counts for nothing. */
    readonly msPerThousand: number;
    /** Share of leads for which an account was found or shown. */
    readonly found: number;
  }[];
}

const LEADS = 1_000;
/** How often the same leads are looked up: the median of `counted` rounds is the figure, the others warm up. */
interface Rounds {
  readonly warm: number;
  readonly counted: number;
}
const STEADY: Rounds = { warm: 3, counted: 9 };
const SCOPE = { tenant: 'default', workspace: 'bench' } as const;

/** What a lead says of its company. */
interface Said {
  readonly domain: string | null;
  readonly name: string | null;
}

/** Fills an index and times looking up a thousand leads of each kind in this process. */
export function measureAccounts(count: number, rounds = STEADY): AccountLookups {
  const names = companyNames(count + LEADS, chanceOf(1));
  const [listed, others] = [names.slice(0, count), names.slice(count)];
  const before = heapMb();
  const index = new AccountIndex();
  listed.forEach((name, at) => index.put(`bench/${at}`, accountOf(name, at)));
  const memoryMb = heapMb() - before;
  const some = Array.from({ length: LEADS }, (_, at) => (at * 7_919) % count);
  const kinds: readonly (readonly [by: string, said: readonly Said[]])[] = [
    ['domain', some.map((at) => ({ domain: domainOf(at), name: null }))],
    ['name', some.map((at) => ({ domain: null, name: upper(listed[at]!) }))],
    ['misspelt name', some.map((at) => ({ domain: null, name: misspelt(listed[at]!) }))],
    ['name of no account', others.map((name) => ({ domain: null, name }))],
  ];
  const lookups = kinds.map(([by, said]) => ({ by, ...timed(index, said, rounds) }));
  return { accounts: index.size, memoryMb, lookups };
}

function timed(
  index: AccountIndex,
  said: readonly Said[],
  { warm, counted }: Rounds,
): { msPerThousand: number; found: number } {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < warm + counted; round += 1) {
    const start = process.cpuUsage();
    const all = said.map((each) => index.find(SCOPE, { accountId: null, ...each }));
    if (round >= warm) times.push(msOf(process.cpuUsage(start)));
    found = all.filter((one) => Object.values(one).some((way) => way !== null && way.length > 0)).length;
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return { msPerThousand: (median * 1000) / said.length, found: found / said.length };
}

const msOf = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
const domainOf = (at: number): string => `company-${at}.com`;
const upper = (name: string): string => name.replace(/ [^ ]+$/, '').toUpperCase();

/** The name with two letters of its longest word exchanged. */
function misspelt(name: string): string {
  const longest = name.split(' ').toSorted((a, b) => b.length - a.length)[0]!;
  const at = Math.floor(longest.length / 2);
  const swapped = longest.slice(0, at - 1) + longest[at]! + longest[at - 1]! + longest.slice(at + 1);
  return name.replace(longest, swapped);
}

function accountOf(name: string, at: number): AccountUpserted {
  const unknown = {
    industry: null,
    country: null,
    employees: null,
    ownerRepId: null,
    by: null,
    reason: null,
  };
  return { ...SCOPE, ...unknown, accountId: `account-${at}`, name, domain: domainOf(at) };
}

/** A collection that frees less than this has found all there is, MB. */
const SETTLED_MB = 0.1;

/** Heap in use once collections free nothing more: some of what is garbage now is found only by the next one. */
function heapMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1024 ** 2;
  };
  for (let before = inUse(); ;) {
    const now = inUse();
    if (before - now < SETTLED_MB) return now;
    before = now;
  }
}

/** The section's lines. */
export function accountRows({ accounts, memoryMb, lookups }: AccountLookups): string[] {
  return [
    ...table(
      ['by', 'CPU ms/1,000 leads', 'found or shown, %'],
      lookups.map(({ by, msPerThousand, found }) => [by, figure(msPerThousand), figure(found * 100)]),
    ),
    `${accounts.toLocaleString('en')} accounts take ${figure(memoryMb)} MB.`,
  ];
}
