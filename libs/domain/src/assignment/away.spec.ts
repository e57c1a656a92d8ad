import * as fc from 'fast-check';
import { joinedSpans } from './away.ts';
import { decodeColumn } from './columns.ts';
import { isWorking, nextShiftStart, offsetAt, workedUntil, type WorkTime } from './hours.ts';
import { buildRoster, rosterBody, toRosterRep } from './roster.ts';
import { nextTimerAt } from './views.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  policy,
  rep,
  scored,
  ticked,
  type ValueOf,
  world,
  zone,
} from '../../test/scenario.ts';

const office = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
const day = (n: number, from = 0, to = 24 * HOUR) => ({
  from: MONDAY + n * DAY + from,
  to: MONDAY + n * DAY + to,
});

test('spans in any order, touching or within each other, are the same spans', () => {
  expect(joinedSpans([day(2), day(0), day(1, 2 * HOUR, 3 * HOUR), day(1), day(4, HOUR, HOUR)])).toEqual([
    { from: MONDAY, to: MONDAY + 3 * DAY },
  ]);
});

test('nobody is at work on leave or a holiday, by the local clock', () => {
  const work = { ...office, away: [day(0, 0, 12 * HOUR)] };
  expect([10, 12].map((hour) => isWorking(work, MONDAY + hour * HOUR, 0))).toEqual([false, true]);
  expect(isWorking(work, MONDAY + 10 * HOUR, 120)).toBe(true);
});

test('work begins again at the return, be it during a shift, between shifts or after weeks', () => {
  const next = (away: WorkTime['away'], after = MONDAY) =>
    nextShiftStart({ ...office, ...(away ? { away } : {}) }, null, after);
  expect(next([day(0, 0, 12 * HOUR)])).toBe(MONDAY + 12 * HOUR);
  expect(next([day(0)])).toBe(MONDAY + DAY + 9 * HOUR);
  expect(next([day(0, 0, 20 * HOUR)])).toBe(MONDAY + DAY + 9 * HOUR);
  expect(next([{ from: MONDAY, to: MONDAY + 30 * DAY }])).toBe(MONDAY + 30 * DAY + 9 * HOUR);
  expect(next([day(0, 0, 12 * HOUR)], MONDAY + 12 * HOUR)).toBe(MONDAY + DAY + 9 * HOUR);
  expect(nextShiftStart({ ...office, away: [day(0, 0, 12 * HOUR)] }, zone('Europe/Berlin'), MONDAY)).toBe(
    MONDAY + 11 * HOUR,
  );
});

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 14 * 24 }), fc.integer({ min: 1, max: 60 })), { maxLength: 5 })
  .map((all) =>
    joinedSpans(
      all.map(([from, hours]) => ({ from: MONDAY + from * HOUR, to: MONDAY + (from + hours) * HOUR })),
    ),
  );
const hours = fc.record({
  workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  workStart: fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
  workEnd: fc.integer({ min: 0, max: 24 }).map((hour) => hour * 60),
  away: spans,
});

test('working time runs while the rep is at work, and at no other time', () => {
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 20 * 48 }), (work, half) => {
      const at = MONDAY + half * 30 * MINUTE;
      expect(workedUntil(work, at + MINUTE) - workedUntil(work, at)).toBe(
        isWorking(work, at, 0) ? MINUTE : 0,
      );
    }),
    { numRuns: 500 },
  );
});

test('the next begin of work is one, and there is none before it', () => {
  fc.assert(
    fc.property(
      hours,
      fc.integer({ min: 0, max: 20 * 24 }),
      fc.constantFrom('UTC', 'Europe/Berlin'),
      (work, hour, name) => {
        const offsets = zone(name)!;
        const works = (at: number) => isWorking(work, at, offsetAt(offsets, at));
        const after = MONDAY + hour * HOUR;
        const next = nextShiftStart(work, offsets, after) ?? after + 40 * DAY;
        for (let at = after + HOUR; at < next; at += HOUR) expect(works(at) && !works(at - HOUR)).toBe(false);
      },
    ),
    { numRuns: 300 },
  );
});

test('a rep without absences has the bytes of before', () => {
  const plain = rep('ann').value as ValueOf<'RepUpserted'>;
  const body = (over: Partial<ValueOf<'RepUpserted'>>) =>
    rosterBody(buildRoster([toRosterRep({ ...plain, ...over })]));
  expect(body({ away: [] })).toBe(body({}));
  expect(body({})).not.toContain('away');
});

describe('a lead', () => {
  const leave = [{ from: MONDAY, to: MONDAY + 2 * DAY + 14 * HOUR }];
  const days = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };

  test('waits for the return, and the line wakes for it', () => {
    const { send, lead, now, state } = world();
    send(
      policy({ waiting: { deadlineMinutes: 10_000 } }),
      rep('ann', { ...days, away: leave }),
      scored('l1'),
    );
    expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: ['OUT_OF_HOURS:1'] });
    expect(nextTimerAt(state)).toBe(MONDAY + 2 * DAY + 14 * HOUR);
    now(MONDAY + 2 * DAY + 14 * HOUR).send(ticked());
    expect(lead('l1').repId).toBe('ann');
  });

  test('goes to a rep whose leave is called off', () => {
    const { send, lead } = world();
    send(rep('ann', { ...days, away: leave }), scored('l1'), rep('ann', days));
    expect(lead('l1').repId).toBe('ann');
  });

  test('that came before waits with its rep: work is not done on leave', () => {
    const { send, now, results } = world();
    const backlog = () => {
      const column = JSON.parse(results.flatMap(({ decisions }) => decisions).at(-1)!.capsule)
        .backlog as string;
      return decodeColumn(column, 1)[0];
    };
    send(rep('ann', days), scored('l1', { workMinutes: 120 }), scored('l2', { workMinutes: 5 }));
    expect(backlog()).toBe(120);
    send(rep('ann', { ...days, away: leave }));
    now(MONDAY + 2 * DAY + 14 * HOUR).send(scored('l3', { workMinutes: 5 }));
    expect(backlog()).toBe(125);
  });
});
