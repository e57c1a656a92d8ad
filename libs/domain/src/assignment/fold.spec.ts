import { nextTimerAt, waitingOf } from './views.ts';
import {
  command,
  DAY,
  deal,
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

const TEN = MONDAY + 10 * HOUR;

describe('who gets the lead', () => {
  test('the best match by P(win), and the line says why', () => {
    const { send } = world();
    send(rep('anna'), rep('ben'));
    const { assigned } = send(
      scored('l1', { repIds: ['anna', 'ben'], repLogits: [-1_000_000, -500_000], expectedValue: 5482 }),
    );
    expect(assigned[0]).toMatchObject({ repId: 'ben', path: 'value', propensity: 1 });
    expect(assigned[0]?.reason).toBe('highest value: P(win) 38 % x 5,482 among 2 of 2 reps');
  });

  test('load takes its share of the win', () => {
    const { send, lead } = world();
    send(policy({ congestion: { perOpenShare: 1_000_000 } }), rep('anna'), rep('ben'));
    for (let n = 0; n < 6; n += 1) send(scored(`l${n}`, { repIds: ['anna'], repLogits: [-900_000] }));
    expect(Array.from({ length: 6 }, (_, n) => lead(`l${n}`).repId)).toEqual([
      'anna',
      'ben',
      'anna',
      'ben',
      'anna',
      'ben',
    ]);
  });

  test('ties go to the lower load share, then to the longest since the last lead, then by id', () => {
    const { send, lead } = world();
    send(policy({ congestion: { perOpenShare: 0 } }), rep('anna'), rep('ben'), rep('cora', { capacity: 20 }));
    send(scored('l1'), scored('l2'), scored('l3'), scored('l4'));
    expect(['l1', 'l2', 'l3', 'l4'].map((id) => lead(id).repId)).toEqual(['anna', 'ben', 'cora', 'cora']);
  });

  test('round robin is even', () => {
    const { send, open } = world();
    send(policy({ strategy: 'round-robin' }), ...['a', 'b', 'c', 'd'].map((id) => rep(id)));
    for (let n = 0; n < 22; n += 1) send(scored(`l${n}`));
    expect(['a', 'b', 'c', 'd'].map(open)).toEqual([6, 6, 5, 5]);
  });

  test('a newcomer to the rotation gets its turn, not a flood', () => {
    const { send, open } = world();
    send(policy({ strategy: 'round-robin' }), rep('a'), rep('b'));
    for (let n = 0; n < 10; n += 1) send(scored(`l${n}`));
    send(rep('new'));
    for (let n = 10; n < 16; n += 1) send(scored(`l${n}`));
    expect(['a', 'b', 'new'].map(open)).toEqual([7, 7, 2]);
  });

  test('a rep whom the model does not know counts as an average rep', () => {
    const { send, results } = world();
    send(rep('anna'), rep('ben'));
    expect(send(scored('l1', { repIds: ['anna'], repLogits: [-1_500_000] })).assigned[0]?.repId).toBe('ben');
    expect(results.at(-1)?.decisions[0]?.capsule).toContain('["ben",268941,26894,0,0,0,1]');
  });
});

describe('hard rules', () => {
  const rules = [
    ['TERRITORY', { territories: ['FR'] }],
    ['SKILL', { skills: ['other'] }],
    ['LANGUAGE', { languages: ['fr'] }],
    ['INACTIVE', { active: false }],
    ['OUT_OF_HOURS', { workStart: 1200 }],
    ['OUT_OF_HOURS', { workDays: [2, 3] }],
    ['AT_CAPACITY', { capacity: 0 }],
    ['DAILY_CAP', { dailyCap: 0 }],
    ['ZONE_UNKNOWN', { timeZone: 'Mars/Base' }],
  ] as const;
  test.each(rules)('%s excludes', (code, over) => {
    const { send, lead } = world();
    send(rep('anna', over), scored('l1', { language: 'de-AT' }));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reason: 'NO_CANDIDATE', reasons: [`${code}:1`] });
  });

  test.each([
    ['no country', { country: null, product: 'other' }],
    ['no product', { product: null, country: 'FR' }],
    ['same language', { country: 'FR', product: 'other', language: 'fr-CA' }],
  ])('%s excludes nobody', (_, over) => {
    const { send, lead } = world();
    send(rep('anna', { territories: ['FR'], skills: ['other'], languages: ['fr'] }), scored('l1', over));
    expect(lead('l1').state).toBe('assigned');
  });

  test('hours can be ignored', () => {
    const { send, lead } = world();
    send(policy({ hours: 'ignore' }), rep('anna', { workDays: [] }), scored('l1'));
    expect(lead('l1').state).toBe('assigned');
  });

  test('the daily cap counts the local day of the rep', () => {
    const { send, lead, now, state } = world();
    now(MONDAY + 22 * HOUR);
    send(rep('anna', { dailyCap: 1, timeZone: 'Europe/Berlin' }), scored('l1'), scored('l2'));
    expect(lead('l2')).toMatchObject({ state: 'waiting', reasons: ['DAILY_CAP:1'] });
    expect(nextTimerAt(state)).toBe(MONDAY + 23 * HOUR);
    now(MONDAY + 23 * HOUR);
    send(ticked());
    expect(lead('l2').state).toBe('assigned');
  });
});

