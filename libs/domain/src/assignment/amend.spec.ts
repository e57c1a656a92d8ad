import { takenOf } from './arrival.ts';
import type { LogEvent } from './events.ts';
import type { Lead } from './state.ts';
import { nextTimerAt, waitingOf } from './views.ts';
import {
  command,
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
  type ValueOf,
  world,
} from '../../test/scenario.ts';

const TEN = MONDAY + 10 * HOUR;
const amended = (id: string, over: Partial<ValueOf<'LeadScored'>> = {}): LogEvent =>
  scored(id, { attempt: 2, ...over });
const said = (rows: readonly { kind: string; reason: string | null }[]) =>
  rows.map(({ kind, reason }) => `${kind} ${reason}`);

describe('a quarantined or parked lead', () => {
  test.each([quarantined('l1'), parked('l1')])(
    'is repaired under the same id, and the ledger says so',
    (unfit) => {
      const { send, lead, open } = world();
      send(rep('anna'), unfit);
      const { ledger } = send(amended('l1'));
      expect(said(ledger)).toEqual(['amended RESUBMITTED', 'assigned HIGHEST_VALUE']);
      expect(ledger.map(({ attempt }) => attempt)).toEqual([2, 2]);
      expect(lead('l1')).toMatchObject({ state: 'assigned', repId: 'anna', attempt: 2, reasons: [] });
      expect(open('anna')).toBe(1);
    },
  );

  test('may still be unfit, and be repaired again; what came before does not count', () => {
    const { send, lead } = world();
    send(rep('anna'), quarantined('l1'), quarantined('l1', { attempt: 2, reasons: ['TEST'] }));
    expect(lead('l1')).toMatchObject({ state: 'quarantined', attempt: 2, reasons: ['TEST'] });
    expect(send(amended('l1', { attempt: 1 })).ledger).toMatchObject([{ kind: 'redelivered' }]);
    send(amended('l1', { attempt: 3 }));
    expect(lead('l1')).toMatchObject({ state: 'assigned', attempt: 3 });
  });

  test('takes what was held for it when it is repaired', () => {
    const { send, lead, open } = world();
    send(rep('anna'), quarantined('l1'), outcome('l1', 'won'), amended('l1'));
    expect([lead('l1').state, open('anna')]).toEqual(['closed', 0]);
  });
});

