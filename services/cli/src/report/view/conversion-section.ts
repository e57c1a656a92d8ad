import type { Conversion, Conversions } from '../figures/conversion.ts';
import { type Cell, count, pathText, rateCell, sourceText } from './format.ts';
import { type Section, tableOf } from './table.ts';

const COUNTS = ['#leads', '#won', '#lost', '#other end', '#open'];
const RATES = ['#contacted', '#won of leads', '#won of won or lost'];

function cells({ assigned, won, lost, otherEnds, open, contacted, winRate }: Conversion): readonly Cell[] {
  const counts = [assigned, won.count, lost, otherEnds, open].map((number) => ({ text: count(number) }));
  return [...counts, ...[contacted, won, winRate].map(rateCell)];
}

/** Conversion by source and routing path. */
export function conversionSection({
  all,
  bySource,
  byPath,
  bySourceAndPath,
}: Conversions): Section<'conversion'> {
  return {
    id: 'conversion',
    title: 'Conversion by source and routing path',
    notes: [
      'Leads that got a rep; path of the last assignment. In "won of leads" the open ones count as not won yet, so it grows with time; "won of won or lost" leaves them out.',
    ],
    tables: [
      tableOf(
        'By source',
        ['source', ...COUNTS, ...RATES],
        [['all', ...cells(all)], ...bySource.map((row) => [sourceText(row.source), ...cells(row)])],
      ),
      tableOf(
        'By routing path',
        ['path', ...COUNTS, ...RATES],
        byPath.map((row) => [pathText(row.path), ...cells(row)]),
      ),
      tableOf(
        'By source and routing path',
        ['source', 'path', ...COUNTS, ...RATES],
        bySourceAndPath.map((row) => [sourceText(row.source), pathText(row.path), ...cells(row)]),
        { isDetail: true },
      ),
    ],
  };
}
