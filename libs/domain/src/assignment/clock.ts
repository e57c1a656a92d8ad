import { arrive } from './arrive.ts';
import { fire, nextDue } from './due.ts';
import type { LogEvent, TimedEvent } from './events.ts';
import { followUp, openDeal } from './follow-up.ts';
import { attribute } from './provenance.ts';
import { receive } from './receive.ts';
import { put, record, setMeta, type Turn } from './turn.ts';
import { isEmpty } from './stores.ts';
import { keepWake } from './wake.ts';

/** Timers that one tick may fire; the rest stay due. */
const TICK_STEP = 200;
/** At one instant and id: deals, then leads, then what happened to them. */
const RANK: Readonly<Record<TimedEvent['record'], number>> = {
  DealOpened: 0,
  LeadScored: 1,
  LeadQuarantined: 1,
  LeadParked: 1,
  LeadTransferred: 1,
  LeadCommanded: 2,
  DealOutcome: 3,
};

/** Folds one lead, deal, outcome or command in, at the workspace's present time. */
export function apply(turn: Turn, event: TimedEvent): void {
  switch (event.record) {
    case 'LeadScored':
    case 'LeadQuarantined':
    case 'LeadParked':
      return arrive(turn, event);
    case 'LeadTransferred':
      return receive(turn, event);
    case 'DealOpened':
      return openDeal(turn, event);
    case 'DealOutcome':
    case 'LeadCommanded':
      return followUp(turn, event);
  }
}

/** Keeps an event for the end of its step on an event clock. */
export function buffer(turn: Turn, event: TimedEvent): void {
  const buffered = turn.state.meta.buffered + 1;
  put(turn, 'buffer', String(buffered), event);
  setMeta(turn, { buffered });
}

const idOf = ({ value }: TimedEvent): string => ('dealId' in value ? value.dealId : value.leadId);

/** When it happened. A lead that is handed over has come about long before. */
const timeOf = (event: TimedEvent): number =>
  event.record === 'LeadTransferred' ? event.value.at : event.value.occurredAt;

interface Step {
  readonly at: number;
  readonly key: number;
  readonly event: TimedEvent;
}

function stepOrder(a: Step, b: Step): number {
  const [aId, bId] = [idOf(a.event), idOf(b.event)];
  return (
    a.at - b.at ||
    (aId < bId ? -1 : aId > bId ? 1 : 0) ||
    RANK[a.event.record] - RANK[b.event.record] ||
    a.key - b.key
  );
}

function refuse(turn: Turn, event: TimedEvent): void {
  const reason = 'BEYOND_CLOCK_STEP';
  if (event.record === 'LeadScored' || event.record === 'LeadQuarantined') arrive(turn, event, reason);
  else if (event.record === 'LeadParked') arrive(turn, event);
  else record(turn, { kind: 'ignored', leadId: idOf(event), reason });
}

function take(turn: Turn, { key, event }: Step, to: number): void {
  put(turn, 'buffer', String(key), undefined);
  // A lead of another workspace has been let in already.
  const isBeyond = event.value.occurredAt > to && event.record !== 'LeadTransferred';
  if (isBeyond) refuse(turn, event);
  else apply(turn, event);
  keepWake(turn);
}

const setNow = (turn: Turn, at: number): void => {
  if (at > turn.state.meta.now) setMeta(turn, { now: at });
};

/**
 * Closes a step of an event clock: folds its events in the order of their time, with the timers between them. The clock
 * never goes back; a step that ends in its past folds what has come late, so that nothing stays in flight.
 */
export function advance(turn: Turn, end: number): void {
  const { state } = turn;
  if (end < state.meta.now) record(turn, { kind: 'ignored', reason: 'CLOCK_BACKWARDS' });
  const to = Math.max(end, state.meta.now);
  const steps = Array.from(state.buffer, ([key, event]) => ({
    at: Math.max(timeOf(event), state.meta.now),
    key: Number(key),
    event,
  })).toSorted(stepOrder);
  for (const step of steps) {
    const at = Math.min(step.at, to);
    fireUntil(turn, at);
    setNow(turn, at);
    take(turn, step, to);
  }
  fireUntil(turn, to);
  setNow(turn, to);
}

function fireUntil(turn: Turn, to: number): void {
  for (let due = nextDue(turn.state); due !== null && due.at <= to; due = nextDue(turn.state)) {
    setNow(turn, due.at);
    fire(turn, due);
  }
}

/** Fires what is due on a live clock, in steps of bounded size. An early, late or doubled tick does no harm. */
export function tick(turn: Turn): void {
  if (turn.state.meta.clock !== 'live') return;
  for (let fired = 0; fired < TICK_STEP; fired += 1) {
    const due = nextDue(turn.state);
    if (due === null || due.at > turn.state.meta.now) return;
    fire(turn, due);
    if (due.kind === 'wake') return;
  }
}

/** Sets the workspace's clock. A workspace without leads may start in the past. */
export function configure(turn: Turn, { value }: Extract<LogEvent, { record: 'WorkspaceConfigured' }>): void {
  const { meta, leads, held, deals } = turn.state;
  const { clock, startAt } = value;
  if (clock !== 'live' && clock !== 'event')
    return record(turn, { kind: 'ignored', reason: 'CLOCK_UNKNOWN' });
  if (clock === meta.clock) return;
  const fresh = isEmpty(leads) && held.size === 0 && isEmpty(deals);
  if (clock === 'live') advance(turn, Math.max(meta.now, meta.appendedAt));
  else setMeta(turn, { now: fresh ? startAt : Math.max(meta.now, startAt) });
  setMeta(turn, { clock });
  attribute(turn, 'clock', clock, value);
  record(turn, { kind: 'clock-set', reason: clock });
}
