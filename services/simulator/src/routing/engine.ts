import { type LeadScored, sha256 } from '@leadline/contracts';
import {
  createWorkspace,
  type FoldContext,
  foldEvent,
  type LogEvent,
  nextTimerAt,
  type Policy,
  type Scoring,
  waitingOf,
} from '@leadline/domain';
import type { WorldLead } from '../world/leads.ts';
import type { WorldRep } from '../world/world.ts';
import { CAPACITY, DAILY_CAP, type Desk } from './desk.ts';
import type { Router } from './roll-out.ts';

/** Where the simulated team works. */
export const PLACE = { tenant: 'default', workspace: 'simulator' } as const;

const UTC = { untils: [Infinity], offsets: [0] };
const ANYTHING = ['*'];

/** What the engine decides with. */
export interface Engine {
  readonly policy: Policy;
  readonly scoringOf: (lead: WorldLead) => Scoring;
}

/** Leadline's own decision, fed record by record as assignment is: scored leads, outcomes and ticks of the clock. */
export function engineRouter(desk: Desk, { policy, scoringOf }: Engine): Router {
  const state = createWorkspace(PLACE.tenant, PLACE.workspace, { policy });
  const leads = new Map<string, WorldLead>();
  const positions = new Map(desk.world.reps.map(({ repId }, index) => [repId, index]));
  let offset = 0;
  const fold = (event: LogEvent, at: number): void => {
    const context: FoldContext = { offset: (offset += 1), appendedAt: at, sha256, zone: () => UTC };
    for (const { leadId, repId } of foldEvent(state, event, context).assigned)
      desk.assign(leads.get(leadId)!, positions.get(repId)!, at);
  };
  const hour = (at: number): void => {
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

function upserted({ repId, workStart, workEnd }: WorldRep): LogEvent {
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
      tier: 'standard',
      timeZone: 'UTC',
      workDays: [1, 2, 3, 4, 5],
      workStart,
      workEnd,
      capacity: CAPACITY,
      dailyCap: DAILY_CAP,
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
    timeZone: null,
    language: null,
    engagement: null,
  };
}
