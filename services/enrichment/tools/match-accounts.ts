/**
 * Matches the leads of a labelled part with its accounts and prints what came of it:
 * `node services/enrichment/tools/match-accounts.ts a [--sources] [--misses]`.
 * The rules are tuned on parts A to D; part E is for reporting alone.
 */
import { figuresOf, judge, type Judged, type Outcome } from '../test/accounts/labelled.ts';

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const part = (['b', 'c', 'd', 'e'] as const).find((one) => one === process.argv[2]) ?? 'a';
const judged = judge(part);
const own = judged.filter(({ meant }) => meant !== null);
const none = judged.filter(({ meant }) => meant === null);

const { precision, recall } = figuresOf(judged);
print(`part ${part.toUpperCase()}: ${judged.length} leads, ${own.length} of a listed account`);
print(`precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
print();
print('| leads | right | another | shown | nothing |');
print('| --- | --- | --- | --- | --- |');
for (const [kind, rows] of [...kindsOf('**of a listed account**', own), ...kindsOf('**of none**', none)])
  print(
    `| ${[kind, ...(['right', 'wrong', 'shown', 'nothing'] as const).map((one) => count(rows, one))].join(' | ')} |`,
  );

if (process.argv.includes('--sources'))
  for (const [source, rows] of Object.entries(Object.groupBy(judged, sourceOf))) {
    const { precision: right, recall: found } = figuresOf(rows!);
    print(`${source}: ${rows!.length} leads, precision ${right.toFixed(3)}, recall ${found.toFixed(3)}`);
  }

if (process.argv.includes('--misses'))
  for (const { kind, meant, chosen, outcome, row, found } of judged)
    if (outcome === 'wrong' || (meant !== null && outcome !== 'right'))
      print([kind, outcome, row['company'], row['domain'], meant, chosen, found.accountMatch].join(' | '));

/** The package that a lead's company is from. */
function sourceOf({ row }: Judged): string {
  return row['source']!.replace('made: ', '').split(' ')[0]!;
}

function count(rows: readonly Judged[], outcome: Outcome): number {
  return rows.filter((one) => one.outcome === outcome).length;
}

/** Leads by how they were made, all of them first. */
function kindsOf(all: string, rows: readonly Judged[]): readonly (readonly [string, readonly Judged[]])[] {
  const kinds = Object.entries(Object.groupBy(rows, ({ kind }) => kind));
  return [[all, rows], ...kinds.map(([kind, found]) => [kind, found ?? []] as const)];
}
