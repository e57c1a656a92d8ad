import * as fc from 'fast-check';
import { isWorking, workedUntil } from './hours.ts';
import { restoreWorkspace } from './restore.ts';
import { foldEvent } from './fold.ts';
import { momentOf } from './moment.ts';
import { loadOf } from './state.ts';
import { beginTurn } from './turn.ts';
import { backlogOf, workedAt } from './work.ts';
import {
  command, contextAt, DAY, HOUR, MINUTE, MONDAY, policy, rep, scored, ticked, world, type World,
} from '../../test/scenario.ts'; // prettier-ignore

const ofDay = fc.integer({ min: 0, max: 1439 });
const shift = fc.record({
  workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  workStart: ofDay,
  workEnd: fc.integer({ min: 0, max: 1440 }),
});

test('working time grows by a minute in each minute of a shift, and in no other', () => {
  fc.assert(
    fc.property(shift, fc.integer({ min: 0, max: 10 * 1440 }), (work, minute) => {
      const at = MONDAY + minute * MINUTE;
      expect(workedUntil(work, at + MINUTE) - workedUntil(work, at)).toBe(
        isWorking(work, at, 0) ? MINUTE : 0,
      );
      expect(workedUntil(work, at + MINUTE / 2) - workedUntil(work, at)).toBe(
        isWorking(work, at, 0) ? MINUTE / 2 : 0,
      );
    }),
    { numRuns: 1000 },
  );
});

/** Work that waits for a rep of the scenario, minutes, at a time. */
function waits({ state }: World, repId: string, at: number): number {
  const turn = beginTurn({ ...state, meta: { ...state.meta, now: at } }, contextAt(0, at));
  const known = state.reps.get(repId);
  return known === undefined ? -1 : backlogOf(loadOf(state, repId), workedAt(known, momentOf(turn)));
}

const office = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
const TEN = MONDAY + 10 * HOUR;

test('work waits from the decision on, and falls as the rep works', () => {
  const made = world();
  made.send(rep('anna', office), scored('l1', { workMinutes: 90 }), scored('l2', { workMinutes: 60 }));
  expect(waits(made, 'anna', TEN)).toBe(150);
  expect(waits(made, 'anna', TEN + HOUR)).toBe(90);
  expect(waits(made, 'anna', TEN + 3 * HOUR)).toBe(0);
  // What was done in the meantime is not counted again.
  made.now(TEN + 2 * HOUR).send(scored('l3', { workMinutes: 30 }));
  expect(waits(made, 'anna', TEN + 2 * HOUR)).toBe(60);
});

test('over night and the weekend it waits', () => {
  const made = world();
  const friday = MONDAY + 4 * DAY;
  made.now(friday + 16 * HOUR).send(rep('anna', office), scored('l1', { workMinutes: 120 }));
  for (const hours of [17, 20, 48, 72 + 9]) expect(waits(made, 'anna', friday + hours * HOUR)).toBe(60);
  expect(waits(made, 'anna', friday + (72 + 9.5) * HOUR)).toBe(30);
});

test('in the time zone of the rep, also when clocks change', () => {
  const made = world();
  const saturday = Date.UTC(2026, 2, 28);
  made.now(saturday + 16 * HOUR);
  const daily = { workStart: 540, workEnd: 1080, timeZone: 'Europe/Berlin' };
  made.send(rep('anna', daily), scored('l1', { workMinutes: 120 }));
  expect(waits(made, 'anna', saturday + 23 * HOUR)).toBe(60);
  // Nine o'clock of the Sunday is an hour sooner than the day before.
  expect(waits(made, 'anna', saturday + 31.5 * HOUR)).toBe(30);
});

test('new hours leave what waits as it is', () => {
  const made = world();
  made.send(rep('anna', office), scored('l1', { workMinutes: 90 }));
  made.send(rep('anna', { ...office, workStart: 0, timeZone: 'America/New_York' }));
  expect(waits(made, 'anna', TEN)).toBe(90);
  expect(waits(made, 'anna', TEN + HOUR)).toBe(30);
});

