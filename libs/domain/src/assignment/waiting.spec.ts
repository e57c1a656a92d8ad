import { nextTimerAt, waitingOf } from './views.ts';
import {
  deal,
  HOUR,
  MINUTE,
  MONDAY,
  outcome,
  policy,
  rep,
  scored,
  ticked,
  world,
} from '../../test/scenario.ts';

const TEN = MONDAY + 10 * HOUR;

describe('the waiting line', () => {
  test('is served by worth per time to the deadline, then by age, as load frees', () => {
    const { send, lead, now } = world();
    send(rep('anna', { capacity: 1 }), scored('first'));
    send(scored('small', { expectedValue: 10 }), scored('big', { expectedValue: 9000 }));
    now(TEN + MINUTE).send(scored('late', { expectedValue: 10 }));
    const served = ['first', 'big', 'small', 'late'];
    for (const [index, id] of served.entries()) {
      expect(lead(id)).toMatchObject({ state: 'assigned', repId: 'anna' });
      if (index < 3)
        expect(send(outcome(id, 'lost')).assigned.map(({ leadId }) => leadId)).toEqual([served[index + 1]]);
    }
  });

  test('is served at a shift start, by a new rep and by a new policy', () => {
    const { send, lead, now, state } = world();
    send(rep('anna', { workStart: 720, capacity: 1 }), scored('l1'), scored('l2'), scored('l3'));
    send(rep('ben', { capacity: 1 }));
    expect(lead('l1').repId).toBe('ben');
    now(nextTimerAt(state) ?? 0).send(ticked());
    expect(lead('l2').repId).toBe('anna');
    send(rep('cora', { workDays: [] }));
    expect(lead('l3').state).toBe('waiting');
    send(policy({ hours: 'ignore' }));
    expect(lead('l3').repId).toBe('cora');
  });

  test('is served at the midnight of a rep who reached the daily cap meanwhile', () => {
    const { send, lead, now, state } = world();
    send(policy({ hours: 'ignore' }), rep('ny', { timeZone: 'America/New_York', dailyCap: 1 }), scored('l1'));
    send(scored('l2'));
    expect(nextTimerAt(state)).toBe(MONDAY + 28 * HOUR);
    send(rep('berlin', { timeZone: 'Europe/Berlin', dailyCap: 1 }), scored('l3'));
    expect(lead('l2').repId).toBe('berlin');
    expect(nextTimerAt(state)).toBe(MONDAY + 23 * HOUR);
    now(MONDAY + 23 * HOUR).send(ticked());
    expect(lead('l3').repId).toBe('berlin');
  });

  test('a lead that waits for its owner is free for others when the owner is full or gone', () => {
    for (const event of [deal('d1', 'own'), rep('own', { workStart: 720, active: false })]) {
      const { send, lead, state } = world();
      send(rep('anna'), rep('own', { workStart: 720, capacity: 1 }), scored('l1', { accountOwner: 'own' }));
      send(event);
      expect(nextTimerAt(state)).toBe(TEN);
      send(ticked());
      expect(lead('l1').repId).toBe('anna');
    }
  });

  test('at the deadline a lead is escalated once and goes before all others', () => {
    const { send, lead, now, state } = world();
    send(policy({ waiting: { deadlineMinutes: 60 } }), scored('poor', { expectedValue: 1 }));
    now(TEN + 30 * MINUTE).send(scored('rich', { expectedValue: 1_000_000 }));
    expect(nextTimerAt(state)).toBe(TEN + HOUR);
    expect(waitingOf(state).map(({ leadId }) => leadId)).toEqual(['rich', 'poor']);
    const { waiting, ledger } = now(TEN + HOUR).send(ticked());
    expect(ledger).toMatchObject([{ kind: 'escalated', leadId: 'poor', reason: 'DEADLINE' }]);
    expect(waiting).toMatchObject([{ leadId: 'poor', reason: 'DEADLINE' }]);
    expect(send(ticked()).ledger).toEqual([]);
    expect(waitingOf(state).map(({ leadId }) => leadId)).toEqual(['poor', 'rich']);
    send(rep('anna', { capacity: 1 }));
    expect(lead('poor').repId).toBe('anna');
  });

  test('early and doubled ticks do nothing; a tick that comes late does what was due', () => {
    const { send, now, lead } = world();
    send(policy({ waiting: { deadlineMinutes: 60 } }), scored('l1'));
    expect(now(TEN + 59 * MINUTE).send(ticked(TEN + HOUR)).ledger).toEqual([]);
    expect(now(TEN + 3 * HOUR).send(ticked(TEN + HOUR)).ledger).toHaveLength(1);
    expect(send(ticked(TEN + HOUR)).ledger).toEqual([]);
    expect(lead('l1').state).toBe('waiting');
  });

  test('a long line is served in steps of a hundred', () => {
    const { send, state, ledger } = world();
    for (let n = 0; n < 250; n += 1) send(scored(`l${n}`));
    expect(send(rep('anna', { capacity: 240, dailyCap: 240 })).assigned).toHaveLength(100);
    expect(nextTimerAt(state)).toBe(TEN);
    expect(send(ticked()).assigned).toHaveLength(100);
    expect(send(ticked()).assigned).toHaveLength(40);
    expect(send(ticked()).assigned).toHaveLength(0);
    expect(waitingOf(state)).toHaveLength(10);
    expect(ledger().filter(({ kind }) => kind === 'assigned')).toHaveLength(240);
  });
});
