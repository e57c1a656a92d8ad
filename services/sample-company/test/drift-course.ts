import {
  type Alarm,
  countLead,
  createProfile,
  type DayProfile,
  dayOf,
  learnContract,
  type SourceContract,
  watchSource,
} from '@leadline/domain';
import { type Change, CHANGES, PROMISED } from './drift-changes.ts';
import { type Sent, seen, trafficOf } from './traffic.ts';

/** In two weeks. */
const LEADS = 5000;
const DAY = 86_400_000;
const LEARNED = 12 * DAY;
const WATCHED = 30 * DAY;
/** Leads that come before a change: some days and a part of one. */
const BEFORE = 60;

/** What watching one source came to, whose contract was learned from the days before. */
export interface Course {
  readonly seed: string;
  readonly source: string;
  /** Leads of 30 days without a change, and what they raised. */
  readonly leads: number;
  readonly alarms: readonly Alarm[];
  /** Leads from each change to its alarm, in the order of CHANGES; Infinity without one. */
  readonly delays: readonly number[];
}

/** Two weeks of the sample company's traffic, from which contracts are learned, and the next ones, watched source by source. */
export function coursesOf(seed: string): readonly Course[] {
  const traffic = trafficOf(seed, LEADS, 3);
  const from = dayOf(traffic[0]!.at);
  return [...Map.groupBy(traffic, ({ source }) => source)].map(([source, own]) => {
    const before = own.filter(({ at }) => at >= from && at < from + LEARNED);
    const contract = learned(source, before, from);
    const later = own.filter(({ at }) => at >= from + LEARNED && at < from + LEARNED + WATCHED);
    return {
      seed,
      source,
      leads: later.length,
      alarms: alarmsOf(contract, later),
      delays: CHANGES.map((change) => delayOf(change, contract, later)),
    };
  });
}

function learned(source: string, sent: readonly Sent[], from: number): SourceContract {
  const days = new Map<number, DayProfile>();
  for (const one of sent) {
    const day = dayOf(one.at);
    const known = days.get(day) ?? { day, profile: createProfile() };
    days.set(day, known);
    countLead(known.profile, one.seen);
  }
  return learnContract({ tenant: 'default', source }, [...days.values()], { from, to: from + LEARNED });
}

function alarmsOf(contract: SourceContract, sent: readonly Sent[]): readonly Alarm[] {
  const watch = watchSource(contract);
  for (const one of sent) watch.add(one.seen, one.at);
  watch.advance(sent.at(-1)!.at + DAY);
  return watch.alarms();
}

function delayOf({ kind, field, of }: Change, contract: SourceContract, later: readonly Sent[]): number {
  const sent = later
    .slice(0, BEFORE + PROMISED)
    .map((one, index) => (index < BEFORE ? one : changedBy(of, one, index)));
  const alarm = alarmsOf(contract, sent).find((one) => one.kind === kind && one.field === field);
  return alarm === undefined ? Infinity : sent.filter(({ at }) => at <= alarm.raisedAt).length - BEFORE;
}

function changedBy(of: Change['of'], sent: Sent, index: number): Sent {
  const lead = of(sent.lead, index);
  return { ...sent, lead, seen: seen({ lead, finding: sent.finding }) };
}
