import type { RepShare } from '../figures/reps.ts';
import { count, meanCell, rateCell } from './format.ts';
import { type Section, tableOf } from './table.ts';

/** Reps of one workspace. */
export interface Team {
  readonly title: string;
  readonly reps: readonly RepShare[];
}

/** Reps by workspace, in the order of the report. The tenant is named only where there are several. */
export function teamsOf(reps: readonly RepShare[]): readonly Team[] {
  const isOne = new Set(reps.map(({ tenant }) => tenant)).size <= 1;
  const groups = Map.groupBy(reps, ({ tenant, workspace }) => (isOne ? workspace : `${tenant}/${workspace}`));
  return [...groups].map(([title, own]) => ({ title, reps: own }));
}

/** A rep by id, or by name where names were asked for. */
export const repText = ({ repId, name }: RepShare): string => name ?? repId;

/** Share and expected value per rep. */
export function repsSection(reps: readonly RepShare[]): Section<'reps'> {
  return {
    id: 'reps',
    title: 'Share and expected value per rep',
    notes: [
      'A lead counts for the rep of its last assignment. Value: predicted deal values if won. Expected: value times the model’s P(win) of that lead with that rep at no load. Money is in the currency of the workspace and never summed over workspaces.',
    ],
    tables: teamsOf(reps).map(({ title, reps: own }) =>
      tableOf(
        `Reps of ${title}`,
        ['rep', '#leads', '#share', '#value', '#expected', '#expected a lead'],
        own.map((rep) => [
          repText(rep),
          count(rep.share.count),
          rateCell(rep.share),
          count(rep.value.sum),
          count(rep.expected.sum),
          meanCell(rep.expected),
        ]),
        { isDetail: true },
      ),
    ),
  };
}
