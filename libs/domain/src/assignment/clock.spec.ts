import { nextTimerAt } from './views.ts';
import { foldEvent } from './fold.ts';
import {
  advanced,
  command,
  contextAt,
  deal,
  eventClock,
  HOUR,
  MINUTE,
  MONDAY,
  outcome,
  parked,
  policy,
  quarantined,
  rep,
  scored,
  ticked,
  world,
} from '../../test/scenario.ts';

const at = (hour: number, minute = 0): number => MONDAY + hour * HOUR + minute * MINUTE;
const lead = (id: string, occurredAt: number, over = {}) => scored(id, { occurredAt, ...over });

test('nothing happens before the step is closed, then all in the order of its time', () => {
  const { send, ledger } = world();
  send(
    eventClock(),
    rep('anna'),
    lead('late', at(3)),
    lead('b', at(1)),
    outcome('b', 'won', { occurredAt: at(2) }),
  );
  send(deal('a', 'anna', at(1)), lead('early', MONDAY - HOUR));
  expect(ledger().map(({ kind }) => kind)).toEqual(['clock-set', 'rep-changed']);
  expect(send(advanced(at(4))).ledger.map((row) => [row.kind, row.leadId, row.at])).toEqual([
    ['assigned', 'early', MONDAY],
    ['deal-opened', 'a', at(1)],
    ['assigned', 'b', at(1)],
    ['closed', 'b', at(2)],
    ['assigned', 'late', at(3)],
  ]);
});

test('the order on the log does not count', () => {
  const events = [
    lead('a', at(1)),
    lead('b', at(1)),
    lead('c', at(2)),
    outcome('a', 'lost', { occurredAt: at(1) }),
  ];
  const rows = [events, events.toReversed()].map((order) => {
    const { send } = world();
    send(eventClock(), rep('anna', { capacity: 1 }), ...order);
    return send(advanced(at(4))).ledger.map(({ kind, leadId }) => `${kind} ${leadId}`);
  });
  expect(rows[0]).toEqual(['assigned a', 'closed a', 'assigned b', 'waiting c']);
  expect(rows[1]).toEqual(rows[0]);
});

test('what lies beyond the step is refused: leads are parked, the rest is recorded', () => {
  const { send, lead: statusOf } = world();
  send(eventClock(), rep('anna'), lead('l1', at(5)), quarantined('l2', { occurredAt: at(5) }));
  send(
    parked('l3', { occurredAt: at(5) }),
    deal('d1', 'anna', at(5)),
    command('l9', 'withdraw', null, { occurredAt: at(5) }),
  );
  const { ledger, state } = send(advanced(at(4)));
  expect(ledger.map(({ kind, reason, at: time }) => `${kind} ${reason} ${time - at(4)}`)).toEqual([
    'ignored BEYOND_CLOCK_STEP 0',
    'parked BEYOND_CLOCK_STEP 0',
    'parked BEYOND_CLOCK_STEP 0',
    'parked LEADLINE_STAGE_FAILED 0',
    'ignored BEYOND_CLOCK_STEP 0',
  ]);
  expect(state.filter(({ key }) => key.startsWith('buffer/')).every(({ body }) => body === null)).toBe(true);
  expect(statusOf('l1')).toMatchObject({ state: 'parked', reason: 'BEYOND_CLOCK_STEP' });
  send(lead('l1', at(5)), advanced(at(6)));
  expect(statusOf('l1')).toMatchObject({ state: 'assigned', since: at(5) });
});

test('timers fire between the events, at their time', () => {
  const { send, state } = world();
  send(
    eventClock(),
    policy({ waiting: { deadlineMinutes: 60 } }),
    rep('anna', { workStart: 240, capacity: 1 }),
  );
  send(lead('a', at(1)), lead('b', at(3, 30)), outcome('a', 'lost', { occurredAt: at(5) }));
  const { ledger } = send(advanced(at(6)));
  expect(ledger.map((row) => [row.kind, row.leadId, row.at])).toEqual([
    ['waiting', 'a', at(1)],
    ['escalated', 'a', at(2)],
    ['waiting', 'b', at(3, 30)],
    ['assigned', 'a', at(4)],
    ['escalated', 'b', at(4, 30)],
    ['closed', 'a', at(5)],
    ['assigned', 'b', at(5)],
  ]);
  expect(nextTimerAt(state)).toBeNull();
});

test('a shift start in spring comes an hour earlier by the world’s clock', () => {
  const { send } = world();
  const friday = Date.UTC(2026, 2, 27);
  const office = { timeZone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
  send(eventClock(friday), rep('anna', office), lead('l1', friday), lead('l2', friday + 20 * HOUR));
  const { assigned } = send(advanced(friday + 5 * 24 * HOUR));
  expect(assigned.map(({ assignedAt }) => assignedAt)).toEqual([friday + 8 * HOUR, Date.UTC(2026, 2, 30, 7)]);
});

test('the clock never goes back, a step in its past folds what came late, and ticks do not move it', () => {
  const { send, state } = world();
  send(eventClock(), advanced(at(4)), lead('l1', at(1)), ticked());
  expect(send(advanced(at(3))).ledger).toMatchObject([
    { kind: 'ignored', reason: 'CLOCK_BACKWARDS' },
    { kind: 'waiting', at: at(4) },
  ]);
  expect(state.meta.now).toBe(at(4));
});

test('a live workspace takes no driver; a workspace with leads does not start in the past', () => {
  const { send, state } = world();
  expect(send(advanced(at(20))).ledger).toMatchObject([{ kind: 'ignored', reason: 'CLOCK_IS_LIVE' }]);
  send(scored('l1'), eventClock(0));
  expect([state.meta.clock, state.meta.now]).toEqual(['event', at(10)]);
});

test('back to live: what was kept for the step is folded first', () => {
  const { send, state } = world();
  send(eventClock(), rep('anna'), lead('l1', at(1)));
  const live = { ...eventClock(), value: { ...eventClock().value, clock: 'live' } } as ReturnType<
    typeof eventClock
  >;
  expect(send(live).ledger.map(({ kind }) => kind)).toEqual(['assigned', 'clock-set']);
  expect([state.meta.clock, state.meta.now]).toEqual(['live', at(10)]);
  expect(foldEvent(state, ticked(), contextAt(99, 0)).ledger).toEqual([]);
  expect(state.meta.now).toBe(at(10));
});

test('another policy on the same log: releases are ignored', () => {
  const { send, ledger } = world({
    policy: { ...world().state.policy.policy, version: 'other', strategy: 'round-robin' },
  });
  send(
    policy({ strategy: 'value' }),
    rep('anna'),
    rep('ben'),
    scored('l1', { repIds: ['ben'], repLogits: [0] }),
  );
  expect(ledger().at(-1)).toMatchObject({ repId: 'anna', path: 'round-robin', policyVersion: 'other' });
});
