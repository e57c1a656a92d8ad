import {
  type Alarm,
  countLead,
  createProfile,
  type DayProfile,
  dayOf,
  learnContract,
  type ProfiledLead,
  type SourceContract,
  watchSource,
} from '@leadline/domain';
import { type Sent, seen, trafficOf } from '../test/traffic.ts';

/**
 * Must show 5 of data quality: alarms within 200 leads of a change, none in 30 days without one. Contracts are learned from two
 * weeks of the sample company's traffic, then the next weeks are watched, source by source.
 */
const SEEDS = Array.from({ length: 20 }, (_, index) => `drift-${String(index + 1)}`);
/** In two weeks. */
const LEADS = 5000;
const DAY = 86_400_000;
const LEARNED = 12 * DAY;
const WATCHED = 30 * DAY;
const PROMISED = 200;

interface Course {
  readonly seed: string;
  readonly contract: SourceContract;
  /** 30 days after those from which the contract was learned. */
  readonly later: readonly Sent[];
}

const courses: readonly Course[] = SEEDS.flatMap((seed) => {
  const traffic = trafficOf(seed, LEADS, 3);
  const from = dayOf(traffic[0]!.at);
  return [...Map.groupBy(traffic, ({ source }) => source)].map(([source, own]) => ({
    seed,
    contract: learned(
      source,
      own.filter(({ at }) => at >= from && at < from + LEARNED),
      from,
    ),
    later: own.filter(({ at }) => at >= from + LEARNED && at < from + LEARNED + WATCHED),
  }));
});

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

test('30 days of unchanged traffic raise no alarm, whatever the seed', () => {
  const alarms = courses.flatMap(({ seed, contract, later }) =>
    alarmsOf(contract, later).map((alarm) => ({ seed, ...alarm })),
  );
  const leads = courses.reduce((sum, { later }) => sum + later.length, 0);
  process.stdout.write(
    `drift: ${String(SEEDS.length)} seeds, ${String(courses.length)} sources x 30 days, ${String(leads)} leads unchanged: ${String(alarms.length)} alarms\n`,
  );
  expect(leads).toBeGreaterThan(200_000);
  expect(alarms).toEqual([]);
});

/** What a source does from one lead on, and the alarm that must tell of it. */
interface Change {
  readonly name: string;
  readonly kind: Alarm['kind'];
  readonly field: string | null;
  readonly of: (lead: ProfiledLead, index: number) => ProfiledLead;
}

const CHANGES: readonly Change[] = [
  {
    name: 'renames industry to branche',
    kind: 'FIELD_EMPTY',
    field: 'industry',
    of: (lead) => ({ ...lead, industry: null, attributes: { branche: lead.industry ?? '' } }),
  },
  { name: 'drops amount', kind: 'FIELD_EMPTY', field: 'amount', of: (lead) => ({ ...lead, amount: null }) },
  { name: 'drops phone', kind: 'FIELD_EMPTY', field: 'phone', of: (lead) => ({ ...lead, contact: { ...lead.contact, phone: null } }) }, // prettier-ignore
  {
    name: 'sends a new product in one lead of five',
    kind: 'VALUE_NEW',
    field: 'product',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, product: 'meter-max' } : lead),
  },
  {
    name: 'sends a new deal type in one lead of five',
    kind: 'VALUE_NEW',
    field: 'dealType',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, dealType: 'renewal' } : lead),
  },
  {
    name: 'sends industries that nobody knows in one lead of five',
    kind: 'VALUE_UNKNOWN',
    field: 'industry',
    of: (lead, index) => (index % 5 === 3 ? { ...lead, industry: 'Qzxv Kblt' } : lead),
  },
];

function changedBy(of: Change['of'], sent: Sent, index: number): Sent {
  const lead = of(sent.lead, index);
  return { ...sent, lead, seen: seen({ lead, finding: sent.finding }) };
}

/** Leads that come before the change: some days and a part of one. */
const BEFORE = 60;

test.each(CHANGES)(
  'a source that $name raises its alarm within 200 leads, in every seed',
  ({ name, kind, field, of }) => {
    const delays = courses.map(({ contract, later }) => {
      const sent = later
        .slice(0, BEFORE + PROMISED)
        .map((one, index) => (index < BEFORE ? one : changedBy(of, one, index)));
      const alarm = alarmsOf(contract, sent).find((one) => one.kind === kind && one.field === field);
      return alarm === undefined ? Infinity : sent.filter(({ at }) => at <= alarm.raisedAt).length - BEFORE;
    });
    const found = delays.filter((delay) => delay > 0 && delay <= PROMISED);
    const sorted = found.toSorted((a, b) => a - b);
    process.stdout.write(
      `drift: ${name}: ${String(found.length)} of ${String(delays.length)} sources, after ${String(sorted[Math.floor(sorted.length / 2)])} leads (half), ${String(sorted.at(-1))} (worst)\n`,
    );
    expect(found).toHaveLength(courses.length);
  },
);
