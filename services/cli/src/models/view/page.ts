import { documentOf, type Tile } from '../../report/view/document.ts';
import { count, instant, many, NONE } from '../../report/view/format.ts';
import { linesOf } from '../../report/view/text.ts';
import { chartsOf } from './charts.ts';
import { decimal, intervalCell } from './figures.ts';
import { sectionsOf } from './sections.ts';
import { type ModelView, shortOf, tenantText } from './view.ts';

const METHOD =
  'Intervals are at 95 %: normal approximation for means, Hanley and McNeil for the area under the curve, Wilson score for shares. How they are made, and what each says: docs/model.md.';

/** The card as one HTML file that needs nothing else. */
export function cardPage(view: ModelView): string {
  const { version } = view.card;
  return documentOf({
    title: `Model ${shortOf(version)}`,
    eyebrow: 'Leadline · model card',
    heading: `Model ${shortOf(version)}`,
    about: aboutOf(view),
    tiles: tilesOf(view),
    shown: sectionsOf(view).map((section) => ({ section, charts: chartsOf(section.id, view) })),
    footer: METHOD,
  });
}

/** The card in lines that a person reads in a terminal. */
export const cardLines = (view: ModelView): readonly string[] => [
  `Model ${view.card.version}`,
  aboutOf(view),
  ...linesOf(sectionsOf(view)),
  '',
  METHOD,
];

function aboutOf({ card: { metrics, window } }: ModelView): string {
  const deals = metrics === undefined ? 'Deals that it does not name' : many(metrics.trainedOn, 'deal');
  const when = window === undefined ? 'of a time that it does not name' : `from ${instant(window.from)} to ${instant(window.to)}`; // prettier-ignore
  return `${deals}, ${when}`;
}

function tilesOf({ card: { release, metrics }, inCharge }: ModelView): readonly Tile[] {
  const saved = metrics === undefined ? null : intervalCell(metrics.gain.model, 4);
  const slope = metrics?.calibration?.slope;
  return [
    {
      title: 'May be put in charge',
      value: release.allowed ? 'yes' : 'no',
      below:
        inCharge.length === 0 ? 'in charge of nobody' : `in charge of ${inCharge.map(tenantText).join(', ')}`,
    },
    { title: 'Log loss saved per deal', value: saved?.text ?? NONE, below: saved?.aside ?? 'not known' },
    {
      title: 'AUC',
      value: metrics?.auc === undefined ? NONE : decimal(metrics.auc.model, 3),
      below: metrics?.auc === undefined ? 'not known' : `${decimal(metrics.auc.low, 3)} to ${decimal(metrics.auc.high, 3)}`, // prettier-ignore
    },
    {
      title: 'Calibration slope',
      value: slope === undefined ? NONE : decimal(slope, 2),
      below: 'before correction; 1: as predicted',
    },
    {
      title: 'Deals held out',
      value: metrics === undefined ? NONE : count(metrics.heldOut),
      below: metrics === undefined ? 'not known' : `of ${count(metrics.trainedOn)}`,
    },
  ];
}
