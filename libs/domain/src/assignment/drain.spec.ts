import { nextTimerAt, waitingOf } from './views.ts';
import { HOUR, MONDAY, policy, rep, scored, ticked, world } from '../../test/scenario.ts';

const LEADS = 3_000;
const REPS = ['ann', 'ben', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ida', 'jo'];
const NINE = MONDAY + 9 * HOUR;

test.each([
  ['each alone', false],
  ['together', true],
])(
  '3,000 leads that wait for a shift are served in order of priority, in steps of a hundred: %s',
  (_how, joint) => {
    const { send, now, state, results } = world();
    const office = { workStart: 540, workEnd: 1020, capacity: 250, dailyCap: 250 };
    now(MONDAY + 6 * HOUR).send(policy({ waiting: { deadlineMinutes: 600, joint } }));
    send(...REPS.map((id) => rep(id, office)));
    for (let n = 0; n < LEADS; n += 1) {
      now(MONDAY + 6 * HOUR + n * 3_000);
      const repLogits = REPS.map((_, r) => -2_000_000 + ((n * 7_368_787 + r * 15_485_863) % 2_000_000));
      send(scored(`l${n}`, { expectedValue: 100 + ((n * 7919) % 5_000), repIds: REPS, repLogits }));
    }
    expect(state.derived.line.size).toBe(LEADS);
    expect(nextTimerAt(state)).toBe(NINE);
    now(NINE);
    const steps = results.length;
    const order: string[] = [];
    while (nextTimerAt(state) === NINE) {
      const line = waitingOf({ ...state, meta: { ...state.meta, now: NINE } }).map(({ leadId }) => leadId);
      const step = send(ticked()).assigned.map(({ leadId }) => leadId);
      expect(step).toEqual(line.slice(0, step.length));
      expect(step.length).toBeLessThanOrEqual(100);
      order.push(...step);
    }
    const decided = results.slice(steps).flatMap(({ decisions }) => decisions);
    expect(decided.some(({ capsule }) => capsule.includes('"seats"'))).toBe(joint);
    // Ten reps take 250 each; then the line is looked at once more.
    expect(order).toHaveLength(2_500);
    expect(results.length - steps).toBe(26);
    expect(state.derived.line.size).toBe(LEADS - 2_500);
  },
);
