import { arrivalAt, createRandom, dayCounts } from '@leadline/chance';
import { DAY, offsetAt } from '@leadline/domain';
import type { LeadKind, Week } from '@leadline/policy';
import { zoneOffsets } from '@leadline/reference';

/** Facts that a kind of lead may say. */
type Fact = keyof LeadKind['lead'];

/** A lead of the week, and what becomes of it whoever gets it. */
export interface WeekLead {
  readonly leadId: string;
  /** Epoch ms. */
  readonly occurredAt: number;
  readonly kind: LeadKind;
  readonly facts: Readonly<Record<Fact, string | null>>;
  /** What it brings if won; the prediction is right. */
  readonly value: number;
  /** Work that it truly takes, minutes. */
  readonly minutes: number;
  /** Whether an owner of its account is known, and which of them: uniform. */
  readonly isOwned: boolean;
  readonly ownerDraw: number;
  /** Uniform number below which P(win) has to stay for it to be lost. */
  readonly luck: number;
  /** How long it stays open once a rep has it, ms. */
  readonly openFor: number;
}

/** Standard deviation of the logarithm of the true work. */
const WORK_SPREAD = 0.3;

/** The leads of so many days, in order of arrival. `from`: a Monday's midnight, UTC. */
export function leadsOf(week: Week, seed: string, from: number, days: number): readonly WeekLead[] {
  const random = createRandom(`${seed}/days`);
  const counts = dayCounts(random, (week.leads * days) / 7, days);
  const leads = counts.flatMap((count, day) =>
    Array.from({ length: count }, (_, index) =>
      leadOf(week, `${seed}/${String(day)}/${String(index)}`, { from, day }),
    ),
  );
  return leads.toSorted((a, b) => a.occurredAt - b.occurredAt || (a.leadId < b.leadId ? -1 : 1));
}

function leadOf(
  week: Week,
  leadId: string,
  { from, day }: { readonly from: number; readonly day: number },
): WeekLead {
  const random = createRandom(leadId);
  const kind = random.weighted(week.kinds.map((one) => [one, one.share] as const));
  const said = (fact: Fact): string | null => {
    const value = kind.lead[fact];
    if (value === undefined) return null;
    return typeof value === 'string' ? value : random.weighted(Object.entries(value));
  };
  const facts = {
    source: said('source'),
    country: said('country'),
    timeZone: said('timeZone'),
    language: said('language'),
    product: said('product'),
    dealType: said('dealType'),
    segment: said('segment'),
    postalCode: said('postalCode'),
  };
  const zone = facts.timeZone === null ? null : zoneOffsets(facts.timeZone);
  const offset = zone === null ? 0 : offsetAt(zone, from + day * DAY);
  return {
    leadId,
    occurredAt: arrivalAt(random, from, day, week.hours, offset),
    kind,
    facts,
    value: Math.round(random.logNormal(kind.value, kind.spread)),
    minutes: Math.max(1, Math.round(random.logNormal(kind.minutes, WORK_SPREAD))),
    isOwned: random.chance(week.owned),
    ownerDraw: random.next(),
    luck: random.next(),
    openFor: random.exponential(week.openDays * DAY),
  };
}
