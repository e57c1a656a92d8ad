import { nextTimerAt } from './views.ts';
import {
  command,
  DAY,
  deal,
  HOUR,
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

const TEN = MONDAY + 10 * HOUR;

describe('the same lead, the same person', () => {
  test('a redelivery changes nothing, even under another policy and with other facts', () => {
    const { send, lead, open } = world();
    send(rep('anna'), rep('ben'), scored('l1', { repIds: ['ben'], repLogits: [0] }));
    send(policy({ strategy: 'round-robin' }));
    const { ledger, assigned } = send(scored('l1', { country: 'FR', repIds: ['anna'], repLogits: [0] }));
    expect(ledger.map(({ kind }) => kind)).toEqual(['redelivered']);
    expect(assigned).toEqual([]);
    expect(lead('l1')).toMatchObject({ repId: 'ben', redelivered: 1 });
    send(quarantined('l1'), parked('l1'));
    expect(lead('l1')).toMatchObject({ state: 'assigned', repId: 'ben', redelivered: 3 });
    expect(['anna', 'ben'].map(open)).toEqual([0, 1]);
  });

  test('a second lead of a person in work is a duplicate', () => {
    const { send, lead, open } = world();
    send(rep('anna'), scored('l1', { personKey: 'p' }));
    const { settled } = send(scored('l2', { personKey: 'p' }));
    expect(settled[0]).toMatchObject({ leadId: 'l2', state: 'duplicate', duplicateOf: 'l1' });
    expect(lead('l2').duplicateOf).toBe('l1');
    expect(open('anna')).toBe(1);
  });

  test('so is one of a person who waits; a quarantined lead stands for nobody', () => {
    const { send, lead } = world();
    send(
      quarantined('l0', { personKey: 'p' }),
      scored('l1', { personKey: 'p' }),
      scored('l2', { personKey: 'p' }),
    );
    expect([lead('l0'), lead('l1'), lead('l2')].map(({ state }) => state)).toEqual([
      'quarantined',
      'waiting',
      'duplicate',
    ]);
  });

  test('a parked lead goes on when it is redriven, a quarantined one with a higher attempt', () => {
    const { send, lead, open } = world();
    send(rep('anna'), parked('l1'), parked('l1'), quarantined('l2'), scored('l2'));
    expect([lead('l1').redelivered, lead('l2').state]).toEqual([1, 'quarantined']);
    send(scored('l1'), scored('l2', { attempt: 2 }), scored('l1'));
    expect([lead('l1').state, lead('l2').state, open('anna')]).toEqual(['assigned', 'assigned', 2]);
  });

  test('an unknown lead older than the memory of settled ones is not guessed at', () => {
    const { send, lead, now, open } = world();
    send(rep('anna'), scored('l1'), outcome('l1', 'won'));
    now(MONDAY + 41 * DAY).send(ticked());
    send(scored('l1'), scored('l1'));
    expect(lead('l1')).toMatchObject({ state: 'parked', reason: 'TOO_OLD_TO_DEDUPE', redelivered: 1 });
    expect(open('anna')).toBe(0);
    send(scored('l1', { attempt: 2 }));
    expect(lead('l1').state).toBe('assigned');
  });

  test.each([
    [0, 'closed', 1],
    [1, 'parked', 0],
  ])(
    'a lead is known until it is too old to come again, to the millisecond (%d beyond)',
    (beyond, state, again) => {
      const { send, now, lead, open } = world();
      now(MONDAY);
      send(rep('anna'), scored('l1', { receivedAt: MONDAY }), outcome('l1', 'won'));
      now(MONDAY + 30 * DAY + beyond).send(ticked());
      send(scored('l1', { receivedAt: MONDAY }));
      expect(lead('l1')).toMatchObject({ state, redelivered: again });
      expect(open('anna')).toBe(0);
    },
  );
});

describe('outcomes and commands', () => {
  test('a close frees load, once', () => {
    const { send, lead, open, ledger } = world();
    send(rep('anna'), scored('l1'), outcome('l1', 'contacted'), outcome('l1', 'won'), outcome('l1', 'lost'));
    expect(open('anna')).toBe(0);
    expect(lead('l1')).toMatchObject({ state: 'closed', outcome: 'won', repId: 'anna' });
    expect(ledger().map(({ kind, loadAfter }) => `${kind} ${loadAfter}`)).toEqual([
      'rep-changed 0',
      'assigned 1',
      'contacted 1',
      'closed 0',
      'ignored -1',
    ]);
  });

  test('a close before its lead is applied when the lead comes', () => {
    const { send, lead, open } = world();
    const close = outcome('l1', 'won');
    send(rep('anna'), close, close, scored('l1'));
    expect(lead('l1')).toMatchObject({ state: 'closed', outcome: 'won' });
    expect(open('anna')).toBe(0);
  });

  test('a close whose lead never comes is let go of', () => {
    const { send, state, now } = world();
    send(outcome('l1', 'won'));
    expect(nextTimerAt(state)).toBe(TEN + 30 * DAY);
    const { ledger } = now(TEN + 30 * DAY).send(ticked());
    expect(ledger.map(({ kind }) => kind)).toEqual(['held-expired']);
    expect([state.held.size, nextTimerAt(state)]).toEqual([0, null]);
  });

  test('a follow-up of a parked lead waits for the repair', () => {
    const { send, lead } = world();
    send(rep('anna'), parked('l1'), outcome('l1', 'won'));
    expect(lead('l1').state).toBe('parked');
    send(scored('l1'));
    expect(lead('l1').state).toBe('closed');
  });

  test('deals from before count as load until their outcome', () => {
    const { send, open, lead } = world();
    send(rep('anna', { capacity: 1 }), deal('d1', 'anna'), deal('d1', 'anna'), scored('l1'));
    expect([open('anna'), lead('l1').state]).toEqual([1, 'waiting']);
    send(outcome('d1', 'won'), deal('d1', 'anna'), outcome('d1', 'won'));
    expect([open('anna'), lead('l1').state]).toEqual([1, 'assigned']);
  });

  test('a command that is delivered again moves the lead no further', () => {
    const { send, lead } = world();
    send(rep('anna'), rep('ben'), rep('carla'), scored('l1', { repIds: ['anna'], repLogits: [9_000_000] }));
    const again = command('l1', 'reassign');
    expect(send(again).assigned).toHaveLength(1);
    const owner = lead('l1').repId;
    expect(send(again, again).ledger).toMatchObject([{ kind: 'ignored', reason: 'REPEATED' }]);
    expect(lead('l1').repId).toBe(owner);
  });

  test('reassign: to a named rep, or to the best of the others', () => {
    const { send, lead, open } = world();
    send(rep('anna'), rep('ben', { territories: ['FR'] }), rep('cora'));
    send(scored('l1', { repIds: ['anna'], repLogits: [0] }), command('l1', 'reassign', 'ben'));
    expect(lead('l1')).toMatchObject({ repId: 'ben', previousRepId: 'anna', attempt: 2, path: 'manual' });
    send(command('l1', 'reassign'));
    expect(lead('l1')).toMatchObject({ repId: 'anna', previousRepId: 'ben', attempt: 3 });
    send(command('l1', 'reassign'));
    expect(lead('l1')).toMatchObject({ repId: 'cora', attempt: 4 });
    send(command('l1', 'reassign'));
    expect(lead('l1')).toMatchObject({
      state: 'waiting',
      repId: null,
      reasons: ['DECLINED:2', 'TERRITORY:1'],
    });
    expect(['anna', 'ben', 'cora'].map(open)).toEqual([0, 0, 0]);
  });

  test.each([
    ['REP_UNKNOWN', command('l1', 'reassign', 'nobody')],
    ['REP_INACTIVE', command('l1', 'reassign', 'off')],
    ['SAME_REP', command('l1', 'reassign', 'anna')],
    ['COMMAND_UNKNOWN', command('l1', 'dance')],
    ['OUTCOME_UNKNOWN', outcome('l1', 'dance')],
    ['POLICY_INVALID', policy({ strategy: 'dance' })],
    ['IS_A_DUPLICATE', outcome('l2', 'won')],
    ['IS_A_DEAL', command('d1', 'withdraw')],
  ])('%s is ignored and recorded', (reason, event) => {
    const { send } = world();
    send(rep('anna'), rep('off', { active: false }), scored('l1', { personKey: 'p' }));
    send(scored('l2', { personKey: 'p' }), deal('d1', 'anna'));
    const { ledger, statuses } = send(event);
    expect(ledger.map((row) => [row.kind, row.reason])).toEqual([['ignored', reason]]);
    expect(statuses).toEqual([]);
  });

  test('withdraw closes', () => {
    const { send, lead, open } = world();
    send(rep('anna', { capacity: 1 }), scored('l1'), scored('l2'), command('l2', 'withdraw'));
    expect(lead('l2')).toMatchObject({ state: 'closed', outcome: 'withdrawn', repId: null });
    send(command('l1', 'withdraw'));
    expect(open('anna')).toBe(0);
  });

  test('the leads of a rep who leaves stay', () => {
    const { send, lead } = world();
    send(rep('anna'), scored('l1'), rep('anna', { active: false }), scored('l2'));
    expect([lead('l1').repId, lead('l2').state]).toEqual(['anna', 'waiting']);
  });
});
