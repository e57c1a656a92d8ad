import { count, instant } from '../../report/view/format.ts';
import { type Section, tableOf } from '../../report/view/table.ts';
import { decimal } from './figures.ts';
import type { ModelView, Subject } from './view.ts';

/** What the model is made of. */
export function contentsSection({ card }: ModelView): Section<Subject> {
  const { window, vocabulary, values, spread, workspaces } = card;
  const reps = Object.values(workspaces).reduce((sum, { repIds }) => sum + repIds.length, 0);
  return {
    id: 'contents',
    title: 'What it is made of',
    notes: ['The version is the SHA-256 of the ONNX file and of everything else in the card.'],
    tables: [
      tableOf(
        'Model',
        ['what', 'value'],
        [
          ['version', card.version],
          ['feature code', card.featureHash],
          [
            'deals of',
            window === undefined ? 'not known' : `${instant(window.from)} to ${instant(window.to)}`,
          ],
          ['columns', count(card.features.length)],
          ['trees', card.trees === undefined ? 'none' : count(card.trees.roots.length)],
          ['workspaces, reps', `${count(Object.keys(workspaces).length)}, ${count(reps)}`],
          ['segments told apart', card.segments.join(', ') || 'none'],
          ['spread of reps, of reps by segment', spread === undefined ? 'not known' : `${decimal(spread.rep, 2)}, ${decimal(spread.segment, 2)} log-odds`], // prettier-ignore
          ['deal won, on average', count(values.overall)],
          ...Object.entries(card.refused ?? {}).map(([fault, deals]) => [`left out: ${fault}`, count(deals)]),
        ],
      ),
      tableOf(
        'Values that it tells apart',
        ['field', 'values'],
        Object.entries(vocabulary).map(([field, known]) => [field, known.join(', ') || 'none']),
        { isDetail: true },
      ),
    ],
  };
}

/** Entries that other sections show. */
const SHOWN = new Set([
  'format', 'version', 'featureHash', 'features', 'vocabulary', 'coefficients', 'means', 'trees', 'segments', 'workspaces',
  'reps', 'values', 'release', 'caveats', 'claims', 'spread', 'window', 'metrics', 'leadPart', 'refused', 'congestion', 'picks',
]); // prettier-ignore

/** What a later trainer says and this release has no words for, as it stands. None: no section. */
export function furtherSection({ card }: ModelView): readonly Section<Subject>[] {
  const rows = leavesOf(Object.fromEntries(Object.entries(card).filter(([name]) => !SHOWN.has(name))));
  if (rows.length === 0) return [];
  return [
    {
      id: 'further',
      title: 'Further entries',
      notes: ['As they stand in the card.'],
      tables: [tableOf('Entries', ['entry', 'value'], rows)],
    },
  ];
}

function leavesOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return [[path, value.join(', ')]];
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}
