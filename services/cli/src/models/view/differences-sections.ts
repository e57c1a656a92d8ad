import type { CalibrationGroup, ServedCard } from '@leadline/models';
import { type Section, tableOf } from '../../report/view/table.ts';
import { type Cell, NONE, percent, rateCell } from '../../report/view/format.ts';
import { rateOf } from '../../report/figures/statistics.ts';
import { decimal, type Interval, intervalCell } from './figures.ts';
import type { ModelView, Subject } from './view.ts';

/** Standard deviations of a normal distribution that hold 95 %. */
const NORMAL = 1.96;

/** A rep as the card knows it. */
export interface RepRow {
  readonly name: string;
  /** Log-odds over an average rep; the interval is what is not known of it. */
  readonly effect: Interval;
  /** More wins than predicted, in standard deviations of chance; null: not judged. */
  readonly surprise: number | null;
  /** What was predicted of the deals held out and what happened; null: not judged. */
  readonly judged: CalibrationGroup | null;
}

/** Predicted and happened, of so many deals held out. */
function judgedCells(judged: CalibrationGroup | null): readonly (Cell | string)[] {
  if (judged === null || judged.deals === 0) return [NONE, NONE];
  const won = rateOf(Math.round(judged.deals * judged.happened), judged.deals);
  return [percent(judged.predicted), rateCell(won)];
}

/** All reps, the best first. */
export function repsOf({ workspaces, reps, metrics }: ServedCard): readonly RepRow[] {
  const several = Object.keys(workspaces).length > 1;
  return Object.entries(workspaces)
    .flatMap(([workspace, { first, repIds }]) =>
      repIds.map((repId, index) => ({
        name: several ? `${workspace}/${repId}` : repId,
        column: first + index,
      })),
    )
    .map(({ name, column }) => {
      const [value, unknown] = [reps.effects[column]!, reps.deviations?.[column]];
      const half = unknown === undefined ? null : NORMAL * unknown;
      const effect = {
        value,
        low: half === null ? null : value - half,
        high: half === null ? null : value + half,
      };
      const calibration = metrics?.calibration;
      const judged = calibration?.groups?.reps[column] ?? null;
      return { name, effect, surprise: calibration?.byRep[column] ?? null, judged };
    })
    .toSorted((a, b) => b.effect.value - a.effect.value || (a.name < b.name ? -1 : 1));
}

export function repsSection({ card }: ModelView): Section<Subject> {
  const reps = repsOf(card);
  const none = 'It knows no reps: all are taken for alike.';
  return {
    id: 'reps',
    title: 'Reps',
    notes: [
      reps.length === 0
        ? none
        : 'What a rep adds to the log-odds of any lead, over an average rep, shrunk by how few deals there are; the interval is what is not known of it. Surprise: how many more deals the rep won than was predicted of the deals held out, in standard deviations of chance; beyond 2 on either side the model is wrong about a rep more than chance explains.',
    ],
    tables: [
      tableOf(
        'By rep',
        ['rep', '#effect', '#predicted', '#won', '#surprise'],
        reps.map(({ name, effect, judged, surprise }) => [
          name,
          effect.low === null ? decimal(effect.value, 2) : intervalCell(effect, 2),
          ...judgedCells(judged),
          surprise === null ? NONE : decimal(surprise, 1),
        ]),
        { isDetail: true },
      ),
    ],
  };
}

/** Segments and how many more wins than predicted each had. */
export const segmentsOf = ({ metrics }: ServedCard): readonly (readonly [name: string, surprise: number])[] =>
  Object.entries(metrics?.calibration?.bySegment ?? {});

export function segmentsSection({ card }: ModelView): Section<Subject> {
  const segments = segmentsOf(card);
  return {
    id: 'segments',
    title: 'Segments',
    notes: [
      segments.length === 0
        ? 'How it does by segment is not known.'
        : 'Surprise: more (or fewer) deals won than predicted of those held out, in standard deviations of chance. Beyond 2 on either side the model is wrong about a segment more than chance explains.',
    ],
    tables: [
      tableOf(
        'By segment',
        ['segment', '#predicted', '#won', '#surprise'],
        segments.map(([name, surprise]) => [
          name,
          ...judgedCells(card.metrics?.calibration?.groups?.segments[name] ?? null),
          decimal(surprise, 1),
        ]),
        { isDetail: true },
      ),
    ],
  };
}
