import { type Alarm, contractKey, DAY, watchSource } from '@leadline/domain';
import type { Contracts } from '@leadline/reference';
import { inPeriod, type Period } from '../export/period.ts';
import { adviceOn } from './advice.ts';
import { daysOf } from './days.ts';
import type { QualityFacts, SeenLead } from './facts.ts';
import { outcomeQuality, type OutcomeQuality, repQuality, type RepQuality } from './feedback.ts';
import { type SourceQuality, sourcesOf } from './sources.ts';

/** Which data a report is about: what came about in the period, by the clock of its workspace. */
export interface QualitySelection {
  readonly period: Period;
  /** Null: all. */
  readonly tenant: string | null;
  readonly source: string | null;
}

/** The figures of a quality report. */
export interface QualityReport {
  /** Ends of the period, epoch ms; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly tenant: string | null;
  readonly source: string | null;
  /** When the topics were read, wall clock, epoch ms. */
  readonly asOf: number;
  readonly leads: number;
  /** Contracts that are broken, first, then those that were; oldest first. */
  readonly alarms: readonly (Alarm & { readonly advice: string })[];
  readonly sources: readonly SourceQuality[];
  readonly outcomes: OutcomeQuality;
  /** Reps have no period and no source: they are judged as they are now. */
  readonly reps: RepQuality;
}

/** All figures, from facts alone. `asOf`: when they were read, epoch ms. */
export function qualityReport(
  { leads, kept, outcomes, reps }: QualityFacts,
  contracts: Contracts,
  { period, tenant, source }: QualitySelection,
  asOf: number,
): QualityReport {
  const isSelected = (one: {
    readonly tenant: string;
    readonly at: number;
    readonly source: string | null;
  }) =>
    inPeriod(period, one.at) &&
    (tenant === null || one.tenant === tenant) &&
    (source === null || one.source === source);
  const own = leads.filter(isSelected);
  const days = daysOf(
    own,
    kept.filter((one) => isSelected({ ...one, at: one.day }) && one.day + DAY <= period.to),
  );
  const alarms = alarmsOf(own, contracts, Math.min(period.to, asOf));
  return {
    from: Number.isFinite(period.from) ? period.from : null,
    to: Number.isFinite(period.to) ? period.to : null,
    tenant,
    source,
    asOf,
    leads: days.reduce((sum, { profile }) => sum + profile.leads, 0),
    alarms: alarms.map((alarm) => ({ ...alarm, advice: adviceOn(alarm, alarms) })),
    sources: sourcesOf(days, contracts.sources),
    outcomes: outcomeQuality(outcomes.filter(isSelected)),
    reps: repQuality(reps.filter((rep) => tenant === null || rep.tenant === tenant)),
  };
}

/** Whether a source breaks its contract now. */
export const isBroken = ({ until }: Alarm): boolean => until === null;

/** `end`: days up to there are over, epoch ms. A day that nobody ends tells nothing of how many leads a day has. */
function alarmsOf(leads: readonly SeenLead[], { sources }: Contracts, end: number): readonly Alarm[] {
  const alarms = [...Map.groupBy(leads, contractKey)].flatMap(([key, own]) => {
    const contract = sources.get(key);
    if (contract === undefined) return [];
    const watch = watchSource(contract);
    for (const { seen, at } of own) watch.add(seen, at);
    watch.advance(end);
    return watch.alarms();
  });
  return alarms.toSorted((a, b) => Number(isBroken(b)) - Number(isBroken(a)) || a.since - b.since);
}