describe('a waiting lead', () => {
  test('is decided again with the new values', () => {
    const { send, lead, open } = world();
    send(rep('anna', { territories: ['FR'] }), scored('l1'));
    expect(lead('l1').state).toBe('waiting');
    const { ledger, decisions } = send(amended('l1', { country: 'FR' }));
    expect(said(ledger)).toEqual(['amended DECIDED_AGAIN', 'assigned HIGHEST_VALUE']);
    expect(decisions).toMatchObject([{ attempt: 2, repId: 'anna' }]);
    expect([lead('l1').attempt, open('anna')]).toEqual([2, 1]);
  });

  test('keeps its deadline, its age and its place past the deadline', () => {
    const { send, lead, now, state } = world();
    send(policy({ waiting: { deadlineMinutes: 60 } }), scored('l1'));
    now(TEN + 30 * MINUTE).send(amended('l1', { country: 'FR' }));
    expect(lead('l1')).toMatchObject({ attempt: 2, since: TEN, deadline: TEN + HOUR });
    expect(nextTimerAt(state)).toBe(TEN + HOUR);
    expect(now(TEN + HOUR).send(ticked()).ledger).toMatchObject([{ kind: 'escalated' }]);
    send(amended('l1', { attempt: 3, country: 'DE' }), scored('rich', { expectedValue: 1_000_000 }));
    expect(waitingOf(state).map(({ leadId }) => leadId)).toEqual(['l1', 'rich']);
    expect(send(ticked()).ledger).toEqual([]);
  });

  test('goes into quarantine when it has become unfit, and comes back', () => {
    const { send, lead, state } = world();
    const identity = [{ kind: 'mailbox', key: 'm', name: '' } as const];
    send(scored('l1', { identity }), quarantined('l1', { attempt: 2 }));
    expect(lead('l1')).toMatchObject({ state: 'quarantined', deadline: null, attempt: 2 });
    expect([waitingOf(state), state.payloads.has('l1')]).toEqual([[], false]);
    expect([state.traits.has('l1'), [...state.derived.meetings.values()]]).toEqual([false, []]);
    send(rep('anna'), scored('l1', { attempt: 3 }));
    expect(lead('l1')).toMatchObject({ state: 'assigned', attempt: 3 });
  });

  test('is a duplicate when its new values say whose it is; its own duplicates are no reason', () => {
    const { send, lead } = world();
    send(
      scored('l1', { personKey: 'p' }),
      scored('l2', { personKey: 'p' }),
      scored('l3', { personKey: 'q' }),
    );
    expect(lead('l2').duplicateOf).toBe('l1');
    send(amended('l1', { personKey: 'p' }));
    expect(lead('l1')).toMatchObject({ state: 'waiting', attempt: 2 });
    send(amended('l1', { personKey: 'q', attempt: 3 }));
    expect(lead('l1')).toMatchObject({ state: 'duplicate', duplicateOf: 'l3', attempt: 3, deadline: null });
  });

  test('is met by its new traits and no more by its old ones', () => {
    const { send, lead } = world();
    send(scored('l1', { personKey: 'p' }), amended('l1', { personKey: 'q' }));
    send(scored('l2', { personKey: 'p' }), scored('l3', { personKey: 'q' }));
    expect([lead('l2').state, lead('l3').duplicateOf]).toEqual(['waiting', 'l1']);
  });

  test('stays as it is when the amended record breaks on its way, until that is redriven', () => {
    const { send, lead } = world();
    send(scored('l1'));
    const { ledger } = send(parked('l1', { attempt: 2 }));
    expect(said(ledger)).toEqual(['ignored LEADLINE_STAGE_FAILED']);
    send(rep('anna', { territories: ['FR'] }), amended('l1', { country: 'FR' }));
    expect(lead('l1')).toMatchObject({ state: 'assigned', attempt: 2 });
  });
});

