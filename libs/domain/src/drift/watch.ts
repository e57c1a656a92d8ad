import { DAY } from '../shared/instant.ts';
import { type Alarm, ALARM_CHANCE, ALARM_DAYS } from './alarm.ts';
import { cusumsOf } from './cusum.ts';
import type { SourceContract } from './contract.ts';
import { type DayWatch, watchValues, watchVolume } from './day-watch.ts';
import type { FieldName } from './fields.ts';
import type { Observation } from './observation.ts';
import { count, createProfile, type SourceProfile } from './profile.ts';
import { type StreamWatch, watchStream } from './stream-watch.ts';
import { streamsOf } from './streams.ts';

/** Leads of 30 days, where a contract says nothing of them. */
const DEFAULT_LEADS = 10_000;

/** Watches one source against its contract, lead by lead and day by day. */
export interface SourceWatch {
  /**
   * One more lead. `at`: epoch ms, on a clock that the caller keeps to; a lead that is late counts to the day that runs.
   */
  add(lead: Observation, at: number): void;
  /** Ends the days before `at`, also those without a lead. */
  advance(at: number): void;
  /** The day that runs: its first instant, epoch ms, and what came. Null before the first lead. */
  today(): { readonly day: number; readonly profile: SourceProfile } | null;
  /** By when they were raised. */
  alarms(): readonly Alarm[];
}

/** `seesAll`: all leads of the source come by here. Where instances share them out, no day's number means anything. */
export function watchSource(contract: SourceContract, { seesAll = true } = {}): SourceWatch {
  const { tenant, source } = contract;
  const streams = streamWatches(contract);
  const values = valueWatches(contract);
  const volume =
    contract.volume === null || !seesAll ? null : watchVolume(contract.volume, dayBudget(2 * ALARM_DAYS));
  let today: { day: number; profile: SourceProfile; isWhole: boolean } | null = null;
  const endDay = ({ day, profile, isWhole }: NonNullable<typeof today>): void => {
    for (const stream of streams) stream.endDay(day);
    for (const [field, watch] of values) watch.endDay(day, profile.fields[field]);
    if (isWhole) volume?.endDay(day, profile.leads);
  };
  const advance = (at: number): void => {
    const last = dayOf(at);
    while (today !== null && today.day < last) {
      endDay(today);
      today = { day: today.day + DAY, profile: createProfile(), isWhole: true };
    }
  };
  return {
    advance,
    add(lead, at) {
      advance(at);
      // The first day may have begun before the watch did.
      today ??= { day: dayOf(at), profile: createProfile(), isWhole: false };
      count(today.profile, lead);
      for (const stream of streams) stream.add(lead, at);
    },
    today: () => today,
    alarms: () =>
      [...streams, ...values.values(), ...(volume === null ? [] : [volume])]
        .flatMap((watch) => watch.alarms())
        .map((alarm) => ({ tenant, source, ...alarm }))
        .toSorted((a, b) => a.raisedAt - b.raisedAt),
  };
}

/** First instant of an instant's day, UTC. */
export const dayOf = (at: number): number => Math.floor(at / DAY) * DAY;

/** Half of the allowed chance is for what leads tell, the other half for what whole days tell. */
function streamWatches(contract: SourceContract): readonly StreamWatch[] {
  const streams = streamsOf(contract);
  const sums = streams.reduce((total, { max }) => total + cusumsOf(max).length, 0);
  const { learned, volume } = contract;
  const days = learned === null ? 0 : (learned.to - learned.from) / DAY;
  const perDay = volume?.perDay ?? volume?.max ?? (days > 0 ? learned!.leads / days : null);
  const trials = perDay === null ? DEFAULT_LEADS : Math.max(1, perDay * ALARM_DAYS);
  return streams.map((stream) => watchStream(stream, { sums, trials, chance: ALARM_CHANCE / 2 }));
}

function valueWatches({
  fields,
  learned,
}: SourceContract): ReadonlyMap<FieldName, DayWatch<SourceProfile['fields'][FieldName]>> {
  const known = Object.entries(fields).flatMap(([name, { values, minFilled }]) => {
    const shares = Object.entries(values ?? {});
    return learned !== null && shares.length > 1 && shares.every(([, share]) => share !== null)
      ? [{ name: name as FieldName, values: values as Record<string, number>, from: learned.leads * (minFilled ?? 1) }] // prettier-ignore
      : [];
  });
  const budget = dayBudget(ALARM_DAYS * known.length);
  return new Map(known.map(({ name, values, from }) => [name, watchValues(name, values, from, budget)]));
}

const dayBudget = (tests: number) => ({ tests, chance: ALARM_CHANCE / 4 });
