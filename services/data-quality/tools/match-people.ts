/**
 * Matches a labelled part and prints what came of it: `node services/data-quality/tools/match-people.ts a [--misses]`.
 * The weights of libs/domain/src/identity/weights.ts are tuned on part A; part B is for reporting alone.
 */
import { type Judged, judge } from '../test/identity/labelled.ts';

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const part = process.argv[2] === 'b' ? 'b' : 'a';
const judged = judge(part);
const by = (verdict: string, rows: readonly Judged[]): number =>
  rows.filter(({ match }) => match.verdict === verdict).length;

const same = judged.filter((one) => one.same);
const other = judged.filter((one) => !one.same);
const [right, wrong] = [by('same', same), by('same', other)];
print(`part ${part.toUpperCase()}: ${judged.length} pairs, ${same.length} of one person`);
print(`precision ${(right / (right + wrong)).toFixed(4)}, recall ${(right / same.length).toFixed(4)}`);
print();
print('| pairs | same | unsure | other |');
print('| --- | --- | --- | --- |');
for (const [said, rows] of [...groups(same), ...groups(other)])
  print(`| ${said} | ${by('same', rows)} | ${by('unsure', rows)} | ${by('other', rows)} |`);

if (process.argv.includes('--misses'))
  for (const { same: one, made, match, row } of judged)
    if ((match.verdict === 'same') !== one)
      print([one, made, match.score, match.evidence, ...Object.values(row).slice(2, 10)].join(' | '));

/** Pairs by how they were made, all of them first. */
function groups(rows: readonly Judged[]): readonly (readonly [string, readonly Judged[]])[] {
  const kinds = Object.groupBy(rows, ({ made }) => made.replace(/, name .*/, ''));
  const all = rows[0]?.same ? '**one person**' : '**two persons**';
  return [[all, rows], ...Object.entries(kinds).map(([kind, found]) => [kind, found ?? []] as const)];
}
