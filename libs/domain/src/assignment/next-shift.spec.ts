import * as fc from 'fast-check';
import { explainCapsule } from './explain.ts';
import { isWorking, minutesUntilWorked } from './hours.ts';
import { defaultPolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { delayingBacklog } from './work.ts';
import { rep as rosterRep } from '../../test/conditions.ts';
import {
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  policy,
  rep,
  scored,
  sha256,
  ticked,
  world,
} from '../../test/scenario.ts';

const office = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020 };
const later = { ...office, workStart: 600, workEnd: 1080 };
const night = MONDAY + 2 * HOUR;
/** ben is the better one by so much; nothing but the chance decides. */
const liked = (ben: number, workMinutes = 30) => ({
  workMinutes,
  repIds: ['anna', 'ben'],
  repLogits: [-1e6, ben],
});
/** None but the rep wins it. */
const only = (repId: string) => ({ repIds: [repId], repLogits: [3e6], leadLogit: -3e6, workMinutes: 60 });
const free = { price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 } };
const nextShift = policy({ hours: 'next-shift', ...free });

/** The first capsule that the last event brought about. */
function decided(made: ReturnType<typeof world>) {
  const { capsule } = made.results.at(-1)!.decisions[0]!;
  return JSON.parse(capsule) as { readonly result: { readonly rep: string | null; readonly codes: string; readonly best: readonly (readonly [string, number])[] } }; // prettier-ignore
}

const shift = fc.record({
  workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  workStart: fc.integer({ min: 0, max: 1439 }),
  workEnd: fc.integer({ min: 0, max: 1440 }),
});
const dayOff = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });

test('the time until so much has been worked is that of who looks at the clock each minute', () => {
  const start = fc.integer({ min: 0, max: 7 * 1440 });
  fc.assert(
    fc.property(shift, dayOff, start, fc.integer({ min: 0, max: 200 }), (hours, off, minute, minutes) => {
      const away =
        off === undefined ? {} : { away: [{ from: MONDAY + off * DAY, to: MONDAY + (off + 1) * DAY }] };
      const work = { ...hours, ...away };
      const local = MONDAY + minute * MINUTE;
      let [after, left] = [0, minutes];
      for (; after < 14 * 1440; after += 1) {
        const works = isWorking(work, local + after * MINUTE, 0);
        if (works && left === 0) break;
        if (works) left -= 1;
      }
      expect(minutesUntilWorked(work, local, minutes)).toBe(after);
    }),
    { numRuns: 200 },
  );
});

test('with more work that waits a first answer never comes sooner, nor before that of who is at work', () => {
  const start = fc.integer({ min: 0, max: 7 * 1440 });
  const backlogs = fc.tuple(fc.nat({ max: 3000 }), fc.nat({ max: 600 }));
  const moment = { policy: { ...defaultPolicy, hours: 'next-shift' as const }, offsets: { UTC: 0 } };
  fc.assert(
    fc.property(shift, start, backlogs, (hours, minute, [backlog, more]) => {
      const at = MONDAY + minute * MINUTE;
      const delaying = (work: number) => delayingBacklog(rosterRep('anna', hours), work, { ...moment, at });
      expect(delaying(backlog)).toBeGreaterThanOrEqual(backlog);
      expect(delaying(backlog + more)).toBeGreaterThanOrEqual(delaying(backlog));
    }),
    { numRuns: 1000 },
  );
});

test('at night a lead goes to whose shift comes next, or to the better one, if the wait is worth it', () => {
  const made = world();
  made.now(night).send(nextShift, rep('anna', office), rep('ben', later), scored('l1', liked(-1e6)));
  expect(decided(made).result).toMatchObject({ rep: 'anna', codes: '00' });
  made.send(scored('l2', liked(-9e5)));
  expect(decided(made).result.rep).toBe('ben');
  // Seven hours of waiting: 1 + 420 / 5 times as long as at once, 0.15 for each e-fold.
  const loss = 0.15 * Math.log(1 + 420 / 5);
  const [first] = decided(made).result.best.map(([, chance]) => chance);
  expect(first! / 1e6).toBeCloseTo(1 / (1 + Math.exp(1 + loss)), 1);
});

test('who is at work comes before who is better and comes tomorrow', () => {
  const made = world();
  const evening = { ...office, workStart: 1020, workEnd: 1380 };
  const sent = [nextShift, rep('anna', evening), rep('ben', office), scored('l1', liked(-7e5))];
  made.now(MONDAY + 18 * HOUR).send(...sent);
  expect(decided(made).result).toMatchObject({ rep: 'anna', codes: '00' });
});

test('what waits until tomorrow because the shift ends costs as much as that', () => {
  // Each has an hour to do, so a first answer takes ten minutes more: ben, who is a little better, goes home in five.
  const leaving = { ...office, workEnd: 965 };
  const made = world();
  made.now(MONDAY + 16 * HOUR).send(nextShift, rep('anna', office), rep('ben', leaving));
  made.send(scored('l1', only('anna')), scored('l2', only('ben')), scored('l3', liked(-9e5)));
  expect(decided(made).result.rep).toBe('anna');
});

test('who is on leave for more than a week gets nothing, and the lead that waits goes when a week is left', () => {
  const made = world();
  const away = [{ from: MONDAY, to: MONDAY + 9 * DAY }];
  const settings = { hours: 'next-shift', waiting: { deadlineMinutes: 10_000 } };
  made.now(night).send(policy(settings), rep('anna', { ...office, away }), scored('l1'));
  expect(decided(made).result).toMatchObject({ rep: null, codes: '7' });
  // Back on Wednesday of next week, at nine.
  const wakeAt = MONDAY + 2 * DAY + 9 * HOUR;
  expect(made.state.meta.wakeAt).toBe(wakeAt);
  made.now(wakeAt + MINUTE).send(ticked(wakeAt));
  expect(decided(made).result.rep).toBe('anna');
});

test('a decision is made again to the byte, and tells how long it is until the shift', () => {
  const made = world();
  made.now(night).send(nextShift, rep('anna', office), rep('ben', later), scored('l1', liked(-5e5)));
  const contents = made.contents();
  const content = (hash: string) => contents.get(hash);
  const { capsule } = made.results.at(-1)!.decisions[0]!;
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(explainCapsule(capsule, content).join('\n')).toMatch(/1\. ben: .*, at work in 8\.0 h/);
});
