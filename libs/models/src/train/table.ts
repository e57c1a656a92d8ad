import { encodeLead, featureNames, segmentOf, workspaceKey } from '@leadline/domain';
import { binsOf, type Matrix, type OneHot } from '../trees/bins.ts';
import type { Lesson } from '../trees/boost.ts';
import type { Example, WatchedDeal } from './example.ts';
import { pickedOf } from './confounding.ts';
import { logWait } from './congestion.ts';
import type { Layout } from './layout.ts';
import { type Trait, TRAITS } from './rep-terms.ts';
import { type Tiers, tiersOf } from './tiers.ts';
import type { Watched } from './watched.ts';

/** The examples as numbers, by row, in time order; behind them those that are watched besides. */
export interface Table extends Lesson {
  /** How many rows are examples. */
  readonly examples: number;
  /** What is known of rows that are watched. Absent: none is. */
  readonly watched?: Watched;
  /** Column of who worked the deal. */
  readonly rep: Int32Array;
  /** Number of the segment; rare segments share one behind the others. */
  readonly segment: Uint16Array;
  /** Number of the workspace. */
  readonly team: Uint16Array;
  readonly reps: number;
  readonly segments: number;
  readonly teams: number;
  /** Where it is known how the rep was chosen, from whom and with which probability; null: not known. */
  readonly choices: readonly (Choice | null)[];
  /** Fields beyond the segment in which reps may differ. */
  readonly traits: readonly Trait[];
  /** Absent: they are not known, or there is but one. */
  readonly tiers?: Tiers;
  /** Kind of deal; empty: not known. */
  readonly types: readonly string[];
  /** How the rep stood: e-folds of the wait beyond five minutes, and new leads of the day; NaN: not known. */
  readonly wait: Float64Array;
  readonly load: Float64Array;
  /** How far somebody picked the rep, 0 to 1; NaN: not known. */
  readonly picked: Float64Array;
}

export interface Choice {
  /** Columns of the reps that could have got the lead. */
  readonly reps: readonly number[];
  readonly propensity: number;
}

/** The examples as rows of the layout's columns. `lag`: see labelLag. `besides`: watched deals that are no examples. */
export function tableOf(
  ended: readonly Example[],
  layout: Layout,
  lag: Float64Array = new Float64Array(ended.length),
  besides: readonly WatchedDeal[] = [],
): Table {
  const examples = [...ended, ...besides];
  const names = featureNames(layout.vocabulary);
  const columns = columnsOf(layout);
  const teams = Object.keys(layout.workspaces);
  const matrix: Matrix = {
    size: examples.length,
    columns: names.length,
    features: new Float32Array(examples.length * names.length),
    oneHot: oneHotOf(names),
  };
  for (const [row, { lead }] of examples.entries())
    matrix.features.set(encodeLead(lead, layout.vocabulary), row * names.length);
  const rep = Int32Array.from(examples, (example) => columns(example, example.repId) ?? -1);
  const team = Uint16Array.from(examples, (example) => teams.indexOf(teamOf(example)));
  const tiers = tiersOf(examples, { rep, team, reps: layout.reps });
  return {
    examples: ended.length,
    matrix,
    // Of the features alone, so that those of later deals tell earlier ones nothing.
    bins: binsOf(firstRows(matrix, ended.length)),
    won: Uint8Array.from(examples, ({ won }) => (won ? 1 : 0)),
    offset: lag,
    rep,
    segment: Uint16Array.from(examples, ({ lead }) => segmentIn(layout, segmentOf(lead))),
    team,
    reps: layout.reps,
    segments: layout.segments.length + 1,
    teams: teams.length,
    choices: examples.map((example) => choiceOf(example, columns)),
    traits: traitsOf(names),
    ...(tiers === undefined ? {} : { tiers }),
    types: examples.map(({ lead }) => lead.dealType ?? ''),
    wait: Float64Array.from(examples, ({ strain }) => (strain ? logWait(strain.waitMinutes) : NaN)),
    load: Float64Array.from(examples, ({ strain }) => strain?.newToday ?? NaN),
    picked: pickedOf(
      examples.map(({ decidedAt, occurredAt, path = null }, row) => {
        return { rep: rep[row]!, team: team[row]!, at: decidedAt ?? occurredAt, path };
      }),
    ),
  };
}

/** All rows of a table that are examples. */
export function allRows({ examples }: Table): Uint32Array {
  return Uint32Array.from({ length: examples }, (_, row) => row);
}

const firstRows = (matrix: Matrix, size: number): Matrix => ({
  ...matrix,
  size,
  features: matrix.features.subarray(0, size * matrix.columns),
});

function segmentIn({ segments }: Layout, segment: string): number {
  const index = segments.indexOf(segment);
  return index === -1 ? segments.length : index;
}

/** Finds the column of a rep in the workspace of an example; undefined: nobody that the layout knows. */
function columnsOf(layout: Layout): (example: WatchedDeal, repId: string) => number | undefined {
  const teams = new Map(
    Object.entries(layout.workspaces).map(([key, { first, repIds }]) => [
      key,
      new Map(repIds.map((repId, index) => [repId, first + index])),
    ]),
  );
  return (example, repId) => teams.get(teamOf(example))?.get(repId);
}

function teamOf({ tenant, workspace }: WatchedDeal): string {
  return workspaceKey(tenant, workspace);
}

function choiceOf(example: WatchedDeal, columns: ReturnType<typeof columnsOf>): Choice | null {
  if (example.choice === undefined) return null;
  const reps = example.choice.repIds.flatMap((repId) => columns(example, repId) ?? []);
  return { reps, propensity: example.choice.propensity };
}

/** Columns named `field=value` are those of a category. */
function oneHotOf(names: readonly string[]): OneHot[] {
  const categories = Map.groupBy(names.entries(), ([, name]) => /^[^=]+(?==)/.exec(name)?.[0]);
  return [...categories].flatMap(([category, columns]) =>
    category === undefined ? [] : [{ first: columns[0]![0], size: columns.length }],
  );
}

/** Where the fields stand among the columns; a category that has one alone tells nobody apart. */
function traitsOf(names: readonly string[]): Trait[] {
  return TRAITS.flatMap((name) => {
    const columns = [...names.keys()].filter(
      (index) => names[index] === name || names[index]!.startsWith(`${name}=`),
    );
    const [first] = columns;
    return first === undefined || (columns.length === 1 && names[first] !== name)
      ? []
      : [{ name, first, size: columns.length }];
  });
}
