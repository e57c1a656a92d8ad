import { nextTimerAt } from './views.ts';
import { deal, HOUR, MONDAY, outcome, policy, rep, scored, ticked, world } from '../../test/scenario.ts';

const UNPRICED = {
  congestion: { delay: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};

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
    send(policy({ ...UNPRICED, congestion: { perOpenShare: 1_000_000, delay: 0 } }), rep('anna'), rep('ben'));
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
    send(policy(UNPRICED), rep('anna'), rep('ben'), rep('cora', { capacity: 20 }));
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
    expect(results.at(-1)?.decisions[0]?.capsule).toContain('["ben",268941,26894,0,0,0,1,0]');
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
