import * as fc from 'fast-check';
import { DAY, HOUR, MONDAY, policy, rep, scored, sha256, ticked, world } from '../../test/scenario.ts';
import { dutyOf } from './duty.ts';
import { explainCapsule } from './explain.ts';
import { isWorking } from './hours.ts';
import { parsePolicy, policyBody } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { toRosterRep } from './roster.ts';
import { nextTimerAt } from './views.ts';

const TODAY = Math.floor(MONDAY / DAY);
const office = { workDays: [1, 2, 3, 4, 5], workStart: 540, workEnd: 1020, timeZone: 'UTC' };
const isRep = (repId: string) => ({ op: '==', left: { rep: 'repId' }, right: { value: repId } });
const everybody = { op: 'and', of: [] };
const of = (members: object, ...days: number[]) => ({ members, calendars: ['DE-BY'], days });
const team = (repId: string, ...days: number[]) => ({ ...of(isRep(repId), ...days), team: repId });

function started(holidays: readonly object[]) {
  const one = world();
  one.now(MONDAY + 10 * HOUR).send(policy({ holidays, waiting: { deadlineMinutes: 10_000 } }));
  one.send(rep('ann', office), rep('ben', office));
  return one;
}

test('who is of a team on a holiday is no candidate, and the decision says why and replays', () => {
  const { send, lead, results, contents } = started([team('ann', TODAY)]);
  send(scored('l1'));
  expect(lead('l1').repId).toBe('ben');
  const { capsule } = results.flatMap(({ decisions }) => decisions)[0]!;
  const made = contents();
  const content = (hash: string) => made.get(hash);
  expect(explainCapsule(capsule, content)).toContain('  ann: on a holiday (DE-BY)');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
});

test('on a holiday of everybody a lead waits for the day after, and the line wakes for it', () => {
  const { send, lead, now, state } = started([of(everybody, TODAY, TODAY + 1)]);
  send(scored('l1'));
  expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: ['OUT_OF_HOURS:2'] });
  expect(nextTimerAt(state)).toBe((TODAY + 2) * DAY + 9 * HOUR);
  now((TODAY + 2) * DAY + 9 * HOUR).send(ticked());
  expect(lead('l1').state).toBe('assigned');
});

test('of reps with the same hours, the line wakes for the one who has no holiday', () => {
  const { now, state } = started([team('ann', TODAY, TODAY + 1)]);
  now(MONDAY + 18 * HOUR).send(scored('l1'));
  expect(nextTimerAt(state)).toBe((TODAY + 1) * DAY + 9 * HOUR);
});

test('calendars that are looked up anew hold from their release on, and what waits with a rep waits on', () => {
  const { send, lead, state } = started([]);
  send(scored('l1', { workMinutes: 120 }));
  const chosen = lead('l1').repId!;
  const before = state.loads.get(chosen)!.busyUntil!;
  send(
    policy({ holidays: [of(everybody, TODAY - 7, TODAY)], waiting: { deadlineMinutes: 10_000 } }, 'test-2'),
  );
  // Eight hours of last Monday were no work, nor was the hour of today.
  expect(state.loads.get(chosen)!.busyUntil).toBe(before - 9 * HOUR);
  send(scored('l2'));
  expect(lead('l2').state).toBe('waiting');
  expect(lead('l1').repId).toBe(chosen);
});

const body = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed.ok ? policyBody(parsed.policy) : parsed.errors.join();
};

test('without holidays a policy has the bytes of before, and what is no list of days is refused', () => {
  expect(body('{"version":"v","holidays":[]}')).toBe(body('{"version":"v"}'));
  expect(body('{"version":"v"}')).not.toContain('holidays');
  const given = (over: object) =>
    body(JSON.stringify({ version: 'v', holidays: [{ ...of(everybody, 1), ...over }] }));
  expect(given({ days: [1.5] })).toMatch(/holidays: \[0\]: days must be/);
  expect(given({ calendars: 'DE' })).toMatch(/calendars must be/);
  expect(given({ members: { op: '==', left: { lead: 'country' }, right: { value: 'DE' } } })).toMatch(
    /members/,
  );
  expect(given({ from: 1 })).toMatch(/from is no part/);
});

test('at every hour a rep works if the rep would without holidays and the day is none', () => {
  const days = fc.uniqueArray(fc.integer({ min: TODAY, max: TODAY + 20 }), { maxLength: 8 });
  const ann = toRosterRep(
    rep('ann', { ...office, away: [{ from: MONDAY, to: MONDAY + 30 * HOUR }] }).value as never,
  );
  fc.assert(
    fc.property(days, days, fc.integer({ min: 0, max: 20 * 24 }), (own, others, hour) => {
      const parsed = parsePolicy(
        JSON.stringify({ version: 'v', holidays: [team('ann', ...own), team('ben', ...others)] }),
      );
      if (!parsed.ok) throw new Error(parsed.errors.join());
      const at = TODAY * DAY + hour * HOUR;
      const isFree = own.includes(Math.floor(at / DAY));
      expect(isWorking(dutyOf(ann, parsed.policy), at, 0)).toBe(isWorking(ann, at, 0) && !isFree);
    }),
  );
});