describe('an assigned lead', () => {
  test('stays with its rep, and says that it was amended; a later decision goes by the new values', () => {
    const { send, lead, open, state } = world();
    send(rep('anna'), rep('fay', { territories: ['FR'] }), scored('l1'));
    const { ledger, assigned, decisions } = send(amended('l1', { country: 'FR' }));
    expect(ledger).toMatchObject([
      { kind: 'amended', reason: 'KEPT', repId: 'anna', attempt: 2, loadAfter: 1 },
    ]);
    expect([assigned, decisions]).toEqual([[], []]);
    expect(lead('l1')).toMatchObject({ state: 'assigned', repId: 'anna', attempt: 2, reasons: ['AMENDED'] });
    expect(open('anna')).toBe(1);
    expect(takenOf(state.leads.get('l1') as Lead)).toBe(2);
    send(command('l1', 'reassign'));
    expect(lead('l1')).toMatchObject({ repId: 'fay', attempt: 3 });
  });

  test('of whose person another is in work shows it', () => {
    const { send, lead } = world();
    send(rep('anna'), scored('l1', { personKey: 'p' }), scored('l2', { personKey: 'q' }));
    send(amended('l2', { personKey: 'p' }));
    expect(lead('l2')).toMatchObject({ state: 'assigned', possibleDuplicates: [{ leadId: 'l1' }] });
  });

  test('that has become unfit stays, with the reasons', () => {
    const { send, lead } = world();
    send(rep('anna'), scored('l1'), quarantined('l1', { attempt: 2 }));
    expect(lead('l1')).toMatchObject({ state: 'assigned', reasons: ['AMENDED', 'SPAM'] });
  });

  test('is decided again where the policy says so, and counts once for the day', () => {
    const { send, lead, open, state } = world();
    send(policy({ amend: 'redecide' }), rep('anna', { capacity: 1, dailyCap: 1 }), scored('l1'));
    send(rep('fay', { territories: ['FR'] }));
    const { ledger } = send(amended('l1'));
    expect(said(ledger)).toEqual(['amended DECIDED_AGAIN', 'released AMENDED', 'assigned HIGHEST_VALUE']);
    expect([open('anna'), state.loads.get('anna')?.today]).toEqual([1, 1]);
    send(scored('l2'), amended('l1', { country: 'FR', attempt: 3 }));
    expect(lead('l1')).toMatchObject({ repId: 'fay', previousRepId: 'anna', attempt: 3 });
    expect(lead('l2')).toMatchObject({ state: 'assigned', repId: 'anna' });
    expect(['anna', 'fay'].map(open)).toEqual([1, 1]);
  });

  test('that has become unfit or a duplicate leaves its rep under such a policy', () => {
    const { send, lead, open } = world();
    send(
      policy({ amend: 'redecide' }),
      rep('anna'),
      scored('l1', { personKey: 'p' }),
      scored('l2'),
      scored('l3'),
    );
    send(quarantined('l2', { attempt: 2 }), amended('l3', { personKey: 'p' }));
    expect(lead('l2')).toMatchObject({ state: 'quarantined', repId: null, previousRepId: 'anna' });
    expect(lead('l3')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1', repId: null });
    expect(open('anna')).toBe(1);
  });
});

test('an amendment counts whatever a person has commanded meanwhile', () => {
  const { send, lead } = world();
  send(rep('anna'), rep('ben'), scored('l1'), command('l1', 'reassign'), command('l1', 'reassign'));
  expect(lead('l1').attempt).toBe(3);
  expect(send(amended('l1')).ledger[0]).toMatchObject({ kind: 'amended', attempt: 4 });
  expect(send(amended('l1')).ledger).toMatchObject([{ kind: 'redelivered' }]);
});

test('a closed lead only records it', () => {
  const { send, lead, open } = world();
  send(rep('anna'), scored('l1'), outcome('l1', 'won'));
  const before = lead('l1');
  expect(said(send(amended('l1')).ledger)).toEqual(['amended ALREADY_CLOSED']);
  expect(lead('l1')).toEqual({ ...before, attempt: 2, seq: before.seq + 1 });
  expect(open('anna')).toBe(0);
});

test('a duplicate stays one, and is routed by its new values once it is split', () => {
  const { send, lead } = world();
  send(rep('anna'), rep('fay', { territories: ['FR'] }));
  send(scored('l1', { personKey: 'p' }), scored('l2', { personKey: 'p' }));
  expect(said(send(amended('l2', { country: 'FR', personKey: 'q' })).ledger)).toEqual([
    'amended IS_A_DUPLICATE',
  ]);
  expect(lead('l2')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1', attempt: 2 });
  // It no longer speaks for l1: who has the new key is not met by way of it.
  expect(send(scored('l3', { personKey: 'q' })).assigned).toHaveLength(1);
  send(command('l2', 'split'));
  expect(lead('l2')).toMatchObject({ state: 'assigned', repId: 'fay', attempt: 3 });
});

test('duplicates of a lead that has become another person’s no longer speak for it', () => {
  const { send, lead } = world();
  send(rep('anna'), policy({ amend: 'redecide' }));
  send(scored('l1', { personKey: 'ann' }), scored('l2', { personKey: 'ann' }));
  expect(lead('l2')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
  send(amended('l1', { personKey: 'bob' }));
  // Ann is met by l2 only, which repeated what l1 was: she is no longer taken for Bob.
  send(scored('l3', { personKey: 'ann' }), scored('l4', { personKey: 'bob' }));
  expect(lead('l3')).toMatchObject({ state: 'assigned', duplicateOf: null });
  expect(lead('l4')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
});

test('an amendment that leaves the person alone leaves the duplicates, too', () => {
  const { send, lead } = world();
  send(rep('anna'), policy({ amend: 'redecide' }));
  send(scored('l1', { personKey: 'ann' }), scored('l2', { personKey: 'ann' }));
  send(amended('l1', { personKey: 'ann', country: 'FR' }), scored('l3', { personKey: 'ann' }));
  expect(lead('l3')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
});

test('a lead from before amendments knows by its status what was taken in', () => {
  const { send, state } = world();
  send(rep('anna'), scored('l1'));
  const { taken: _, ...before } = state.leads.get('l1') as Lead;
  expect(takenOf(before)).toBe(1);
});
