import * as fc from 'fast-check';
import { type Trait, traitsOf } from '../src/identity/index.ts';
import type { LogEvent } from '../src/index.ts';
import {
  advanced, command, DAY, deal, eventClock, HOUR, MONDAY, outcome, parked, policy, prices, quarantined, rep, scored, sha256, ticked, transferred,
} from './scenario.ts'; // prettier-ignore
import { NINE, nightLine } from './night-line.ts';
import { softPolicies } from './soft-policies.ts';

/** An event of a log, and when the broker appended it, epoch ms. */
export interface Step {
  readonly event: LogEvent;
  readonly at: number;
}

const REPS = ['anna', 'ben', 'cora', 'dora'];
const pick = <T>(...items: readonly T[]) => fc.constantFrom(...items);
const repId = pick(...REPS);
const leadId = fc.integer({ min: 1, max: 12 }).map((n) => `lead-${n}`);
const hour = fc.integer({ min: 0, max: 24 * 40 });

const repEvent = fc
  .record({
    id: repId,
    active: fc.boolean(),
    capacity: fc.integer({ min: 0, max: 4 }),
    dailyCap: fc.integer({ min: 0, max: 4 }),
    workStart: pick(0, 540),
    workEnd: pick(1020, 1440),
    timeZone: pick('UTC', 'Europe/Berlin', 'America/New_York', 'Mars/Base'),
    territories: pick(['*'], ['DE'], ['FR', 'US']),
    languages: pick([], ['de'], ['fr']),
  })
  .map(({ id, ...over }) => rep(id, over));

/** Persons with something in common: surely the same (0, 1), perhaps (2), or of one company only (3). */
export const IDENTITIES: readonly (readonly Trait[])[] = [
  { email: 'ann@acme.io', phoneE164: '+1', name: 'Ann Lee', company: 'Acme' },
  { phoneE164: '+1', name: 'Ann Lee', company: null },
  { email: 'al@web.de', name: 'A. Lee', company: 'Acme' },
  { email: 'ab@acme.io', name: 'Abel Lang', company: 'Acme' },
].map((person) =>
  traitsOf(
    'default',
    { email: null, phoneE164: null, accountId: null, companyDomain: null, ...person },
    (text) => sha256(text).slice(0, 32),
    (text) => text,
  ),
);

const scoredEvent = fc
  .record({
    id: leadId,
    identity: pick([], [], ...IDENTITIES),
    personKey: pick(null, 'p1', 'p2', 'p3', 'p4'),
    accountOwner: fc.option(repId, { freq: 4 }),
    country: pick(null, 'DE', 'FR'),
    language: pick(null, 'de-AT', 'fr'),
    attempt: pick(1, 1, 1, 2, 3),
    expectedValue: pick(0, 100, 5482.5),
    repIds: pick([], ['anna', 'cora'], REPS),
    hour,
  })
  .map(({ id, hour: h, ...over }) =>
    scored(id, {
      ...over,
      occurredAt: MONDAY + h * HOUR,
      repLogits: over.repIds.map((_, n) => -1_500_000 + n * 400_001),
    }),
  );

/** A hard rule of a policy. */
const largeToSoldInGermany = {
  id: 'large',
  when: { op: '>=', left: { lead: 'expectedValue' }, right: { value: 100 } },
  require: { op: 'in', left: { value: 'DE' }, right: { rep: 'territories' } },
};

/** What waiting does to it. */
const longWait = {
  relax: [{ afterMinutes: 60, drop: ['large'] }],
  overflow: {
    afterMinutes: 6 * 60,
    team: 'ab',
    members: { op: 'in', left: { rep: 'repId' }, right: { value: ['anna', 'ben'] } },
  },
};

const jointPolicies = softPolicies({ waiting: { joint: true } });

