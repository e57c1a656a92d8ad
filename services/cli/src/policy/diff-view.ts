import { stringify } from 'csv-stringify/sync';
import { table } from '../output/table.ts';
import { type Change, type GroupDiff, type PolicyDiff, WAITING } from './diff.ts';

const SHOWN = 20;
const money = (value: number): string => Math.round(value).toLocaleString('en-US');
const share = (part: number, of: number): string =>
  of === 0 ? '0 %' : `${((100 * part) / of).toFixed(1)} %`;
const change = ({ a, b }: GroupDiff): string =>
  a.value === 0 ? '' : `${b.value >= a.value ? '+' : ''}${(100 * (b.value / a.value - 1)).toFixed(1)} %`;

/** The difference in lines that a person reads. */
export function diffLines({
  decided,
  left,
  withoutBacklog,
  changed,
  total,
  reps,
  segments,
}: PolicyDiff): readonly string[] {
  const unread =
    left === 0
      ? []
      : [
          `${left} decisions cannot be made again: an unknown engine, or their policy, roster or prices are gone`,
        ];
  const idle =
    withoutBacklog === 0
      ? []
      : [
          `${withoutBacklog} were decided by engine 1, which recorded no backlog and knew no prices: here as if no work waited`,
        ];
  return [
    `${decided} leads decided under both: ${changed.length} (${share(changed.length, decided)}) get another rep`,
    `expected value ${money(total.a.value)} -> ${money(total.b.value)} ${change(total)}`,
    ...unread,
    ...idle,
    'Each lead is decided with the load of its time: what a change does to later leads is not in here.',
    '',
    ...groupTable('segment', segments),
    '',
    ...groupTable('rep', reps),
    ...(changed.length === 0 ? [] : ['', ...changeTable(changed)]),
  ];
}

function groupTable(name: string, groups: readonly GroupDiff[]): readonly string[] {
  const rows = groups.map((group) => [
    group.name,
    group.a.leads,
    group.b.leads,
    money(group.a.value),
    money(group.b.value),
    change(group),
  ]);
  return table([name, 'leads A', 'leads B', 'value A', 'value B', 'change'], rows, [false, true, true, true, true, true]); // prettier-ignore
}

function changeTable(changed: readonly Change[]): readonly string[] {
  const rows = changed
    .slice(0, SHOWN)
    .map(({ leadId, segment, from, to, reasons: [was, is] }) => [
      leadId,
      segment,
      from ?? WAITING,
      to ?? WAITING,
      `${was} -> ${is}`,
    ]);
  const more = changed.length - rows.length;
  return [
    ...table(['lead', 'segment', 'A', 'B', 'why'], rows),
    ...(more > 0 ? [`… and ${more} more: --format csv or --json lists all`] : []),
  ];
}

/** Every change, one row each. */
export const diffCsv = ({ changed }: PolicyDiff): string =>
  stringify(
    changed.map(({ leadId, segment, from, to, reasons: [was, is], values: [before, after] }) => [
      leadId, segment, from, to, was, is, before.toFixed(2), after.toFixed(2),
    ]), // prettier-ignore
    {
      header: true,
      columns: ['lead', 'segment', 'from', 'to', 'reason_a', 'reason_b', 'value_a', 'value_b'],
      escape_formulas: true,
    },
  );
