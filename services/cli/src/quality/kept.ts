import type { SourceProfiled } from '@leadline/contracts';
import {
  createProfile,
  FIELD_NAMES,
  type FieldName,
  LEAST_LEADS,
  ranked,
  type Tally,
} from '@leadline/domain';
import type { SourceDay } from './days.ts';

/** The record of a day. What fewer than five leads have is left out, since it may be somebody's, and a day is kept for long. */
export function recordOf({ tenant, source, day, profile, duplicates }: SourceDay): SourceProfiled {
  const { leads, judged, quarantined, reasons, attributes, fields } = profile;
  const told = FIELD_NAMES.filter((field) => fields[field].filled > 0);
  return {
    tenant,
    source,
    day,
    leads,
    judged,
    quarantined,
    duplicates,
    reasons: countsOf(reasons, 1),
    attributes: countsOf(attributes, LEAST_LEADS),
    fields: told.map((field) => {
      const { filled, unknown, invalid, values } = fields[field];
      return { field, filled, unknown, invalid, values: countsOf(values, LEAST_LEADS) };
    }),
  };
}

/** The day of a record. Fields that this release does not know are passed over. */
export function dayOfRecord(record: SourceProfiled): SourceDay {
  const { tenant, source, day, leads, judged, quarantined, duplicates } = record;
  const profile = createProfile();
  Object.assign(profile, {
    leads,
    judged,
    quarantined,
    reasons: tallyOf(record.reasons),
    attributes: tallyOf(record.attributes),
  });
  for (const { field, filled, unknown, invalid, values } of record.fields)
    if (isField(field))
      Object.assign(profile.fields[field], { filled, unknown, invalid, values: tallyOf(values) });
  return { tenant, source, day, profile, duplicates };
}

/** Of a source's days, those that tell of more leads than what was kept. */
export function newsOf(days: readonly SourceDay[], kept: readonly SourceDay[]): readonly SourceDay[] {
  const known = new Map<string, number>();
  for (const { tenant, source, day, profile } of kept) {
    const key = keyOfDay({ tenant, source, day });
    known.set(key, Math.max(known.get(key) ?? 0, profile.leads));
  }
  return days.filter((day) => day.profile.leads > (known.get(keyOfDay(day)) ?? 0));
}

/** Key of a day's record: `default/web/2026-11-02`. */
export function keyOfDay({ tenant, source, day }: Pick<SourceDay, 'tenant' | 'source' | 'day'>): string {
  return `${tenant}/${source}/${new Date(day).toISOString().slice(0, 10)}`;
}

const isField = (name: string): name is FieldName => (FIELD_NAMES as readonly string[]).includes(name);

const countsOf = (tally: Tally, least: number): SourceProfiled['reasons'] =>
  Object.fromEntries(ranked(tally).filter(([, leads]) => leads >= least));

const tallyOf = (counts: SourceProfiled['reasons']): Tally => new Map(Object.entries(counts));