describe('owners first', () => {
  const other = { territories: ['FR'], skills: ['other'] };

  test('the account owner keeps the lead, whatever the territory, and the rotation does not count it', () => {
    const { send, lead, state } = world();
    send(rep('anna'), rep('own', other), scored('l1', { accountOwner: 'own' }));
    expect(lead('l1')).toMatchObject({ repId: 'own', path: 'owner', reason: 'owner of the account' });
    expect(state.loads.get('own')).toMatchObject({ open: 1, today: 1, pointer: 0 });
  });

  test('an owner over the limit, inactive or gone gives way', () => {
    const { send, lead } = world();
    send(rep('anna'), rep('full', { capacity: 1 }), rep('gone', { active: false }));
    send(deal('d1', 'full'));
    for (const owner of ['full', 'gone', 'never']) send(scored(`of-${owner}`, { accountOwner: owner }));
    expect(['full', 'gone', 'never'].map((owner) => lead(`of-${owner}`).repId)).toEqual([
      'anna',
      'anna',
      'anna',
    ]);
    send(policy({ owner: { overflow: 1.5 } }), scored('l4', { accountOwner: 'full' }));
    expect(lead('l4').repId).toBe('full');
  });

  test('an owner after hours: the lead waits for the shift', () => {
    const { send, lead, now, state } = world();
    send(rep('anna'), rep('own', { workStart: 720 }), scored('l1', { accountOwner: 'own' }));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reason: 'OWNER_OUT_OF_HOURS' });
    expect(nextTimerAt(state)).toBe(MONDAY + 12 * HOUR);
    now(MONDAY + 12 * HOUR).send(ticked());
    expect(lead('l1').repId).toBe('own');
  });

  test('unless the policy says otherwise', () => {
    const { send, lead } = world();
    send(policy({ owner: { respectHours: false } }), rep('own', { workStart: 720 }));
    send(scored('l1', { accountOwner: 'own' }));
    expect(lead('l1').repId).toBe('own');
  });

  test("a closed lead's person comes back to the same rep", () => {
    const { send, lead } = world();
    send(rep('anna'), rep('ben'), scored('l1', { personKey: 'p', repIds: ['ben'], repLogits: [0] }));
    send(outcome('l1', 'lost'), scored('l2', { personKey: 'p' }));
    expect(lead('l2')).toMatchObject({
      repId: 'ben',
      path: 'owner',
      reason: "rep of the person's earlier lead",
    });
  });
});

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
