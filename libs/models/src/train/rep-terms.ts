import type { RepDeals, Term } from './rep-effects.ts';
import type { Table } from './table.ts';
import { tierTerm } from './tiers.ts';
import type { Watched } from './watched.ts';

/** Fields beyond the segment in which reps may differ: the industry within it, the kind of deal, the size of the company. */
export const TRAITS = ['industry', 'dealType', 'employees'] as const;

/** Columns of a field that reps may differ in: those of a category, or a number's one. */
export interface Trait {
  readonly name: (typeof TRAITS)[number];
  readonly first: number;
  readonly size: number;
}

/** The first common effects; each of them is a single one. */
export const COMMON = { wait: 0, load: 1 } as const;
/**
 * Standard deviations of the priors of common effects, log-odds: for an e-fold of waiting, a lead of the day, a unit of the lead
 * part, and a stretch of time.
 */
const COMMON_SPREADS = [0.5, 0.3, 0.25, 1];
/** Stretches of time with equally many deals: in each of them all may be won more often, or more seldom, than before. */
const STRETCHES = 10;
/** Where it is known of fewer deals, nothing is learned of wait and load. */
const FEWEST = 200;

/** Values with their mean taken off; 0 where they are not known. */
interface Centred {
  readonly value: Float64Array;
  readonly mean: number;
  readonly known: number;
}

/** What is known of deals besides rep and lead. */
export interface Circumstances {
  readonly wait: Centred;
  readonly load: Centred;
}

function circumstancesOf({ wait, load }: Table, rows: Uint32Array): Circumstances {
  return { wait: centred(wait, rows), load: centred(load, rows) };
}

function centred(values: Float64Array, rows: Uint32Array): Centred {
  let [sum, known] = [0, 0];
  for (const row of rows) {
    if (Number.isNaN(values[row])) continue;
    sum += values[row]!;
    known += 1;
  }
  const mean = known === 0 ? 0 : sum / known;
  const value = Float64Array.from(rows, (row) => (Number.isNaN(values[row]) ? 0 : values[row]! - mean));
  return { value, mean, known };
}

/**
 * The rows as the mixed model takes them, on log-odds of the lead. `commonSpreads`: of what is known too seldom, 0. Rows that are
 * `watched` count by how likely it is that they stand as they do; of others it counts that their ends brought them here.
 */
export function repTermsOf(
  table: Table,
  rows: Uint32Array,
  offset: Float64Array,
  watched?: Watched,
): { readonly deals: RepDeals; readonly around: Circumstances; readonly commonSpreads: readonly number[] } {
  const around = circumstancesOf(table, rows);
  const { wait, load } = around;
  const segment = Uint16Array.from(rows, (row) => table.segment[row]!);
  const average = offset.reduce((sum, logit) => sum + logit, 0) / Math.max(1, offset.length);
  // Industries of a segment are half alike: who is good at one of them is taken to be good at the others by half.
  const industry = table.traits.findIndex(({ name }) => name === 'industry');
  const tiers = tiersOf(table, rows);
  const deals: RepDeals = {
    won: Uint8Array.from(rows, (row) => table.won[row]!),
    ...(watched === undefined ? {} : { ends: (deal: number) => watched.ends[rows[deal]!] }),
    offset: offset.map((logit, index) => {
      const row = rows[index]!;
      return watched?.ends[row] === undefined ? logit + (table.offset?.[row] ?? 0) : logit;
    }),
    rep: Int32Array.from(rows, (row) => table.rep[row]!),
    teamOf: teamsOf(table),
    teams: table.teams,
    own: [
      ...table.traits.map((trait) => traitTerm(table, rows, trait)),
      { size: table.segments, level: segment },
      { size: 1 },
    ],
    ...(industry === -1 ? {} : { finer: industry }),
    ...(tiers.tiers === undefined ? {} : { kinds: table.traits.indexOf(kindsOf(table)!) }),
    // Each workspace's segments apart: that one team's leads are hotter than another's is no rep's doing.
    team: { size: table.segments, level: segment },
    ...tiers,
    common: [
      { size: 1, value: wait.value, falling: true },
      { size: 1, value: load.value, falling: true },
      // How much of the lead part holds for deals that it has not seen.
      { size: 1, value: offset.map((logit) => logit - average) },
      // What rises or falls for all is no rep's doing, whoever worked most of the deals of that time.
      { size: STRETCHES, level: stretchesOf(rows.length) },
    ],
  };
  const enough = [wait.known, load.known, Infinity, Infinity].map((known) => known >= FEWEST);
  return { deals, around, commonSpreads: COMMON_SPREADS.map((spread, term) => (enough[term] ? spread : 0)) };
}

/** By deal, in time order: its stretch. */
function stretchesOf(deals: number): Uint16Array {
  return Uint16Array.from({ length: deals }, (_, deal) => Math.floor((deal * STRETCHES) / deals));
}

function traitTerm({ matrix }: Table, rows: Uint32Array, { first, size }: Trait): Term {
  const at = (row: number, column: number): number => matrix.features[row * matrix.columns + column]!;
  if (size === 1) return { size, value: Float64Array.from(rows, (row) => at(row, first)) };
  const level = Uint16Array.from(rows, (row) => {
    for (let column = 0; column < size; column += 1) if (at(row, first + column) === 1) return column;
    return size - 1;
  });
  return { size, level };
}

/** Tiers by kind of deal, where both are told. */
function tiersOf(table: Table, rows: Uint32Array): Pick<RepDeals, 'tiers'> {
  const kinds = kindsOf(table);
  const level = kinds === undefined ? undefined : traitTerm(table, rows, kinds).level;
  if (table.tiers === undefined || level === undefined) return {};
  const rep = Int32Array.from(rows, (row) => table.rep[row]!);
  return { tiers: tierTerm(table.tiers, rep, { level, size: kinds!.size }) };
}

/** Kinds of deal, where there are several. */
export const kindsOf = ({ traits }: Table): Trait | undefined =>
  traits.find(({ name }) => name === 'dealType');

/** By rep: the workspace of her deals. */
function teamsOf({ rep, team, reps }: Table): Uint16Array {
  const teams = new Uint16Array(reps);
  for (const [row, column] of rep.entries()) teams[column] = team[row]!;
  return teams;
}
