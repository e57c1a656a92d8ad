import { table } from '../output/table.ts';
import type { GroupFigures, KindFigures, RepFigures, WeekFigures } from './figures.ts';

const money = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (share: number | null, digits = 0): string =>
  share === null ? '-' : `${(100 * share).toFixed(digits)} %`;

/** Minutes as people say them. */
function duration(minutes: number | null): string {
  if (minutes === null) return '-';
  if (minutes < 100) return `${minutes.toFixed(0)} min`;
  return minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} d`;
}

/** The figures in lines that a person reads. */
export function weekLines(figures: WeekFigures): readonly string[] {
  const { total, assigned, late, waiting, escalated, handedOn, all, paths, gini, tiers, zones, kinds, reps } =
    figures;
  const byPath = Object.entries(paths).map(([path, count]) => `${path} ${String(count)}`);
  const gone = handedOn === 0 ? '' : `, ${handedOn} handed on to another workspace`;
  const tierNames = tiers.map(({ name }) => name);
  return [
    `${total} leads: ${assigned} assigned (${byPath.join(', ')}; ${late} after their deadline), ${waiting} waiting, ${escalated} waiting beyond their deadline${gone}`,
    `P(win) ${percent(all.chance, 1)}, expected value ${money(all.value)}; first answer ${duration(all.p50)} (p50), ${duration(all.p95)} (p95)`,
    `Gini of the reps' utilisation ${gini.toFixed(2)}`,
    '',
    ...repTable(reps),
    ...(tiers.length > 1 ? ['', ...groupTable('tier', tiers)] : []),
    ...(zones.length > 1 ? ['', ...groupTable('time zone', zones)] : []),
    '',
    ...kindTable(kinds, tierNames.length > 1 ? tierNames : []),
  ];
}

const tail = ({ hours, chance, value, p50, p95 }: GroupFigures): readonly string[] => [
  hours.toFixed(0),
  percent(chance, 1),
  money(value),
  duration(p50),
  duration(p95),
];
const TAIL = ['hours', 'P(win)', 'value', 'p50', 'p95'];
const rightFrom = (first: number, columns: number): readonly boolean[] =>
  Array.from({ length: columns }, (_, column) => column >= first);

function repTable(reps: readonly RepFigures[]): readonly string[] {
  const head = ['rep', 'tier', 'leads', 'share', 'due', 'busy', 'at capacity', 'at daily cap', ...TAIL];
  const rows = reps.map((rep) => [
    rep.name,
    rep.tier,
    rep.leads,
    percent(rep.share),
    percent(rep.due),
    percent(rep.utilisation),
    rep.atCapacity,
    rep.atDailyCap,
    ...tail(rep),
  ]);
  return table(head, rows, rightFrom(2, head.length));
}

function groupTable(name: string, groups: readonly GroupFigures[]): readonly string[] {
  const head = [name, 'leads', 'share', ...TAIL];
  const rows = groups.map((group) => [group.name, group.leads, percent(group.share), ...tail(group)]);
  return table(head, rows, rightFrom(1, head.length));
}

function kindTable(kinds: readonly KindFigures[], tiers: readonly string[]): readonly string[] {
  const head = [
    'kind of lead',
    'leads',
    'share',
    'late',
    'waiting',
    'escalated',
    ...tiers.map((tier) => `to ${tier}`),
    ...TAIL,
  ];
  const rows = kinds.map((kind) => [
    kind.name,
    kind.leads,
    percent(kind.share),
    kind.late,
    kind.waiting,
    kind.escalated,
    ...tiers.map((tier) => kind.tiers[tier] ?? 0),
    ...tail(kind),
  ]);
  return table(head, rows, rightFrom(1, head.length));
}