const otherEvent = fc.oneof(
  fc
    .tuple(leadId, pick(1, 1, 2, 3), hour)
    .map(([id, attempt, h]) => quarantined(id, { attempt, personKey: 'p1', occurredAt: MONDAY + h * HOUR })),
  fc
    .tuple(leadId, pick(1, 1, 2), hour)
    .map(([id, attempt, h]) => parked(id, { attempt, occurredAt: MONDAY + h * HOUR })),
  fc
    .tuple(leadId, pick(1, 2), pick([], ['anna']), hour)
    .map(([id, attempt, declined, h]) =>
      transferred(id, { attempt, declined, occurredAt: MONDAY + h * HOUR }),
    ),
  fc.tuple(pick('deal-1', 'deal-2'), repId, hour).map(([id, who, h]) => deal(id, who, MONDAY + h * HOUR)),
  fc
    .tuple(
      fc.oneof(leadId, pick('deal-1', 'deal-2')),
      pick('won', 'lost', 'released', 'contacted', 'what'),
      hour,
    )
    .map(([id, what, h]) => outcome(id, what, { occurredAt: MONDAY + h * HOUR })),
  fc
    .tuple(leadId, pick('reassign', 'withdraw', 'merge', 'split'), fc.option(repId), leadId, hour)
    .map(([id, what, who, otherLeadId, h]) =>
      command(id, what, who, { otherLeadId, occurredAt: MONDAY + h * HOUR }),
    ),
  pick(
    policy({ strategy: 'round-robin' }),
    policy({ hours: 'ignore', owner: { overflow: 1.5 } }),
    policy({ waiting: { deadlineMinutes: 90 } }),
    policy({ waiting: { joint: true } }),
    policy({ waiting: { backlogHours: 0.5 } }),
    policy({ waiting: { deadlineMinutes: 90, joint: true, backlogHours: 1 }, hours: 'ignore', ...longWait }),
    policy({ waiting: { deadlineMinutes: 90, joint: true }, rules: [largeToSoldInGermany], ...longWait }),
    policy({ amend: 'redecide' }),
    prices({ objective: 'value', perHour: { anna: 20_000, ben: 5_000 } }),
    policy({ rules: [largeToSoldInGermany] }),
    policy({ rules: [largeToSoldInGermany], ...longWait }),
    policy({ rules: [largeToSoldInGermany], transfer: { afterMinutes: 60, workspace: 'other' } }),
    ...softPolicies(),
    ...jointPolicies,
  ),
);

const timeEvent = hour.map((h) => advanced(MONDAY + h * HOUR));

/** An arrival with the time at which intake took its lead in, which is one for all its attempts and before any of them is on the log. */
function receivedBy(event: LogEvent, at: number, received: Map<string, number>): LogEvent {
  if (event.record !== 'LeadScored' && event.record !== 'LeadQuarantined' && event.record !== 'LeadParked')
    return event;
  const { leadId: id } = event.value;
  const receivedAt = received.get(id) ?? at;
  received.set(id, receivedAt);
  return { ...event, value: { ...event.value, receivedAt } } as LogEvent;
}

/** Logs of a live or a driven workspace, with time going on in leaps. */
export const log = fc
  .record({
    driven: fc.boolean(),
    /** What comes before all else. */
    before: fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, { arbitrary: nightLine(REPS), weight: 1 }),
    events: fc.array(
      fc.tuple(
        fc.oneof(
          { arbitrary: repEvent, weight: 2 },
          { arbitrary: scoredEvent, weight: 5 },
          { arbitrary: otherEvent, weight: 4 },
          { arbitrary: timeEvent, weight: 2 },
          { arbitrary: fc.constant(ticked()), weight: 2 },
        ),
        pick(0, 1, HOUR, 7 * HOUR, 3 * DAY),
      ),
      { maxLength: 60, size: 'max' },
    ),
  })
  .map(({ driven, before, events }): Step[] => {
    let at = before.length > 0 ? NINE : MONDAY;
    const received = new Map<string, number>();
    const opening = before.length > 0 ? [...before, { event: driven ? advanced(NINE) : ticked(), at }] : [];
    const steps = [
      ...opening.map((step) => ({ ...step, event: receivedBy(step.event, step.at, received) })),
      ...events.map(([event, leap]) => ({ event: receivedBy(event, (at += leap), received), at })),
    ];
    return driven
      ? [{ event: eventClock(), at: MONDAY }, ...steps, { event: advanced(MONDAY + 41 * DAY), at }]
      : steps;
  });
