import { explainCapsule } from './explain.ts';
import { localDay, offsetAt, type ZoneOffsets } from './hours.ts';
import { parsePolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { DAY, HOUR, MONDAY, policy, rep, scored, sha256, world, zone } from '../../test/scenario.ts';

const SALT = 'a secret of sixteen characters';
const PER_DAY = 3;
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'] as const;
const free = { capacity: 1000, dailyCap: 1000 };

const exploring = (perDay?: number) =>
  policy({
    congestion: { delay: 0 },
    price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
    exploration: { share: 0.5, band: 0.1, ...(perDay === undefined ? {} : { perDay }) },
  });

/** Reps in three zones, and two leads an hour for three days. */
function days(perDay?: number) {
  const made = world({ salt: SALT });
  made.send(exploring(perDay), ...ZONES.map((timeZone) => rep(timeZone, { ...free, timeZone })));
  for (let hour = 0; hour < 72; hour += 1)
    made.now(MONDAY + hour * HOUR).send(scored(`a${hour}`), scored(`b${hour}`));
  return { ...made, decisions: made.results.flatMap(({ decisions }) => decisions) };
}

/** Leads that were explored in each local day of each rep's zone. */
function byDay({ decisions }: ReturnType<typeof days>): readonly number[] {
  const explored = decisions.filter(({ path }) => path === 'explored');
  return ZONES.flatMap((name) => {
    const dayOf = (at: number) => localDay(at, offsetAt(zone(name) as ZoneOffsets, at));
    const own = explored.filter(({ repId }) => repId === name);
    return [...Map.groupBy(own, ({ decidedAt }) => dayOf(decidedAt)).values()].map(({ length }) => length);
  });
}

const exploredIn = ({ decisions }: ReturnType<typeof days>, from: number, to: number): number =>
  decisions.filter(
    ({ path, decidedAt }) => path === 'explored' && decidedAt >= MONDAY + from && decidedAt < MONDAY + to,
  ).length;

test('in no local day more leads are explored than the limit, and on the next day it goes on', () => {
  const limited = days(PER_DAY);
  expect(Math.max(...byDay(limited))).toBeLessThanOrEqual(PER_DAY);
  // What came about in the zone that is behind may still count.
  expect(exploredIn(limited, 0, 20 * HOUR)).toBe(PER_DAY);
  expect(exploredIn(limited, DAY, 3 * DAY)).toBeGreaterThan(PER_DAY);
  expect(exploredIn(days(), 0, 20 * HOUR)).toBeGreaterThan(PER_DAY);
});

test('with the limit reached the best gets the lead for sure, and the decision says why', () => {
  const { decisions } = days(PER_DAY);
  const limited = decisions.filter(({ capsule }) => capsule.includes('"spent"'));
  expect(limited.length).toBeGreaterThan(10);
  for (const { path, propensity, capsule } of limited) {
    expect({ path, propensity }).toEqual({ path: 'value', propensity: 1 });
    expect(explainCapsule(capsule)).toContain(
      'not drawn: the 3 leads that may be explored in a day have been',
    );
  }
  const drawn = decisions.find(({ path }) => path === 'explored')!;
  expect(explainCapsule(drawn.capsule).join('\n')).toMatch(/drawn among: .*, 0 explored today before it\)/);
});

test('it decides again to the byte, and another count of the day shows', () => {
  const made = days(PER_DAY);
  const content = (hash: string) => made.contents().get(hash);
  for (const { capsule } of made.decisions)
    expect(replayCapsule(capsule, content, sha256, SALT)).toEqual({ kind: 'identical' });
  const { capsule } = made.decisions.find((one) => one.capsule.includes('"spent"'))!;
  const forged = capsule.replace(`"explored":${PER_DAY}`, '"explored":0');
  expect(replayCapsule(forged, content, sha256).kind).toBe('differs');
});

test('without a limit nothing of it stands in a capsule', () => {
  for (const { capsule } of days().decisions) expect(capsule).not.toMatch(/"explored":|"spent"/);
});

test('what was explored before the limit was released counts', () => {
  const made = world({ salt: SALT });
  made.send(exploring(), ...['ann', 'ben', 'cleo'].map((id) => rep(id, free)));
  for (let n = 0; n < 40; n += 1) made.send(scored(`before-${n}`));
  made.send(exploring(2));
  for (let n = 0; n < 40; n += 1) made.send(scored(`after-${n}`));
  const paths = made.results.flatMap(({ assigned }) => assigned.map(({ path }) => path));
  expect(paths.slice(0, 40)).toContain('explored');
  expect(paths.slice(40)).not.toContain('explored');
});

test.each([1.5, -1, '3'])('a limit of %s is refused', (perDay) => {
  const error = 'exploration.perDay: must be a whole number from 0 to 1000000';
  expect(parsePolicy(JSON.stringify({ exploration: { perDay } }))).toEqual({ ok: false, errors: [error] });
});

test('a limit of none is no exploration', () => {
  expect(parsePolicy('{"exploration":{"perDay":0}}')).toEqual(parsePolicy('{}'));
});
