import { type LeadScored, sha256 } from '@leadline/contracts';
import {
  type Capsule,
  computePrices,
  createWorkspace,
  DAY,
  defaultPolicy,
  type FoldContext,
  foldEvent,
  type FoldResult,
  type LogEvent,
  nextTimerAt,
  pastOf,
  type Policy,
  type Prices,
  pricesBody,
  type Scoring,
  waitingOf,
} from '@leadline/domain';
import type { WorldLead } from '../world/leads.ts';
import type { WorldRep } from '../world/world.ts';
import type { Desk } from './desk.ts';
import type { Router } from './roll-out.ts';

/** Where the simulated team works. */
export const PLACE = { tenant: 'default', workspace: 'simulator' } as const;

/** Hours of work for fewer of which a rep is free for what has waited for long. */
export const LITTLE_WORK = 0.5;
/** What waits is given away at once, and decided together: with that, leads of the line are weighed against each other. */
export const LINE_TOGETHER: Policy['waiting'] = { ...defaultPolicy.waiting, joint: true };
/**
 * By which the simulated firm routes: for conversions, which the bars count, with the hour of work that its leads take. It releases prices
 * every week, which say whose time is wanted: beside them open leads weigh little, and a backlog by what its delay costs, no more. What
 * came by night or over the weekend does not lie before what has just come, and has three days.
 */
export const FIRM_POLICY: Policy = {
  ...defaultPolicy,
  objective: 'probability',
  work: { minutes: 60 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0.15 },
  waiting: { ...defaultPolicy.waiting, deadlineMinutes: 3 * 1440, backlogHours: LITTLE_WORK },
};

const { price: _price, ...unpriced } = defaultPolicy;
/**
 * The default of engine 1. Engine 2 goes by it as engine 1 did, but that it compares fractions of a cent, and of equals takes
 * the rep for whom less work waits.
 */
export const DEFAULT_2: Policy = {
  ...unpriced,
  version: 'default-2',
  congestion: { perOpenShare: 3_000_000 },
};

/** On Mondays at midnight, by the decisions of 30 days. */
const PRICED_EVERY = 7 * DAY;
const PRICED_FROM = 4 * DAY;
const PRICED_BY = 30 * DAY;

/** Where a policy explores, by this. */
const SALT = 'simulator';
const UTC = { untils: [Infinity], offsets: [0] };
const ANYTHING = ['*'];

/** What the engine decides with. */
export interface Engine {
  readonly policy: Policy;
  readonly scoringOf: (lead: WorldLead) => Scoring;
  /** Whether prices are released every week, as `leadline prices` computes them. */
  readonly isPriced: boolean;
}

/** Leadline's own decision, fed record by record as assignment is: scored leads, outcomes and ticks of the clock. */
export function engineRouter(desk: Desk, { policy, scoringOf, isPriced }: Engine): Router {
  const state = createWorkspace(PLACE.tenant, PLACE.workspace, { policy });
  const leads = new Map<string, WorldLead>();
  const past = keepPast();
  const positions = new Map(desk.world.reps.map(({ repId }, index) => [repId, index]));
  let offset = 0;
  const fold = (event: LogEvent, at: number): void => {
    const context: FoldContext = {
      offset: (offset += 1),
      appendedAt: at,
      sha256,
      zone: () => UTC,
      salt: SALT,
    };
    const { assigned, contents, decisions } = foldEvent(state, event, context);
    past.keep(contents, decisions);
    for (const { leadId, repId } of assigned) desk.assign(leads.get(leadId)!, positions.get(repId)!, at);
  };
  const hour = (at: number): void => {
    const released = isPriced && at % PRICED_EVERY === PRICED_FROM ? past.prices(at) : null;
    if (released !== null) fold(pricesReleased(released), at);
    for (let due = nextTimerAt(state); due !== null && due <= at; due = nextTimerAt(state))
      fold({ record: 'Ticked', value: { ...PLACE, eventId: `tick-${String(offset)}`, dueAt: due } }, at);
  };
  for (const rep of desk.world.reps) fold(upserted(rep), 0);
  return {
    arrive(lead) {
      leads.set(lead.leadId, lead);
      fold({ record: 'LeadScored', value: scored(lead, scoringOf(lead)) }, lead.occurredAt);
    },
    close({ lead, won }, at) {
      fold(closed(lead, won, at), at);
      leads.delete(lead.leadId);
    },
    hour,
    waiting: () => waitingOf(state).length,
  };
}

/** Capsules of the last weeks, and what they name. */
function keepPast() {
  const bodies = new Map<string, string>();
  let capsules: Capsule[] = [];
  return {
    keep(contents: FoldResult['contents'], decisions: FoldResult['decisions']): void {
      for (const { hash, body } of contents) bodies.set(hash, body);
      for (const { capsule } of decisions) capsules.push(JSON.parse(capsule) as Capsule);
    },
    prices(at: number): Prices | null {
      capsules = capsules.filter((capsule) => capsule.at > at - PRICED_BY);
      const known = pastOf(capsules, (hash) => bodies.get(hash));
      return known === null ? null : computePrices(known, `week-${String(at / DAY)}`).prices;
    },
  };
}

function pricesReleased(released: Prices): LogEvent {
  const { version } = released;
  const said = { eventId: version, version, body: pricesBody(released), occurredAt: 0 };
  return { record: 'PricesReleased', value: { ...PLACE, ...said } };
}

function upserted({ repId, tier, workStart, workEnd, capacity, dailyCap }: WorldRep): LogEvent {
  return {
    record: 'RepUpserted',
    value: {
      ...PLACE,
      eventId: repId,
      repId,
      active: true,
      territories: ANYTHING,
      skills: ANYTHING,
      languages: [],
      tier,
      timeZone: 'UTC',
      workDays: [1, 2, 3, 4, 5],
      workStart,
      workEnd,
      capacity,
      dailyCap,
      away: [],
      occurredAt: 0,
    },
  };
}

function closed({ leadId, value }: WorldLead, won: boolean, at: number): LogEvent {
  const outcome = won ? 'won' : 'lost';
  const amount = won ? value : null;
  return {
    record: 'DealOutcome',
    value: { ...PLACE, eventId: `${leadId}/closed`, leadId, outcome, amount, reason: null, occurredAt: at },
  };
}

function scored({ leadId, occurredAt, lead }: WorldLead, scoring: Scoring): LeadScored {
  return {
    ...PLACE,
    ...lead,
    ...scoring,
    quality: { ...lead.quality, issues: [] },
    scoreReasons: [...scoring.scoreReasons],
    repIds: [...scoring.repIds],
    repLogits: [...scoring.repLogits],
    leadId,
    attempt: 1,
    occurredAt,
    receivedAt: occurredAt,
    stages: [],
    flags: [],
    personKey: leadId,
    identity: [],
    accountKey: null,
    accountOwner: null,
    region: null,
    postalArea: null,
    timeZone: null,
    language: null,
    engagement: null,
  };
}