describe('where the policy ignores hours', () => {
  const never = { workDays: [] };

  test('all time is working time, also of who has no hours', () => {
    const made = world();
    made.send(policy({ hours: 'ignore' }), rep('zed', never), scored('l1', { workMinutes: 90 }));
    expect(waits(made, 'zed', TEN)).toBe(90);
    expect(waits(made, 'zed', TEN + HOUR)).toBe(30);
  });

  test('a rep without hours gets as many leads as another who is as good', () => {
    const made = world();
    made.send(
      policy({ hours: 'ignore' }),
      rep('anna', { capacity: 100 }),
      rep('zed', { ...never, capacity: 100 }),
    );
    for (let n = 0; n < 10; n += 1)
      made.now(TEN + n * DAY).send(scored(`l${n}`, { repIds: ['anna', 'zed'], repLogits: [-1e6, -9e5] }));
    expect(made.open('zed')).toBeGreaterThanOrEqual(5);
  });

  test('a change of that leaves what waits as it is, to and fro', () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 4 * 1440 }),
      hours: fc.constantFrom('ignore', 'required'),
      workMinutes: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(shift, fc.array(step, { maxLength: 12 }), (work, steps) => {
        const made = world();
        made.send(rep('anna', { ...work, capacity: 100, dailyCap: 100, timeZone: 'Europe/Berlin' }));
        let [at, given] = [TEN, 0];
        for (const [n, { after, hours, workMinutes }] of steps.entries()) {
          made.now((at += after * MINUTE)).send(scored(`l${n}`, { workMinutes }));
          given += workMinutes;
          const before = waits(made, 'anna', at);
          made.send(policy({ hours }, `v${n}`));
          // Who may be given what had to wait for working hours gets it at once.
          const more = made.results.at(-1)?.assigned.length ?? 0;
          if (more === 0) expect(waits(made, 'anna', at)).toBe(before);
          expect(waits(made, 'anna', at)).toBeLessThanOrEqual(given);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('the policy can say how long a lead takes', () => {
  const made = world();
  made.send(policy({ work: { minutes: 45 } }), rep('anna'), scored('l1', { workMinutes: 600 }));
  expect(waits(made, 'anna', TEN)).toBe(45);
});

/** Anna has an hour's work for l1, then half an hour's for l2. */
const busy = (): World => {
  const made = world();
  made.send(policy({ amend: 'redecide' }), rep('anna'));
  made.send(scored('l1', { workMinutes: 60 }), scored('l2', { workMinutes: 30 }));
  return made;
};

describe('a lead that is taken from its rep', () => {
  const away = command('l1', 'reassign');
  test.each([
    ['decided again', scored('l1', { attempt: 2, workMinutes: 20 }), 50],
    ['reassigned', away, 30],
    ['merged', command('l1', 'merge', null, { otherLeadId: 'l2' }), 30],
  ])('takes its work with it: %s', (_how, event, left) => {
    const made = busy();
    made.send(event);
    expect(waits(made, 'anna', TEN)).toBe(left);
  });

  test('takes only what is undone', () => {
    const made = busy();
    made.now(TEN + HOUR / 2).send(away);
    expect(waits(made, 'anna', TEN + HOUR / 2)).toBe(30);
    const later = busy();
    later.now(TEN + 2 * HOUR).send(scored('l3', { workMinutes: 60 }), away);
    expect(waits(later, 'anna', TEN + 2 * HOUR)).toBe(60);
  });

  test('takes it also when the policy has changed, or the hours of the rep', () => {
    const made = busy();
    made.send(policy({ work: { minutes: 5 }, hours: 'ignore' }, 'v2'), rep('anna', office), away);
    expect(waits(made, 'anna', TEN)).toBe(30);
  });

  test('brings it back when it is split from the lead that it was merged into', () => {
    const made = busy();
    made.now(TEN + HOUR / 4).send(command('l1', 'merge', null, { otherLeadId: 'l2' }));
    made.now(TEN + HOUR).send(command('l1', 'split'));
    expect(waits(made, 'anna', TEN + HOUR)).toBe(45);
    made.send(away);
    expect(waits(made, 'anna', TEN + HOUR)).toBe(0);
  });

  test('never takes the work of another', () => {
    const step = fc.record({
      after: fc.integer({ min: 0, max: 90 }),
      give: fc.integer({ min: 0, max: 120 }),
      take: fc.option(fc.nat({ max: 9 })),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const made = world();
        made.send(rep('anna', { capacity: 100, dailyCap: 100 }));
        let [at, taken, queue] = [TEN, 0, [] as { readonly id: number; readonly left: number }[]];
        for (const [id, { after, give, take }] of steps.entries()) {
          let passes = after;
          queue = queue.map((one) => {
            const done = Math.min(passes, one.left);
            passes -= done;
            return { ...one, left: one.left - done };
          });
          made.now((at += after * MINUTE)).send(scored(`l${id}`, { workMinutes: give }));
          queue.push({ id, left: give });
          if (take !== null && queue.some((one) => one.id === take)) {
            made.send(command(`l${take}`, 'reassign'));
            queue = queue.filter((one) => one.id !== take);
            taken += 1;
          }
          const left = queue.reduce((sum, one) => sum + one.left, 0);
          expect(waits(made, 'anna', at)).toBeGreaterThanOrEqual(left);
          if (taken <= 1) expect(waits(made, 'anna', at)).toBe(left);
        }
      }),
      { numRuns: 200 },
    );
  });
});

test('a state from before backlogs goes on: nothing waits, and what comes is counted', () => {
  const made = world();
  made.send(
    policy({ price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 } }),
    rep('anna'),
    scored('l1'),
  );
  const entries = new Map(
    made.results.flatMap(({ state }) => state.map(({ key, body }) => [key, body] as const)),
  );
  const old = [...entries].flatMap(([key, body]): [string, string][] => {
    if (body === null) return [];
    const value: unknown = JSON.parse(body);
    if (Array.isArray(value)) return [[key, body]];
    const later = ['busyUntil', 'usual', 'hour', 'inHour', 'week', 'inWeek'];
    const before = Object.fromEntries(
      Object.entries(value as object).filter(([name]) => !later.includes(name)),
    );
    return [[key, JSON.stringify(before)]];
  });
  const state = restoreWorkspace('default', 'main', old);
  expect(state.loads.get('anna')).toEqual({ open: 1, day: expect.any(Number), today: 1, pointer: 1 });
  const again: World = { ...made, state };
  expect(waits(again, 'anna', TEN)).toBe(0);
  for (const event of [ticked(), scored('l2', { workMinutes: 25 })])
    foldEvent(state, event, contextAt(9, TEN));
  expect(waits(again, 'anna', TEN)).toBe(25);
  expect(state.meta.usual?.leads).toBe(1);
});
