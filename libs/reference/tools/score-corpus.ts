/**
 * Scores a part of the corpus: `node libs/reference/tools/score-corpus.ts libs/reference/corpus/a.tsv [--wrong field]`. Prints the share
 * that is right per field and source, by way of recognition, and the confusion tables that docs/corpus.md shows.
 */
import { readFileSync } from 'node:fs';
import { type Judged, judge, readCorpus } from '../test/corpus.ts';

const [path = '', flag, wanted] = process.argv.slice(2);
const rows = readCorpus(readFileSync(path, 'utf8')).map(judge);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: readonly Judged[], of: readonly Judged[]): string =>
  `${((100 * part.length) / Math.max(1, of.length)).toFixed(1)} % of ${of.length}`;
const right = (all: readonly Judged[]): readonly Judged[] => all.filter((one) => one.right);

for (const [field, all] of Map.groupBy(rows, (one) => one.field)) {
  print(`${field}: ${percent(right(all), all)}`);
  for (const [source, some] of Map.groupBy(all, (one) => one.source.replace(/[,:(].*/, '')))
    print(`  ${source}: ${percent(right(some), some)}`);
  for (const [rule, some] of Map.groupBy(all, (one) => one.found?.rule ?? 'none')) {
    const said = some.reduce((sum, one) => sum + (one.found?.confidence ?? 0), 0) / some.length;
    print(
      `    ${rule}: ${percent(right(some), some)}${rule === 'none' ? '' : `, said ${(100 * said).toFixed(1)} %`}`,
    );
  }
  if (flag === '--wrong' && (wanted === undefined || wanted === field)) {
    for (const { right: ok, given, context, expected, found, source } of all) {
      if (!ok)
        print(
          `      ${JSON.stringify(given)} ${context} -> ${found?.value ?? '-'} (${found?.rule ?? ''}), not ${expected}  [${source.slice(0, 40)}]`,
        );
    }
  }
}
